import type { BundlePlace } from '@isthmus/contract'
import { toBase64, toBase64Url } from '../bytes/index.ts'
import { toBundleBody, toBundleTree, toContentDigest } from '../http-signature/index.ts'
import { leafHash, toSmallTree } from '../log/index.ts'
import { sha256 } from './native.ts'
import { buildRequest, type Deviation, signFields, type VectorRequest } from './test-build-request.ts'
import type { WireCode } from './test-exchange-vectors.ts'
import { at, fixedBytes, keys, now, type PartyKey } from './test-parties.ts'
import type { Circumstances } from './test-request-vectors.ts'

/** A bundle as it arrives at south. */
export type BundleVector = {
  name: string
  clause: string
  outcome: 'accepted' | WireCode
  now: string
  tlsPeer: string | null
  seenBefore: boolean
  request: VectorRequest
  /** Of an accepted bundle: what is said of each message by sections 5 to 7. */
  messages?: ('accepted' | WireCode)[]
}

/** A message that came in a bundle, proven without the others. */
export type BundledVector = {
  name: string
  clause: string
  outcome: 'accepted' | WireCode
  now: string
  request: VectorRequest
  message: string
  place: BundlePlace
}

export const southBundleDoor = 'https://south.example:8444/peer/v1/inbox/bundle'

const components = [
  '@method',
  '@target-uri',
  'content-type',
  'content-digest',
  'isthmus-bundle',
  'isthmus-from',
  'isthmus-to',
].map((name) => ({ name }))

const tag = (value: string) => ({ tag: { kind: 'string', value } as const })

type Pairs = [string, string][]

type BundleDeviation = {
  messages?: readonly string[]
  /** The text of the body, made of the messages. */
  body?: (body: string) => string
  size?: number
  root?: (digests: readonly Uint8Array[]) => Uint8Array
  fields?: (fields: Pairs) => Pairs
  method?: string
  targetUri?: string
  signed?: Pick<Deviation, 'components' | 'parameters' | 'label'> & { key?: PartyKey }
  after?: (request: VectorRequest) => VectorRequest
}

/** Three notes; the third is said to be of another sender. */
async function makeMessages(): Promise<string[]> {
  const note = async (messageId: string, header: object = {}) => {
    const request = await buildRequest({
      header: { kind: 'message.test', messageId, ...header },
      statement: null,
      content: { body: { text: 'a note' } },
    })
    return request.body ?? ''
  }
  return [
    await note('0193a1b2-c3d4-7e5f-8a6b-000000000001'),
    await note('0193a1b2-c3d4-7e5f-8a6b-000000000002', {
      correlationId: '11111111-4f3a-4d3c-9a55-0d9f3c6a7b11',
    }),
    await note('0193a1b2-c3d4-7e5f-8a6b-000000000003', { from: 'west' }),
  ]
}

const notes = await makeMessages()
const toBytes = (text: string) => Buffer.from(text, 'utf8')
const digestsOf = (messages: readonly string[]) => messages.map((message) => sha256(toBytes(message)))
const rootOf = (digests: readonly Uint8Array[]) => toBundleTree(digests).root

function buildBundle(deviation: BundleDeviation = {}): VectorRequest {
  const messages = deviation.messages ?? notes
  const plainBody = Buffer.from(toBundleBody(messages.map(toBytes))).toString('utf8')
  const body = deviation.body?.(plainBody) ?? plainBody
  const root = (deviation.root ?? rootOf)(digestsOf(messages))
  const method = deviation.method ?? 'POST'
  const targetUri = deviation.targetUri ?? southBundleDoor
  const plain: Pairs = [
    ['content-type', 'application/x-ndjson'],
    ['content-digest', toContentDigest(sha256(toBytes(body)))],
    ['isthmus-bundle', `size=${deviation.size ?? messages.length}, root=:${toBase64(root)}:`],
    ['isthmus-from', 'north'],
    ['isthmus-to', 'south'],
  ]
  const fields = deviation.fields?.(plain) ?? plain
  const signing = { components, parameters: tag('isthmus-bundle-2'), ...deviation.signed }
  const signed = signFields({ method, targetUri, fields }, signing)
  const request = { method, targetUri, fields: [...fields, ...signed], body }
  return deviation.after?.(request) ?? request
}

const replace =
  (name: string, change: (value: string) => string) =>
  (fields: Pairs): Pairs =>
    fields.map(([key, value]) => [key, key === name ? change(value) : value])

