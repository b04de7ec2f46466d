import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ListedKey, verifyRequest } from '../http-signature/index.ts'
import { verifyReceipt } from '../proof/index.ts'
import {
  importOpeningKey,
  openAnswer,
  openMessage,
  ReceiverSessions,
  sha256,
  verifyEd25519,
} from './index.ts'
import type { AnswerVector, ReceiptVector } from './test-answer-vectors.ts'
import { makeExchangeVectors, vectorFolder } from './test-exchange-vectors.ts'
import type { RequestVector } from './test-request-vectors.ts'

type Parties = {
  self: string
  door: string
  peers: { id: string; hosts: string[]; keys: ListedKey[] }[]
  secrets: Record<string, { id: string; use: string; privateKey: string }>
}

const readText = (file: string): string => readFileSync(join(vectorFolder, file), 'utf8')
const parties = JSON.parse(readText('parties.json')) as Parties
const requests = JSON.parse(readText('requests.json')) as RequestVector[]
const answers = JSON.parse(readText('answers.json')) as AnswerVector[]
const receipts = JSON.parse(readText('receipts.json')) as ReceiptVector[]

const peerOf = (id: string) => parties.peers.find((peer) => peer.id === id)
const keysOf = (id: string): ListedKey[] | undefined => peerOf(id)?.keys
let openingKey: CryptoKey

beforeAll(async () => {
  const secret = parties.secrets.southSealing?.privateKey ?? ''
  openingKey = await importOpeningKey(Buffer.from(secret, 'base64url'))
})

async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'accepted'
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault) return String(fault.code)
    throw fault
  }
}

function believe({ request, ...vector }: RequestVector) {
  const body = request.bodyBase64
    ? Buffer.from(request.bodyBase64, 'base64')
    : Buffer.from(request.body ?? '')
  const now = new Date(vector.now)
  const verified = verifyRequest(
    { method: request.method, targetUri: request.targetUri, fields: request.fields, body },
    {
      selfId: parties.self,
      targetUri: parties.door,
      tlsPeer: vector.tlsPeer,
      keysOf,
      verifyEd25519,
      sha256,
      isReplay: () => vector.seenBefore,
    },
    now,
  )
  const opening = {
    sessions: new ReceiverSessions(parties.self),
    findOpeningKey: (keyId: string) => (keyId === parties.secrets.southSealing?.id ? openingKey : undefined),
    keysOf,
    mayState: (id: string, organisation: string) => peerOf(id)?.hosts.includes(organisation) ?? false,
    verifyEd25519,
  }
  return openMessage({ body, verified }, opening, now).then((opened) => ({ verified, opened }))
}

describe('the vectors of the wire', () => {
  it('are those that the code makes', async () => {
    for (const [file, text] of Object.entries(await makeExchangeVectors())) {
      expect(
        readText(file) === text,
        `${file}: node packages/protocol/envelope/test-exchange-vectors.ts`,
      ).toBe(true)
    }
  })

  it.each(requests)('$clause $outcome: $name', async (vector) => {
    expect(await outcomeOf(() => believe(vector))).toBe(vector.outcome)
  })

  it('of accepted requests are opened, and the clock of the sender is reported', async () => {
    for (const vector of requests.filter(({ outcome }) => outcome === 'accepted')) {
      const { verified, opened } = await believe(vector)
      expect(verified.clockAheadMs, vector.name).toBe((vector.clockAheadSeconds ?? 0) * 1000)
      const isSearch = opened.envelope.kind === 'search.ask'
      expect(opened.statement?.caseReference, vector.name).toBe(isSearch ? 'C-1' : undefined)
      if (isSearch) expect(opened.content).toEqual({ subjects: [{ family: 'Kowalski', given: 'Zbigniew' }] })
    }
  })

  it.each(answers)('$clause $outcome: $name', async ({ outcome, now, sequence, secret, line, content }) => {
    const envelope = JSON.parse(requests[0]?.request.body ?? '')
    const open = () =>
      openAnswer(
        line,
        {
          question: envelope,
          kinds: ['search.answer', 'exchange.end'],
          sequence,
          secret: Buffer.from(secret, 'base64url'),
          keys: keysOf('south') ?? [],
          verifyEd25519,
        },
        new Date(now),
      )
    expect(await outcomeOf(open)).toBe(outcome)
    if (outcome === 'accepted') expect(open().content).toEqual(content)
  })

  it.each(receipts)('$clause $outcome: $name', async ({ outcome, now, digest, receipt }) => {
    const { messageId, correlationId } = JSON.parse(requests[0]?.request.body ?? '')
    const message = { from: 'north', to: 'south', messageId, correlationId, digest }
    const verify = () =>
      verifyReceipt(receipt, { ...message, keys: keysOf('south') ?? [], verifyEd25519 }, Date.parse(now))
    expect(await outcomeOf(verify)).toBe(outcome)
  })
})
