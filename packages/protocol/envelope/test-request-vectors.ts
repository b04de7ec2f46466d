import {
  buildRequest,
  components,
  type Deviation,
  southDoor,
  type VectorRequest,
} from './test-build-request.ts'
import type { WireCode } from './test-exchange-vectors.ts'
import { at, keys, now, otherCorrelationId, statement } from './test-parties.ts'

/** How a receiver comes to know a request. */
export type Circumstances = { now?: string; tlsPeer?: string | null; seenBefore?: boolean }

export type RequestVector = {
  name: string
  clause: string
  /** `accepted`, or the code of the clause that fails. */
  outcome: 'accepted' | WireCode
  now: string
  /** The peer whose certificate the connection showed; null without TLS. */
  tlsPeer: string | null
  /** Whether this very request was accepted before. */
  seenBefore: boolean
  clockAheadSeconds?: number
  request: VectorRequest
}

type Row = readonly [
  clause: string,
  outcome: RequestVector['outcome'],
  name: string,
  Deviation?,
  Circumstances?,
]

const integer = (value: number) => ({ kind: 'integer', value }) as const
const string = (value: string) => ({ kind: 'string', value }) as const
const created = Date.parse(now) / 1000

const replace =
  (name: string, value: string) =>
  (fields: [string, string][]): [string, string][] =>
    fields.map(([key, old]) => [key, key === name ? value : old])

const afterReplace = (name: string, change: (value: string) => string): Deviation => ({
  after: (request) => ({
    ...request,
    fields: request.fields.map(([key, old]) => [key, key === name ? change(old) : old]),
  }),
})

const without = (name: string): Deviation => ({
  after: (request) => ({ ...request, fields: request.fields.filter(([key]) => key !== name) }),
})

const twice = (name: string): Deviation => ({
  after: (request) => ({
    ...request,
    fields: [...request.fields, ...request.fields.filter(([key]) => key === name)],
  }),
})

const withField = (name: string, value: string): Deviation => ({
  after: (request) => ({ ...request, fields: [...request.fields, [name, value]] }),
})

const accepted: Row[] = [
  ['1.1', 'accepted', 'a question as it should be', {}],
  [
    '1.1',
    'accepted',
    'a question of which the connection is not known, as in a proof',
    {},
    { tlsPeer: null },
  ],
  ['4.15', 'accepted', 'a sender whose clock is 119 seconds ahead', {}, { now: at(-119) }],
  ['4.15', 'accepted', 'a sender whose clock is 175 seconds behind', {}, { now: at(175) }],
  [
    '4.16',
    'accepted',
    'a second signing key in the time of overlap',
    { key: keys.northNext, statementKey: keys.northNext },
  ],
  ['4.10', 'accepted', 'a field that is not covered beside the others', withField('isthmus-trust-list', '7')],
  [
    '7.1',
    'accepted',
    'a question for which nobody has to be stated',
    { header: { kind: 'catalogue.ask' }, statement: null, content: {} },
  ],
  [
    '5.6',
    'accepted',
    'an asynchronous message that has waited three days, under a fresh signature',
    {
      header: { kind: 'message.test', createdAt: at(-259_200), expiresAt: at(259_200) },
      statement: null,
      content: { body: { text: 'a note' } },
    },
  ],
]

