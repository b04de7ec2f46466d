import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HttpSignatureError, signRequest, verifyRequest } from '../http-signature/index.ts'
import { ProofError, signReceipt, verifyReceipt, verifyStatement } from '../proof/index.ts'
import { EnvelopeError, openAnswer, parseEnvelope, sha256, verifyEd25519 } from './index.ts'
import { buildRequest, southDoor } from './test-build-request.ts'
import { correlationId, keys, messageId, now, peers, signerOf } from './test-parties.ts'

const keysOf = (id: string) => peers.find((peer) => peer.id === id)?.keys
const instant = new Date(now)

function codeOf(work: () => unknown): string {
  try {
    work()
    return 'believed'
  } catch (fault) {
    if (fault instanceof EnvelopeError || fault instanceof ProofError || fault instanceof HttpSignatureError)
      return fault.code
    throw fault
  }
}

const verifying = {
  selfId: 'south',
  targetUri: southDoor,
  tlsPeer: 'north',
  keysOf,
  verifyEd25519,
  sha256,
  isReplay: () => false,
}

it('a request in which any byte of a field or of the body was changed is refused, or is the same', async () => {
  const { method, targetUri, fields, body = '' } = await buildRequest()
  const request = { method, targetUri, fields, body: Buffer.from(body) }
  expect(codeOf(() => verifyRequest(request, verifying, instant))).toBe('believed')
  fc.assert(
    fc.property(fc.nat(fields.length), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, place, change) => {
      const flip = (text: string): string => {
        const bytes = Buffer.from(text, 'latin1')
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ change
        return bytes.toString('latin1')
      }
      const changed = {
        ...request,
        fields: fields.map(([name, value], at) => [name, at === which ? flip(value) : value] as const),
        body: which === fields.length ? Buffer.from(flip(body), 'latin1') : request.body,
      }
      const code = codeOf(() => verifyRequest(changed, verifying, instant))
      // White space between the parts of a structured field is not part of what is said.
      const isSame = changed.fields.every(([, value], at) => value.trim() === fields[at]?.[1])
      if (code === 'believed' && !isSame)
        expect(changed.fields[which]?.[0]).toMatch(/^signature|^content-digest/)
      if (which === fields.length) expect(code).toBe('DIGEST_WRONG')
    }),
    { numRuns: 500 },
  )
})

it('fields of any content are refused with a code of section 4', () => {
  const name = fc.constantFrom(
    'content-type',
    'content-digest',
    'isthmus-from',
    'isthmus-to',
    'isthmus-correlation-id',
    'signature-input',
    'signature',
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string()), { maxLength: 12 }), fc.uint8Array(), (fields, body) => {
      const request = { method: 'POST', targetUri: southDoor, fields, body }
      expect(codeOf(() => verifyRequest(request, verifying, instant))).toMatch(/^[A-Z_]+$/)
    }),
  )
})

it('a body of any bytes, or of any JSON, is refused with a code of section 5', () => {
  const json = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), json), (body) => {
      expect(codeOf(() => parseEnvelope(body))).toMatch(/^(ENVELOPE_UNREADABLE|VERSION_UNSUPPORTED)$/)
    }),
  )
})

it('an answer line, a receipt and a statement of any content are refused with their codes', () => {
  const question = { from: 'north', to: 'south', messageId, correlationId }
  const expected = {
    question,
    kinds: ['search.answer'] as const,
    sequence: 1,
    secret: randomBytes(76),
    keys: keysOf('south') ?? [],
    verifyEd25519,
  }
  const stated = {
    correlationId,
    createdAt: instant.getTime(),
    keys: keysOf('north') ?? [],
    at: instant.getTime(),
    mayState: () => true,
    verifyEd25519,
  }
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (text, value) => {
      expect(codeOf(() => openAnswer(text, expected, instant))).toBe('ANSWER_MALFORMED')
      expect(codeOf(() => openAnswer(JSON.stringify(value), expected, instant))).toBe('ANSWER_MALFORMED')
      expect(codeOf(() => verifyStatement(text, stated))).toBe('STATEMENT_UNREADABLE')
      expect(codeOf(() => verifyReceipt(value, { ...question, digest: '', ...expected }, 0))).toBe(
        'RECEIPT_MALFORMED',
      )
    }),
  )
})

it('a receipt with one member changed is believed by nobody', async () => {
  const message = {
    from: 'north',
    to: 'south',
    messageId,
    correlationId,
    digest: randomBytes(32).toString('base64url'),
  }
  const leafHash = randomBytes(32).toString('base64url')
  const receipt = await signReceipt(
    { ...message, receivedAt: now, log: { origin: 'isthmus.eu/test/south', index: 7, leafHash } },
    signerOf(keys.south),
  )
  const parts = { ...message, keys: keysOf('south') ?? [], verifyEd25519 }
  expect(codeOf(() => verifyReceipt(receipt, parts, instant.getTime()))).toBe('believed')
  const log = { ...receipt.log, origin: 'isthmus.eu/test/west' }
  for (const change of [
    { log },
    { receivedAt: '2026-11-23T12:00:01.000Z' },
    { log: { ...receipt.log, index: 8 } },
  ]) {
    expect(codeOf(() => verifyReceipt({ ...receipt, ...change }, parts, instant.getTime()))).toBe(
      'RECEIPT_SIGNATURE_WRONG',
    )
  }
})

it('what signRequest makes is what the vectors say', async () => {
  const { fields, body = '' } = await buildRequest()
  const created = instant.getTime() / 1000
  const [, nonce = ''] =
    /nonce="([^"]+)"/.exec(String(fields.find(([name]) => name === 'signature-input')?.[1])) ?? []
  const { keyId, sign } = signerOf(keys.north)
  const made = await signRequest(
    {
      method: 'POST',
      targetUri: southDoor,
      bodySha256: sha256(Buffer.from(body)),
      correlationId,
      from: 'north',
      to: 'south',
    },
    { keyId, sign, created, expires: created + 60, nonce },
  )
  expect(made).toEqual(fields)
})
