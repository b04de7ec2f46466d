import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Receipt } from '@isthmus/contract'
import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  HttpSignatureError,
  type ListedKey,
  parseBundle,
  signBundle,
  toBundleBody,
  toBundleTree,
  type VerifiedBundle,
  verifyBundle,
  verifyBundledMessage,
} from '../http-signature/index.ts'
import { ProofError, signReceipts, verifyReceipt } from '../proof/index.ts'
import {
  EnvelopeError,
  importOpeningKey,
  openMessage,
  ReceiverSessions,
  sha256,
  verifyEd25519,
} from './index.ts'
import { type BundledVector, type BundleVector, southBundleDoor } from './test-bundle-vectors.ts'
import { vectorFolder } from './test-exchange-vectors.ts'
import { at, correlationId, fixedBytes, keys, messageId, now, peers, signerOf } from './test-parties.ts'

const read = <Rows>(file: string): Rows => JSON.parse(readFileSync(join(vectorFolder, file), 'utf8')) as Rows
const bundles = read<BundleVector[]>('bundles.json')
const bundled = read<BundledVector[]>('bundled.json')

const keysOf = (id: string): readonly ListedKey[] | undefined => peers.find((peer) => peer.id === id)?.keys
const verifying = {
  selfId: 'south',
  targetUri: southBundleDoor,
  tlsPeer: 'north' as string | null,
  keysOf,
  verifyEd25519,
  sha256,
  isReplay: () => false,
}
let openingKey: CryptoKey

beforeAll(async () => {
  openingKey = await importOpeningKey(Buffer.from(keys.southSealing.privateKey, 'base64url'))
})

function believe({ request, tlsPeer, seenBefore, now: instant }: BundleVector): VerifiedBundle {
  const parts = { ...verifying, tlsPeer, isReplay: () => seenBefore }
  return verifyBundle({ ...request, body: Buffer.from(request.body ?? '') }, parts, new Date(instant))
}

async function outcomeOfMessage(bundle: VerifiedBundle, index: number, instant: string): Promise<string> {
  const { from, to, keyId, clockAheadMs, lines, digests } = bundle
  const [body = new Uint8Array(0), digest = new Uint8Array(0)] = [lines[index], digests[index]]
  const verified = { from, to, keyId, clockAheadMs, correlationId: null, digest }
  try {
    await openMessage(
      { body, verified },
      {
        sessions: new ReceiverSessions('south'),
        findOpeningKey: () => openingKey,
        keysOf,
        mayState: () => false,
        verifyEd25519,
      },
      new Date(instant),
    )
    return 'accepted'
  } catch (fault) {
    if (fault instanceof EnvelopeError) return fault.code
    throw fault
  }
}

const codeOf = (work: () => unknown): string => findCode(HttpSignatureError, work) ?? 'accepted'

describe('the vectors of bundles', () => {
  it.each(bundles)('$clause $outcome: $name', async (vector) => {
    expect(codeOf(() => believe(vector))).toBe(vector.outcome)
    if (!vector.messages) return
    const bundle = believe(vector)
    const outcomes = bundle.lines.map((_, index) => outcomeOfMessage(bundle, index, vector.now))
    expect(await Promise.all(outcomes)).toEqual(vector.messages)
  })

  it.each(bundled)('$clause $outcome alone: $name', ({ outcome, now: instant, request, message, place }) => {
    const parts = { ...verifying, tlsPeer: null }
    const verify = () =>
      verifyBundledMessage({ request, message: Buffer.from(message), place }, parts, new Date(instant))
    expect(codeOf(verify)).toBe(outcome)
    if (outcome === 'accepted')
      expect(verify()).toMatchObject({ from: 'north', to: 'south', digest: sha256(Buffer.from(message)) })
  })
})

