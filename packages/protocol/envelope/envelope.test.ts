import { randomBytes, randomUUID } from 'node:crypto'
import type { Envelope } from '@isthmus/contract'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  EnvelopeError,
  generatePeerKeys,
  type Header,
  type OpeningPeer,
  openAnswer,
  openQuestion,
  type PrivateKeys,
  type PublicKeys,
  type SealedQuestion,
  sealAnswer,
  sealQuestion,
  toPrivateKeys,
  toPublicKeys,
} from './index.ts'

type Party = { private: PrivateKeys; public: PublicKeys }

const now = new Date('2026-11-23T03:00:00.000Z')
let police: Party
let agency: Party
let stranger: Party

beforeAll(async () => {
  police = await makeParty()
  agency = await makeParty()
  stranger = await makeParty()
})

async function makeParty(): Promise<Party> {
  const { secrets, publicKeys } = await generatePeerKeys()
  return { private: await toPrivateKeys(secrets, publicKeys), public: await toPublicKeys(publicKeys) }
}

function headerWith(changes: Partial<Header> = {}): Header {
  return {
    version: 1,
    kind: 'search.ask',
    from: 'police',
    to: 'agency',
    correlationId: randomUUID(),
    sequence: 0,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + 60_000).toISOString(),
    nonce: randomBytes(16).toString('base64url'),
    ...changes,
  }
}

function agencyWith(changes: Partial<OpeningPeer> = {}): OpeningPeer {
  return {
    id: 'agency',
    sealingKey: agency.private.sealing,
    signingKeyOf: (peerId) => (peerId === 'police' ? police.public.signing : undefined),
    isReplay: () => false,
    ...changes,
  }
}

const ask = (changes: Partial<Header> = {}): Promise<SealedQuestion> =>
  sealQuestion(
    headerWith(changes),
    { family: 'Ψ' },
    { sign: police.private.signing, sealTo: agency.public.sealing },
  )

async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (fault) {
    if (fault instanceof EnvelopeError) return fault.code
    throw fault
  }
  return 'believed'
}

describe('a question', () => {
  it('opens for the peer it is sealed to, with the same answer secret on both sides', async () => {
    const { envelope, answerSecret } = await ask()
    const opened = await openQuestion(structuredClone(envelope), agencyWith(), now)
    expect(opened.payload).toEqual({ family: 'Ψ' })
    expect(opened.answerSecret.equals(answerSecret)).toBe(true)
    expect(JSON.stringify(envelope)).not.toContain('Ψ')
  })

  it('1 is refused when it is not an envelope', async () => {
    const { envelope } = await ask()
    expect(await codeOf(openQuestion({ ...envelope, extra: 1 }, agencyWith(), now))).toBe(
      'ENVELOPE_MALFORMED',
    )
    expect(await codeOf(openQuestion(null, agencyWith(), now))).toBe('ENVELOPE_MALFORMED')
    expect(await codeOf(openQuestion({ ...envelope, sequence: 1 }, agencyWith(), now))).toBe(
      'ENVELOPE_MALFORMED',
    )
  })

  it('1 is refused when a field of its header could hold more than its word', async () => {
    const { envelope } = await ask()
    const { createdAt } = envelope
    const changes: Partial<Envelope>[] = [
      { from: `${envelope.from}\nx` },
      { to: `${envelope.to}\n` },
      { to: '' },
      { createdAt: createdAt.replace('T', '\n') },
      { expiresAt: `${envelope.expiresAt}\n` },
      { createdAt: createdAt.replace('Z', '+00:00') },
      { encapsulatedKey: `${envelope.encapsulatedKey}\n` },
      { encapsulatedKey: '' },
    ]
    for (const change of changes) {
      expect(
        await codeOf(openQuestion({ ...envelope, ...change }, agencyWith(), now)),
        JSON.stringify(change),
      ).toBe('ENVELOPE_MALFORMED')
    }
  })

  it('2 is refused when it is addressed to another peer', async () => {
    const { envelope } = await ask({ to: 'elsewhere' })
    expect(await codeOf(openQuestion(envelope, agencyWith(), now))).toBe('ENVELOPE_NOT_FOR_US')
  })

  it('3 is refused when the sender is not in the trust list', async () => {
    const { envelope } = await ask({ from: 'nobody' })
    expect(await codeOf(openQuestion(envelope, agencyWith(), now))).toBe('SENDER_UNKNOWN')
  })

  it('4 is refused when anything signed was changed', async () => {
    const { envelope } = await ask()
    const changes: Partial<Envelope>[] = [
      { kind: 'catalogue.ask' },
      { correlationId: randomUUID() },
      { createdAt: new Date(now.getTime() + 1).toISOString() },
      { expiresAt: new Date(now.getTime() + 1000).toISOString() },
      { nonce: randomBytes(16).toString('base64url') },
      { sealed: `${envelope.sealed}AA` },
      { encapsulatedKey: randomBytes(32).toString('base64url') },
    ]
    for (const change of changes) {
      expect(
        await codeOf(openQuestion({ ...envelope, ...change }, agencyWith(), now)),
        Object.keys(change)[0],
      ).toBe('SIGNATURE_WRONG')
    }
  })

  it('4 is refused when a stranger signed it', async () => {
    const { envelope } = await sealQuestion(
      headerWith(),
      {},
      { sign: stranger.private.signing, sealTo: agency.public.sealing },
    )
    expect(await codeOf(openQuestion(envelope, agencyWith(), now))).toBe('SIGNATURE_WRONG')
  })

  it('5 is refused when it is expired, from the future, or lives too long', async () => {
    const { envelope } = await ask()
    const later = new Date(now.getTime() + 10 * 60_000)
    const earlier = new Date(now.getTime() - 10 * 60_000)
    expect(await codeOf(openQuestion(envelope, agencyWith(), later))).toBe('ENVELOPE_EXPIRED')
    expect(await codeOf(openQuestion(envelope, agencyWith(), earlier))).toBe('ENVELOPE_FROM_THE_FUTURE')
    const lasting = await ask({ expiresAt: new Date(now.getTime() + 3_600_000).toISOString() })
    expect(await codeOf(openQuestion(lasting.envelope, agencyWith(), now))).toBe('ENVELOPE_LIVES_TOO_LONG')
    const leapSecond = await ask({ createdAt: '2026-06-30T23:59:60Z' })
    expect(await codeOf(openQuestion(leapSecond.envelope, agencyWith(), now))).toMatch(
      /ENVELOPE_(LIVES_TOO_LONG|MALFORMED)/,
    )
  })

  it('6 is refused the second time', async () => {
    const { envelope } = await ask()
    expect(await codeOf(openQuestion(envelope, agencyWith({ isReplay: () => true }), now))).toBe(
      'ENVELOPE_REPLAYED',
    )
  })

  it('7 is refused when it was sealed to another key', async () => {
    const { envelope } = await sealQuestion(
      headerWith(),
      {},
      { sign: police.private.signing, sealTo: stranger.public.sealing },
    )
    expect(await codeOf(openQuestion(envelope, agencyWith(), now))).toBe('SEAL_BROKEN')
  })

  it('is refused in words whatever a stranger sends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (message) => {
        expect(await codeOf(openQuestion(message, agencyWith(), now))).toBe('ENVELOPE_MALFORMED')
      }),
    )
  })
})