const ofTransport: Row[] = [
  ['4.1', 'METHOD_WRONG', 'PUT', { method: 'PUT' }],
  ['4.1', 'METHOD_WRONG', 'a method in small letters', { method: 'post' }],
  [
    '4.2',
    'TARGET_WRONG',
    'a request to another peer that is handed on',
    { targetUri: 'https://west.example:8444/peer/v1/messages' },
  ],
  [
    '4.2',
    'TARGET_WRONG',
    'another door of this peer',
    { targetUri: 'https://south.example:8444/peer/v1/inbox' },
  ],
  ['4.2', 'TARGET_WRONG', 'a query behind the path', { targetUri: `${southDoor}?x=1` }],
  [
    '4.2',
    'TARGET_WRONG',
    'http instead of https',
    { targetUri: 'http://south.example:8444/peer/v1/messages' },
  ],
  ['4.3', 'CONTENT_TYPE_WRONG', 'text/plain', { fields: replace('content-type', 'text/plain') }],
  [
    '4.3',
    'CONTENT_TYPE_WRONG',
    'a parameter behind the type',
    { fields: replace('content-type', 'application/json; charset=utf-8') },
  ],
  ['4.3', 'CONTENT_TYPE_WRONG', 'no content-type', without('content-type')],
  ['4.4', 'CONTENT_ENCODING_REFUSED', 'a compressed body', withField('content-encoding', 'gzip')],
  ...[
    'isthmus-from',
    'isthmus-to',
    'isthmus-correlation-id',
    'content-digest',
    'signature-input',
    'signature',
  ].flatMap((name): Row[] => [
    ['4.5', 'FIELD_MISSING', `no ${name}`, without(name)],
    ['4.5', 'FIELD_REPEATED', `${name} twice`, twice(name)],
  ]),
  ['4.5', 'FIELD_MALFORMED', 'a sender in capitals', { fields: replace('isthmus-from', 'North') }],
  [
    '4.5',
    'FIELD_MALFORMED',
    'a correlation id that is none',
    { fields: replace('isthmus-correlation-id', 'C-1') },
  ],
  ['4.6', 'MESSAGE_NOT_FOR_US', 'another receiver', { fields: replace('isthmus-to', 'west') }],
  [
    '4.7',
    'SENDER_UNKNOWN',
    'a sender that is not in the trust list',
    { fields: replace('isthmus-from', 'east') },
  ],
  ['4.8', 'TLS_PEER_DIFFERS', 'the certificate of another peer', {}, { tlsPeer: 'west' }],
]