describe('a bundle', () => {
  it('of any bytes is refused, or is what it was made of', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
        const code = codeOf(() => parseBundle(body))
        expect(['accepted', 'BUNDLE_MALFORMED']).toContain(code)
        if (code === 'accepted') expect(Buffer.from(toBundleBody(parseBundle(body))).equals(body)).toBe(true)
      }),
    )
  })

  it('that its sender signed is believed, and each message of it alone; changed in any byte it is not', async () => {
    const line = fc
      .uint8Array({ minLength: 1, maxLength: 30 })
      .map((bytes) => bytes.map((byte) => byte || 32))
    const lines = fc.array(
      line.map((bytes) => bytes.map((byte) => (byte === 10 ? 32 : byte))),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(), fc.integer({ min: 1, max: 255 }), async (messages, place, change) => {
        const tree = toBundleTree(messages.map(sha256))
        const body = Buffer.from(toBundleBody(messages))
        const fields = await signBundle(
          {
            ...{ method: 'POST', targetUri: southBundleDoor, from: 'north', to: 'south' },
            ...{ bodySha256: sha256(body), size: messages.length, root: tree.root },
          },
          {
            ...signerOf(keys.north),
            created: Date.parse(now) / 1000,
            expires: Date.parse(at(60)) / 1000,
            nonce: fixedBytes('nonce', 16).toString('base64url'),
          },
        )
        const request = { method: 'POST', targetUri: southBundleDoor, fields }
        const instant = new Date(now)
        expect(verifyBundle({ ...request, body }, verifying, instant).lines).toEqual(
          messages.map(Buffer.from),
        )
        const index = place % messages.length
        const message = messages[index] ?? new Uint8Array(0)
        const path = (tree.paths[index] ?? []).map((hash) => Buffer.from(hash).toString('base64url'))
        const alone = { request, message, place: { size: messages.length, index, path } }
        expect(codeOf(() => verifyBundledMessage(alone, verifying, instant))).toBe('accepted')
        const changed = Buffer.from(message)
        changed[place % changed.length] = (changed[place % changed.length] ?? 0) ^ change
        expect(codeOf(() => verifyBundledMessage({ ...alone, message: changed }, verifying, instant))).toBe(
          'BUNDLE_ROOT_WRONG',
        )
        body[place % body.length] = (body[place % body.length] ?? 0) ^ change
        expect(codeOf(() => verifyBundle({ ...request, body }, verifying, instant))).toBe('DIGEST_WRONG')
      }),
      { numRuns: 40 },
    )
  })
})

describe('receipts under one signature', () => {
  const log = {
    origin: 'isthmus.eu/test/south',
    index: 7,
    leafHash: fixedBytes('leaf', 32).toString('base64url'),
  }
  const about = { from: 'north', to: 'south', correlationId, receivedAt: now, log }
  const judge = (receipt: unknown, message: { messageId: string; digest: string }): string => {
    const expected = { ...about, ...message, keys: keysOf('south') ?? [], verifyEd25519 }
    return findCode(ProofError, () => verifyReceipt(receipt, expected, Date.parse(now))) ?? 'believed'
  }

  it('are each believed alone, as many as there are, and none for another message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.nat(), async (count, which) => {
        const messages = Array.from({ length: count }, (_, index) => ({
          messageId: `${messageId.slice(0, -3)}${String(index).padStart(3, '0')}`,
          digest: fixedBytes(`digest ${index}`, 32).toString('base64url'),
        }))
        const receipts = await signReceipts(
          messages.map((message) => ({ ...about, ...message })),
          signerOf(keys.south),
        )
        const index = which % count
        const [message, other] = [messages[index], messages[(index + 1) % count]]
        const receipt = receipts[index] as Receipt
        expect(message && judge(receipt, message)).toBe('believed')
        if (!other || other === message) return
        expect(judge(receipt, other)).toBe('RECEIPT_OF_ANOTHER_MESSAGE')
        expect(judge({ ...receipt, ...other }, other)).toBe('RECEIPT_SIGNATURE_WRONG')
      }),
      { numRuns: 30 },
    )
  })
})