describe('an answer', () => {
  const expected = (question: SealedQuestion, sequence = 1) => ({
    from: 'agency',
    to: 'police',
    correlationId: question.envelope.correlationId,
    sequence,
    signingKey: agency.public.signing,
    secret: question.answerSecret,
  })
  const answer = (question: SealedQuestion, changes: Partial<Header> = {}): Envelope =>
    sealAnswer(
      headerWith({
        kind: 'search.answer',
        from: 'agency',
        to: 'police',
        correlationId: question.envelope.correlationId,
        sequence: 1,
        ...changes,
      }),
      { state: 'no-hit' },
      { sign: agency.private.signing, secret: question.answerSecret },
    )

  it('opens for the asker', async () => {
    const question = await ask()
    const opened = openAnswer(structuredClone(answer(question)), expected(question), now)
    expect(opened).toEqual({ kind: 'search.answer', payload: { state: 'no-hit' } })
  })

  it('is refused out of order, of another question, or from another peer', async () => {
    const question = await ask()
    const other = await ask()
    expect(await codeOf(() => openAnswer(answer(question, { sequence: 2 }), expected(question), now))).toBe(
      'ANSWER_OUT_OF_ORDER',
    )
    expect(await codeOf(() => openAnswer(answer(other), expected(question), now))).toBe('ANSWER_OUT_OF_ORDER')
    expect(
      await codeOf(() => openAnswer(answer(question, { from: 'elsewhere' }), expected(question), now)),
    ).toBe('SENDER_UNKNOWN')
    expect(
      await codeOf(() => openAnswer({ ...answer(question), sequence: 2 }, expected(question), now)),
    ).toBe('SIGNATURE_WRONG')
  })

  it('is refused when it was sealed under another secret', async () => {
    const question = await ask()
    const other = await ask()
    const wrong = { ...expected(question), secret: other.answerSecret }
    expect(await codeOf(() => openAnswer(answer(question), wrong, now))).toBe('SEAL_BROKEN')
  })

  it('never repeats a key: two equal lines differ', async () => {
    const question = await ask()
    expect(answer(question).sealed).not.toBe(answer(question).sealed)
  })
})