const ofSignature: Row[] = [
  [
    '4.9',
    'SIGNATURE_UNREADABLE',
    'signature-input that is no structured field',
    afterReplace('signature-input', () => 'isthmus=("@method"'),
  ],
  [
    '4.10',
    'SIGNATURE_UNREADABLE',
    'signature-input that is no inner list',
    afterReplace('signature-input', () => 'isthmus="@method"'),
  ],
  [
    '4.10',
    'SIGNATURE_UNREADABLE',
    'a signature that is no bytes',
    afterReplace('signature', () => 'isthmus="abc"'),
  ],
  [
    '4.10',
    'SIGNATURE_UNREADABLE',
    'a signature that is too short',
    afterReplace('signature', () => 'isthmus=:YWJj:'),
  ],
  ['4.10', 'SIGNATURE_LABEL_WRONG', 'another label', { label: 'sig1' }],
  [
    '4.10',
    'SIGNATURE_LABEL_WRONG',
    'a second signature',
    afterReplace('signature-input', (value) => `${value}, other=("@method");created=1`),
  ],
  [
    '4.10',
    'SIGNATURE_LABEL_WRONG',
    'a second value of the signature',
    afterReplace('signature', (value) => `${value}, other=:YWJj:`),
  ],
  [
    '4.11',
    'SIGNATURE_TAG_WRONG',
    'the tag of another version',
    { parameters: { tag: string('isthmus-peer-1') } },
  ],
  ['4.11', 'SIGNATURE_TAG_WRONG', 'no tag', { parameters: { tag: undefined } }],
  ['4.12', 'SIGNATURE_ALGORITHM_WRONG', 'another algorithm', { parameters: { alg: string('hmac-sha256') } }],
  ['4.12', 'SIGNATURE_ALGORITHM_WRONG', 'no algorithm', { parameters: { alg: undefined } }],
  ...components.map(
    ({ name }): Row => [
      '4.13',
      'SIGNATURE_COMPONENTS_WRONG',
      `${name} is not covered`,
      { components: components.filter((one) => one.name !== name) },
    ],
  ),
  [
    '4.13',
    'SIGNATURE_COMPONENTS_WRONG',
    'one component more',
    { components: [...components, { name: '@authority' }] },
  ],
  ['4.13', 'SIGNATURE_COMPONENTS_WRONG', 'another order', { components: [...components].reverse() }],
  [
    '4.13',
    'SIGNATURE_COMPONENTS_WRONG',
    'a parameter of a component',
    { components: components.map((one) => (one.name === 'isthmus-to' ? { ...one, parameter: 'bs' } : one)) },
  ],
  ...['created', 'expires', 'nonce', 'keyid'].map(
    (name): Row => [
      '4.14',
      'SIGNATURE_PARAMETERS_WRONG',
      `no ${name}`,
      { parameters: { [name]: undefined } },
    ],
  ),
  ['4.14', 'SIGNATURE_PARAMETERS_WRONG', 'one parameter more', { parameters: { extra: integer(1) } }],
  [
    '4.14',
    'SIGNATURE_PARAMETERS_WRONG',
    'created as a text',
    { parameters: { created: string(String(created)) } },
  ],
  [
    '4.14',
    'SIGNATURE_PARAMETERS_WRONG',
    'a nonce of 8 bytes',
    { parameters: { nonce: string('AAAAAAAAAAA') } },
  ],
  [
    '4.15',
    'SIGNATURE_LIVES_TOO_LONG',
    'a signature for 301 seconds',
    { parameters: { expires: integer(created + 301) } },
  ],
  [
    '4.15',
    'SIGNATURE_LIVES_TOO_LONG',
    'expiry before creation',
    { parameters: { expires: integer(created - 1) } },
  ],
  ['4.15', 'SIGNATURE_FROM_THE_FUTURE', 'created 121 seconds from now', {}, { now: at(-121) }],
  ['4.15', 'SIGNATURE_EXPIRED', 'expired 121 seconds ago', {}, { now: at(181) }],
  ['4.16', 'KEY_UNKNOWN', 'a key that the trust list has not', { key: keys.stranger }],
  ['4.16', 'KEY_UNKNOWN', 'a key of another peer', { key: keys.west }],
  ['4.16', 'KEY_USE_WRONG', 'a key for the log', { key: keys.northLog }],
  ['4.16', 'KEY_REVOKED', 'a revoked key', { key: keys.northRevoked }],
  ['4.16', 'KEY_NOT_VALID', 'a key whose time is over', { key: keys.northEnded }],
  ['4.16', 'KEY_NOT_VALID', 'a key whose time has not come', { key: keys.northLater }],
  ['4.17', 'DIGEST_UNREADABLE', 'another hash', { fields: replace('content-digest', 'sha-512=:YWJj:') }],
  [
    '4.17',
    'DIGEST_UNREADABLE',
    'a second hash',
    { fields: (fields) => replace('content-digest', `${fields[1]?.[1]}, sha-512=:YWJj:`)(fields) },
  ],
  ['4.17', 'DIGEST_UNREADABLE', 'no structured field', { fields: replace('content-digest', 'sha-256=abc:') }],
  [
    '4.17',
    'DIGEST_WRONG',
    'one byte of the body changed',
    { after: (request) => ({ ...request, body: (request.body ?? '').replace('search.ask', 'search.asK') }) },
  ],
  [
    '4.18',
    'SIGNATURE_WRONG',
    'signed with the key of a stranger under a known id',
    { key: { ...keys.stranger, id: keys.north.id } },
  ],
  [
    '4.18',
    'SIGNATURE_WRONG',
    'another correlation id on the way',
    afterReplace('isthmus-correlation-id', () => otherCorrelationId),
  ],
  [
    '4.18',
    'SIGNATURE_WRONG',
    'signed for another door',
    { signedTarget: 'https://south.example:8444/peer/v1/inbox' },
  ],
  [
    '4.18',
    'SIGNATURE_WRONG',
    'another nonce on the way',
    afterReplace('signature-input', (value) => value.replace(/nonce="."?/, 'nonce="Z')),
  ],
  [
    '4.18',
    'SIGNATURE_WRONG',
    'one bit of the signature',
    afterReplace('signature', (value) => value.replace(/:./, (first) => (first === ':A' ? ':B' : ':A'))),
  ],
  ['4.19', 'MESSAGE_REPLAYED', 'the same request again', {}, { seenBefore: true }],
]