const without = (name: string): BundleDeviation => ({
  after: (request) => ({ ...request, fields: request.fields.filter(([key]) => key !== name) }),
})

const twice = (name: string): BundleDeviation => ({
  after: (request) => ({
    ...request,
    fields: [...request.fields, ...request.fields.filter(([key]) => key === name)],
  }),
})

const stated = (change: (value: string) => string): BundleDeviation => ({
  fields: replace('isthmus-bundle', change),
})

type Row = readonly [
  clause: string,
  outcome: BundleVector['outcome'],
  name: string,
  BundleDeviation?,
  (Circumstances & Pick<BundleVector, 'messages'>)?,
]

const judged: BundleVector['messages'] = ['accepted', 'accepted', 'ENVELOPE_FIELDS_DIFFER']

const accepted: Row[] = [
  ['10.17', 'accepted', 'three messages, of which one claims another sender', {}, { messages: judged }],
  [
    '10.17',
    'accepted',
    'a bundle of one message',
    { messages: notes.slice(0, 1) },
    { messages: ['accepted'] },
  ],
  [
    '10.17',
    'accepted',
    'one of two messages is no envelope',
    { messages: ['{}', notes[0] ?? ''] },
    { messages: ['VERSION_UNSUPPORTED', 'accepted'] },
  ],
  ['4.15', 'accepted', 'a sender whose clock is 175 seconds behind', {}, { now: at(175), messages: judged }],
]

const ofFields: Row[] = [
  ['4.1', 'METHOD_WRONG', 'PUT', { method: 'PUT' }],
  [
    '4.2',
    'TARGET_WRONG',
    'the door of single messages',
    { targetUri: 'https://south.example:8444/peer/v1/inbox' },
  ],
  [
    '4.3',
    'CONTENT_TYPE_WRONG',
    'application/json',
    { fields: replace('content-type', () => 'application/json') },
  ],
  [
    '4.4',
    'CONTENT_ENCODING_REFUSED',
    'a compressed body',
    { after: (request) => ({ ...request, fields: [...request.fields, ['content-encoding', 'gzip']] }) },
  ],
  ...[
    'isthmus-from',
    'isthmus-to',
    'isthmus-bundle',
    'content-digest',
    'signature-input',
    'signature',
  ].flatMap((name): Row[] => [
    ['4.5', 'FIELD_MISSING', `no ${name}`, without(name)],
    ['4.5', 'FIELD_REPEATED', `${name} twice`, twice(name)],
  ]),
  ['10.18', 'FIELD_MALFORMED', 'no message', { size: 0 }],
  [
    '10.18',
    'FIELD_MALFORMED',
    'a size that begins with 0',
    stated((value) => value.replace('size=', 'size=0')),
  ],
  [
    '10.18',
    'FIELD_MALFORMED',
    'root and size in the other order',
    stated((value) => value.split(', ').toReversed().join(', ')),
  ],
  ['10.18', 'FIELD_MALFORMED', 'no space behind the comma', stated((value) => value.replace(', ', ','))],
  ['10.18', 'FIELD_MALFORMED', 'one member more', stated((value) => `${value}, x=1`)],
  ['10.18', 'FIELD_MALFORMED', 'a root of 31 bytes', { root: () => fixedBytes('root', 31) }],
  ['4.6', 'MESSAGE_NOT_FOR_US', 'another receiver', { fields: replace('isthmus-to', () => 'west') }],
  ['4.7', 'SENDER_UNKNOWN', 'a stranger', { fields: replace('isthmus-from', () => 'east') }],
  ['4.8', 'TLS_PEER_DIFFERS', 'over a connection of another peer', {}, { tlsPeer: 'west' }],
]

