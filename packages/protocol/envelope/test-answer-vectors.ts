import type { AnswerLine, Receipt } from '@isthmus/contract'
import { toBase64Url } from '../bytes/index.ts'
import { answerLineBytes, signReceipt, signReceipts } from '../proof/index.ts'
import { sealAnswer } from './answer.ts'
import type { MessageSecret } from './message-keys.ts'
import type { WireCode } from './test-exchange-vectors.ts'
import {
  at,
  correlationId,
  fixedBytes,
  keys,
  messageId,
  now,
  otherCorrelationId,
  type PartyKey,
  signerOf,
} from './test-parties.ts'

/** The asker is north; the question is the first of requests.json. */
export type AnswerVector = {
  name: string
  clause: string
  outcome: 'accepted' | WireCode
  now: string
  /** Which line is due. */
  sequence: number
  /** 76 bytes, base64url (6.3). */
  secret: string
  line: string
  content?: unknown
}

export type ReceiptVector = {
  name: string
  clause: string
  outcome: 'accepted' | WireCode
  now: string
  digest: string
  receipt: unknown
}

const secret: MessageSecret = fixedBytes('message secret', 76)
const question = { from: 'north', to: 'south', messageId, correlationId }
const content = { sourceId: 'register', subject: 0, state: 'no-hit', hits: [] }

async function buildLine(
  change: Partial<AnswerLine> = {},
  { key = keys.south, under = secret }: { key?: PartyKey; under?: MessageSecret } = {},
): Promise<AnswerLine> {
  const sealed = await sealAnswer(
    {
      question,
      kind: change.kind ?? 'search.answer',
      sequence: change.sequence ?? 1,
      createdAt: new Date(change.createdAt ?? now),
      expiresAt: new Date(change.expiresAt ?? at(60)),
      content,
    },
    { secret: under, signer: signerOf(key) },
    (size) => fixedBytes('answer', size),
  )
  const { signature: _, ...line } = { ...sealed.line, ...change }
  return { ...line, signature: toBase64Url(signerOf(key).sign(answerLineBytes(line))) }
}

type Row = readonly [
  clause: string,
  outcome: AnswerVector['outcome'],
  name: string,
  line: Promise<AnswerLine | object>,
  circumstances?: { now?: string; sequence?: number },
]

const rows: Row[] = [
  ['8.1', 'accepted', 'a line as it should be', buildLine()],
  ['8.1', 'accepted', 'the last line', buildLine({ kind: 'exchange.end', sequence: 2 }), { sequence: 2 }],
  ['8.1', 'ANSWER_MALFORMED', 'one member more', buildLine().then((line) => ({ ...line, extra: 1 }))],
  ['8.1', 'ANSWER_MALFORMED', 'version 1', buildLine().then((line) => ({ ...line, version: 1 }))],
  ['8.1', 'ANSWER_MALFORMED', 'no signature', buildLine().then(({ signature: _, ...line }) => line)],
  ['8.2', 'ANSWER_NOT_OURS', 'from another peer', buildLine({ from: 'west' })],
  ['8.2', 'ANSWER_NOT_OURS', 'to another peer', buildLine({ to: 'west' })],
  [
    '8.2',
    'ANSWER_NOT_OURS',
    'to another question',
    buildLine({ messageId: '22222222-c3d4-7e5f-8a6b-7c8d9e0f1a2b' }),
  ],
  ['8.2', 'ANSWER_NOT_OURS', 'of another correlation id', buildLine({ correlationId: otherCorrelationId })],
  [
    '8.2',
    'ANSWER_NOT_OURS',
    'a kind that does not answer the question',
    buildLine({ kind: 'catalogue.answer' }),
  ],
  ['8.2', 'ANSWER_OUT_OF_ORDER', 'the second line where the first is due', buildLine({ sequence: 2 })],
  ['8.2', 'ANSWER_OUT_OF_ORDER', 'the first line again', buildLine(), { sequence: 2 }],
  ['8.3', 'ENVELOPE_LIVES_TOO_LONG', 'a line for 301 seconds', buildLine({ expiresAt: at(301) })],
  ['8.3', 'ENVELOPE_FROM_THE_FUTURE', 'made 121 seconds from now', buildLine(), { now: at(-121) }],
  ['8.3', 'ENVELOPE_EXPIRED', 'expired 121 seconds ago', buildLine(), { now: at(181) }],
  ['8.4', 'KEY_UNKNOWN', 'a key of another peer', buildLine({}, { key: keys.west })],
  ['8.4', 'KEY_USE_WRONG', 'a sealing key', buildLine({ keyId: keys.southSealing.id })],
  ['8.4', 'KEY_REVOKED', 'a revoked key', buildLine({}, { key: keys.southRevoked })],
  [
    '8.5',
    'ANSWER_SIGNATURE_WRONG',
    'signed by a stranger',
    buildLine({ keyId: keys.south.id }, { key: keys.stranger }),
  ],
  [
    '8.5',
    'ANSWER_SIGNATURE_WRONG',
    'changed after signing',
    buildLine().then((line) => ({ ...line, createdAt: at(-1) })),
  ],
  [
    '8.6',
    'SEAL_BROKEN',
    'sealed under another secret',
    buildLine({}, { under: fixedBytes('another secret', 76) }),
  ],
  [
    '8.6',
    'SEAL_BROKEN',
    'a header that was changed after sealing',
    buildLine({ payloadCommitment: `${'B'.repeat(42)}A` }),
  ],
]