const ofEnvelope: Row[] = [
  ['5.1', 'ENVELOPE_UNREADABLE', 'no JSON', { body: () => '{"version":2,' }],
  ['5.1', 'ENVELOPE_UNREADABLE', 'a list', { body: () => '[]' }],
  [
    '5.1',
    'ENVELOPE_UNREADABLE',
    'bytes that are no UTF-8',
    { body: (body) => Buffer.from(body.replace('north', 'nor\xff'), 'latin1') },
  ],
  ['5.2', 'VERSION_UNSUPPORTED', 'version 1', { header: { version: 1 } }],
  ['5.2', 'VERSION_UNSUPPORTED', 'version 3', { header: { version: 3 } }],
  ['5.2', 'VERSION_UNSUPPORTED', 'no version', { header: { version: undefined } }],
  ['5.3', 'KIND_UNKNOWN', 'a kind that is not in the list', { header: { kind: 'search.everything' } }],
  ['5.3', 'KIND_UNKNOWN', 'a kind of answers', { header: { kind: 'search.answer' } }],
  ['5.4', 'ENVELOPE_MALFORMED', 'one member more', { header: { extra: 1 } as Deviation['header'] & object }],
  ['5.4', 'ENVELOPE_MALFORMED', 'no nonce', { envelope: ({ nonce: _, ...rest }) => rest }],
  ['5.4', 'ENVELOPE_MALFORMED', 'sequence 1', { header: { sequence: 1 } }],
  [
    '5.4',
    'ENVELOPE_MALFORMED',
    'a message id in capitals',
    { header: { messageId: '0193A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B' } },
  ],
  ['5.4', 'ENVELOPE_MALFORMED', 'a line feed in the sender', { header: { from: 'north\n' } }],
  [
    '5.4',
    'ENVELOPE_MALFORMED',
    'a time without milliseconds',
    { header: { createdAt: '2026-11-23T12:00:00Z' } },
  ],
  [
    '5.4',
    'ENVELOPE_MALFORMED',
    'base64 with padding',
    { envelope: (envelope) => ({ ...envelope, sealed: `${envelope.sealed}=` }) },
  ],
  ['5.5', 'ENVELOPE_FIELDS_DIFFER', 'another sender', { header: { from: 'west' } }],
  ['5.5', 'ENVELOPE_FIELDS_DIFFER', 'another receiver', { header: { to: 'west' } }],
  [
    '5.5',
    'ENVELOPE_FIELDS_DIFFER',
    'another correlation id',
    { header: { correlationId: otherCorrelationId } },
  ],
  ['5.6', 'ENVELOPE_LIVES_TOO_LONG', 'a question for 301 seconds', { header: { expiresAt: at(301) } }],
  [
    '5.6',
    'ENVELOPE_LIVES_TOO_LONG',
    'an asynchronous message for 16 days',
    { header: { kind: 'message.test', expiresAt: at(16 * 86_400) } },
  ],
  [
    '5.6',
    'ENVELOPE_LIVES_TOO_LONG',
    'a date that no calendar has',
    { header: { expiresAt: '2026-11-31T25:00:00.000Z' } },
  ],
  [
    '5.6',
    'ENVELOPE_FROM_THE_FUTURE',
    'created 121 seconds from now',
    { header: { createdAt: at(121), expiresAt: at(180) } },
  ],
  [
    '5.6',
    'ENVELOPE_EXPIRED',
    'expired 121 seconds ago',
    { header: { createdAt: at(-181), expiresAt: at(-121) } },
  ],
]

const ofSeal: Row[] = [
  [
    '6.1',
    'SEALING_KEY_UNKNOWN',
    'a sealing key which the receiver does not have',
    { header: { sealingKeyId: keys.strangerSealing.id } },
  ],
  ['6.4', 'SEAL_BROKEN', 'sealed to another key', { sealTo: keys.strangerSealing }],
  ['6.4', 'SEAL_BROKEN', 'the session of another sender', { sessionOf: 'west' }],
  ['6.4', 'SEAL_BROKEN', 'an encapsulated key of zeros', { header: { encapsulatedKey: 'A'.repeat(43) } }],
  ['6.4', 'SEAL_BROKEN', 'a changed seal', { sealed: (sealed) => `AAAA${sealed.slice(4)}` }],
  [
    '6.4',
    'SEAL_BROKEN',
    'a header that was changed after sealing',
    { envelope: (envelope) => ({ ...envelope, createdAt: at(-1) }) },
  ],
  ['6.5', 'COMMITMENT_WRONG', 'a commitment to something else', { commitment: `${'B'.repeat(42)}A` }],
  ['6.6', 'PAYLOAD_UNREADABLE', 'a payload that is no JSON', { payloadText: () => 'Kowalski' }],
  [
    '6.6',
    'PAYLOAD_UNREADABLE',
    'one member more',
    { payloadText: (text) => text.replace('{', '{"extra":1,') },
  ],
  ['6.6', 'PAYLOAD_UNREADABLE', 'content that is no object', { content: 'Kowalski' }],
]