const ofSignature: Row[] = [
  ['4.10', 'SIGNATURE_LABEL_WRONG', 'another label', { signed: { label: 'sig1' } }],
  [
    '4.11',
    'SIGNATURE_TAG_WRONG',
    'the tag of a single message',
    { signed: { parameters: tag('isthmus-peer-2') } },
  ],
  [
    '4.13',
    'SIGNATURE_COMPONENTS_WRONG',
    'the bundle is not covered',
    { signed: { components: components.filter(({ name }) => name !== 'isthmus-bundle') } },
  ],
  ['4.15', 'SIGNATURE_EXPIRED', 'expired 121 seconds ago', {}, { now: at(181) }],
  ['4.16', 'KEY_REVOKED', 'a revoked key', { signed: { key: keys.northRevoked } }],
  ['4.16', 'KEY_UNKNOWN', 'a key of another peer', { signed: { key: keys.west } }],
  [
    '4.17',
    'DIGEST_WRONG',
    'a message that was changed on the way',
    { after: (request) => ({ ...request, body: request.body?.replace('north', 'North') ?? '' }) },
  ],
  [
    '4.17',
    'DIGEST_WRONG',
    'a message that was left out on the way',
    { after: (request) => ({ ...request, body: request.body?.slice(request.body.indexOf('\n') + 1) ?? '' }) },
  ],
  [
    '10.17',
    'BUNDLE_MALFORMED',
    'no line feed behind the last message',
    { body: (body) => body.slice(0, -1) },
  ],
  ['10.17', 'BUNDLE_MALFORMED', 'an empty line', { body: (body) => body.replace('\n', '\n\n') }],
  ['10.17', 'BUNDLE_MALFORMED', 'nothing at all', { body: () => '' }],
  ['10.17', 'BUNDLE_MALFORMED', '257 messages', { messages: Array.from({ length: 257 }, () => '{}') }],
  ['10.19', 'BUNDLE_ROOT_WRONG', 'one message more than is said', { size: 2 }],
  [
    '10.19',
    'BUNDLE_ROOT_WRONG',
    'messages in another order',
    { root: (digests) => rootOf(digests.toReversed()) },
  ],
  [
    '10.19',
    'BUNDLE_ROOT_WRONG',
    'a root over other messages',
    { root: (digests) => rootOf(digests.slice(1)) },
  ],
  [
    '10.19',
    'BUNDLE_ROOT_WRONG',
    'leaves without their label',
    { root: (digests) => toSmallTree(digests.map((digest) => leafHash(digest))).root },
  ],
  [
    '4.18',
    'SIGNATURE_WRONG',
    'signed by a stranger',
    { signed: { key: { ...keys.stranger, id: keys.north.id } } },
  ],
  ['4.19', 'MESSAGE_REPLAYED', 'the same bundle again', {}, { seenBefore: true }],
]

const tree = toBundleTree(digestsOf(notes))
const placeOf = (index: number): BundlePlace => ({
  size: notes.length,
  index,
  path: tree.paths[index]?.map(toBase64Url) ?? [],
})
const [first = '', second = ''] = notes
const hash = toBase64Url(fixedBytes('hash', 32))

const bundledRows: readonly (readonly [
  outcome: BundledVector['outcome'],
  name: string,
  string,
  BundlePlace,
])[] = [
  ['accepted', 'the first message', first, placeOf(0)],
  ['accepted', 'the last message', notes[2] ?? '', placeOf(2)],
  ['BUNDLE_ROOT_WRONG', 'another message', second, placeOf(0)],
  ['BUNDLE_ROOT_WRONG', 'another place', first, { ...placeOf(0), index: 1 }],
  ['BUNDLE_ROOT_WRONG', 'another size', first, { ...placeOf(0), size: 4 }],
  ['BUNDLE_ROOT_WRONG', 'a place beyond the size', first, { ...placeOf(0), index: 3 }],
  ['BUNDLE_ROOT_WRONG', 'a path that is too short', first, { ...placeOf(0), path: placeOf(0).path.slice(1) }],
  [
    'BUNDLE_ROOT_WRONG',
    'a path that is too long',
    first,
    { ...placeOf(0), path: [...placeOf(0).path, hash] },
  ],
  [
    'BUNDLE_ROOT_WRONG',
    'a path with another hash',
    first,
    { ...placeOf(0), path: placeOf(0).path.map(() => hash) },
  ],
]

export function makeBundleVectors(): { bundles: BundleVector[]; bundled: BundledVector[] } {
  const bundles = [...accepted, ...ofFields, ...ofSignature].map(
    ([clause, outcome, name, deviation, circumstances = {}]) => ({
      ...{ name, clause, outcome },
      now: circumstances.now ?? now,
      tlsPeer: circumstances.tlsPeer === undefined ? 'north' : circumstances.tlsPeer,
      seenBefore: circumstances.seenBefore ?? false,
      request: buildBundle(deviation),
      ...(circumstances.messages ? { messages: circumstances.messages } : {}),
    }),
  )
  const { body: _, ...request } = buildBundle()
  const bundled = bundledRows.map(([outcome, name, message, place]) => ({
    ...{ name, clause: '10.20', outcome, now, request, message, place },
  }))
  return { bundles, bundled }
}