const receipt = {
  ...question,
  digest: toBase64Url(fixedBytes('digest', 32)),
  receivedAt: at(1),
  log: {
    origin: 'isthmus.eu/test/south',
    index: 41,
    leafHash: toBase64Url(fixedBytes('leaf hash', 32)),
  },
}

async function buildReceipt(change: Partial<Receipt> = {}, key: PartyKey = keys.south): Promise<Receipt> {
  return signReceipt({ ...receipt, ...change }, signerOf(key))
}

/** One of three receipts under one signature. */
async function buildOfThree(
  change: (receipt: Receipt) => object = (one) => one,
  { key = keys.south, index = 1 }: { key?: PartyKey; index?: number } = {},
): Promise<object> {
  const other = (messageId: string) => ({ ...receipt, messageId })
  const three = [
    other('22222222-c3d4-7e5f-8a6b-7c8d9e0f1a2b'),
    other('33333333-c3d4-7e5f-8a6b-7c8d9e0f1a2b'),
  ].toSpliced(index, 0, receipt)
  const signed = await signReceipts(three, signerOf(key))
  const [one] = signed.slice(index)
  if (!one) throw new RangeError('there are three receipts')
  return change(one)
}

const placed =
  (change: (bundle: NonNullable<Receipt['bundle']>) => object) =>
  (one: Receipt): object => ({ ...one, bundle: { ...one.bundle, ...(one.bundle ? change(one.bundle) : {}) } })

const otherHash = toBase64Url(fixedBytes('hash', 32))