const header = (change: object): Deviation => ({
  statementText: (jws) => {
    const [first = '', ...rest] = jws.split('.')
    const known: object = JSON.parse(Buffer.from(first, 'base64url').toString())
    return [Buffer.from(JSON.stringify({ ...known, ...change })).toString('base64url'), ...rest].join('.')
  },
})

const ofStatement: Row[] = [
  ['7.1', 'STATEMENT_MISSING', 'a search for which nobody is stated', { statement: null }],
  ['7.2', 'STATEMENT_UNREADABLE', 'algorithm none', header({ alg: 'none' })],
  ['7.2', 'STATEMENT_UNREADABLE', 'another type', header({ typ: 'JWT' })],
  ['7.2', 'STATEMENT_UNREADABLE', 'one parameter more', header({ crit: ['x'] })],
  [
    '7.2',
    'STATEMENT_UNREADABLE',
    'a signature that is too short',
    { statementText: (jws) => `${jws.slice(0, jws.lastIndexOf('.'))}.YWJj` },
  ],
  ['7.3', 'KEY_UNKNOWN', 'signed with the key of another peer', { statementKey: keys.west }],
  ['7.3', 'KEY_USE_WRONG', 'signed with a key for the log', { statementKey: keys.northLog }],
  ['7.3', 'KEY_REVOKED', 'signed with a revoked key', { statementKey: keys.northRevoked }],
  [
    '7.3',
    'STATEMENT_SIGNATURE_WRONG',
    'signed by a stranger under a known id',
    { statementKey: { ...keys.stranger, id: keys.north.id } },
  ],
  [
    '7.4',
    'STATEMENT_MALFORMED',
    'no purpose',
    { statement: { ...statement, purpose: undefined } as unknown as typeof statement },
  ],
  [
    '7.4',
    'STATEMENT_MALFORMED',
    'an unknown level of assurance',
    { statement: { assuranceLevel: 'certain' as 'high' } },
  ],
  ['7.4', 'STATEMENT_MALFORMED', 'a legal basis of two lines', { statement: { legalBasis: 'Act 1\nAct 2' } }],
  [
    '7.5',
    'STATEMENT_CORRELATION_WRONG',
    'made for another correlation id',
    { statement: { correlationId: otherCorrelationId } },
  ],
  [
    '7.6',
    'STATEMENT_LIVES_TOO_LONG',
    'a statement for 901 seconds',
    { statement: { issuedAt: at(-1), expiresAt: at(900) } },
  ],
  [
    '7.6',
    'STATEMENT_EXPIRED',
    'expired before the message was made',
    { statement: { issuedAt: at(-60), expiresAt: at(-1) } },
  ],
  [
    '7.6',
    'STATEMENT_EXPIRED',
    'issued after the message was made',
    { statement: { issuedAt: at(1), expiresAt: at(60) } },
  ],
  [
    '7.7',
    'STATEMENT_ORGANISATION_FOREIGN',
    'an organisation that another peer hosts',
    { statement: { organisation: 'police-west' } },
  ],
]

export async function makeRequestVectors(): Promise<RequestVector[]> {
  const rows = [...accepted, ...ofTransport, ...ofSignature, ...ofEnvelope, ...ofSeal, ...ofStatement]
  return Promise.all(
    rows.map(async ([clause, outcome, name, deviation, circumstances = {}]) => ({
      name,
      clause,
      outcome,
      now: circumstances.now ?? now,
      tlsPeer: circumstances.tlsPeer === undefined ? 'north' : circumstances.tlsPeer,
      seenBefore: circumstances.seenBefore ?? false,
      ...(outcome === 'accepted'
        ? { clockAheadSeconds: (Date.parse(now) - Date.parse(circumstances.now ?? now)) / 1000 }
        : {}),
      request: await buildRequest(deviation),
    })),
  )
}