const receiptRows: [
  clause: string,
  outcome: ReceiptVector['outcome'],
  name: string,
  receipt: Promise<unknown>,
][] = [
  ['9.1', 'accepted', 'a receipt as it should be', buildReceipt()],
  ['9.2', 'RECEIPT_MALFORMED', 'one member more', buildReceipt().then((one) => ({ ...one, extra: 1 }))],
  ['9.2', 'RECEIPT_MALFORMED', 'no place in the log', buildReceipt().then(({ log: _, ...one }) => one)],
  [
    '9.3',
    'RECEIPT_OF_ANOTHER_MESSAGE',
    'another message',
    buildReceipt({ messageId: '22222222-c3d4-7e5f-8a6b-7c8d9e0f1a2b' }),
  ],
  [
    '9.3',
    'RECEIPT_OF_ANOTHER_MESSAGE',
    'another digest',
    buildReceipt({ digest: toBase64Url(fixedBytes('x', 32)) }),
  ],
  ['9.3', 'RECEIPT_OF_ANOTHER_MESSAGE', 'another receiver', buildReceipt({ to: 'west' })],
  ['9.4', 'KEY_UNKNOWN', 'a key of another peer', buildReceipt({}, keys.west)],
  ['9.4', 'KEY_REVOKED', 'a revoked key', buildReceipt({}, keys.southRevoked)],
  [
    '9.5',
    'RECEIPT_SIGNATURE_WRONG',
    'another index after signing',
    buildReceipt().then((one) => ({ ...one, log: { ...one.log, index: 42 } })),
  ],
  [
    '9.5',
    'RECEIPT_SIGNATURE_WRONG',
    'signed by a stranger',
    buildReceipt({}, { ...keys.stranger, id: keys.south.id }),
  ],
  ['9.7', 'accepted', 'one of three under one signature', buildOfThree()],
  ['9.7', 'accepted', 'the last of three', buildOfThree((one) => one, { index: 2 })],
  ['9.2', 'RECEIPT_MALFORMED', 'version 3 without its place', buildOfThree(({ bundle: _, ...one }) => one)],
  ['9.2', 'RECEIPT_MALFORMED', 'version 2 with a place', buildOfThree((one) => ({ ...one, version: 2 }))],
  [
    '9.2',
    'RECEIPT_MALFORMED',
    'a place with one member more',
    buildOfThree(placed(() => ({ root: otherHash }))),
  ],
  [
    '9.2',
    'RECEIPT_MALFORMED',
    'a hash of 31 bytes',
    buildOfThree(placed(() => ({ path: [toBase64Url(fixedBytes('x', 31))] }))),
  ],
  [
    '9.3',
    'RECEIPT_OF_ANOTHER_MESSAGE',
    'the receipt of another message under the same signature',
    buildOfThree((one) => ({ ...one, messageId: '22222222-c3d4-7e5f-8a6b-7c8d9e0f1a2b' })),
  ],
  ['9.4', 'KEY_REVOKED', 'three under a revoked key', buildOfThree((one) => one, { key: keys.southRevoked })],
  ['9.7', 'RECEIPT_PATH_WRONG', 'a place beyond the size', buildOfThree(placed(() => ({ index: 3 })))],
  [
    '9.7',
    'RECEIPT_PATH_WRONG',
    'a path that is too short',
    buildOfThree(placed(({ path }) => ({ path: path.slice(1) }))),
  ],
  [
    '9.7',
    'RECEIPT_PATH_WRONG',
    'a path that is too long',
    buildOfThree(placed(({ path }) => ({ path: [...path, otherHash] }))),
  ],
  [
    '9.7',
    'RECEIPT_SIGNATURE_WRONG',
    'another place of the same height',
    buildOfThree(placed(() => ({ index: 0 }))),
  ],
  [
    '9.7',
    'RECEIPT_SIGNATURE_WRONG',
    'another size of the same height',
    buildOfThree(placed(() => ({ size: 4 }))),
  ],
  [
    '9.7',
    'RECEIPT_SIGNATURE_WRONG',
    'another hash in the path',
    buildOfThree(placed(({ path }) => ({ path: path.map(() => otherHash) }))),
  ],
  [
    '9.7',
    'RECEIPT_SIGNATURE_WRONG',
    'another index in the log after signing',
    buildOfThree((one) => ({ ...one, log: { ...one.log, index: 42 } })),
  ],
  [
    '9.7',
    'RECEIPT_SIGNATURE_WRONG',
    'three signed by a stranger',
    buildOfThree((one) => one, { key: { ...keys.stranger, id: keys.south.id } }),
  ],
  [
    '9.7',
    'RECEIPT_SIGNATURE_WRONG',
    'the signature of a receipt of version 2',
    buildReceipt().then(({ signature }) => buildOfThree((one) => ({ ...one, signature }))),
  ],
]

export async function makeAnswerVectors(): Promise<{ answers: AnswerVector[]; receipts: ReceiptVector[] }> {
  const answers = await Promise.all(
    rows.map(async ([clause, outcome, name, line, circumstances = {}]) => ({
      name,
      clause,
      outcome,
      now: circumstances.now ?? now,
      sequence: circumstances.sequence ?? 1,
      secret: toBase64Url(secret),
      line: JSON.stringify(await line),
      ...(outcome === 'accepted' ? { content } : {}),
    })),
  )
  const receipts = await Promise.all(
    receiptRows.map(async ([clause, outcome, name, built]) => ({
      name,
      clause,
      outcome,
      now,
      digest: receipt.digest,
      receipt: await built,
    })),
  )
  return { answers, receipts }
}
