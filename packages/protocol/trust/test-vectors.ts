import type { OperatorSet, TrustList } from '@isthmus/contract'
import { toBase64Url, toUtf8 } from '../bytes/index.ts'
import { signDocument, type TrustListErrorCode } from './index.ts'
import {
  after,
  ann,
  ben,
  cleo,
  dora,
  first,
  hashOf,
  operatorsOf,
  peerKey,
  revoking,
  sign,
} from './test-lists.ts'

/** One list, what it is measured by, and what a verifier must say. */
export type TrustVector = {
  name: string
  text: string
  /** The signed version before; without it the pinned operators. */
  previous?: string
  pinned?: OperatorSet
  now: string
  graceMs?: number
  expected: 'accepted' | TrustListErrorCode
}

const now = '2026-06-01T00:00:00Z'
const weekMs = 7 * 86_400_000

type Case = readonly [
  name: string,
  text: string,
  expected: TrustVector['expected'],
  at?: { now?: string; graceMs?: number },
]

/** A vector for every way to be right or wrong, always the same. */
export async function makeTrustVectors(): Promise<TrustVector[]> {
  const previous = await sign(first, ann, ben)
  const pinned = first.operators
  const toVector =
    (anchor: { previous: string } | { pinned: OperatorSet }) =>
    ([name, text, expected, at]: Case): TrustVector => ({ name, text, ...anchor, now, ...at, expected })
  return [
    ...(await pinnedCases()).map(toVector({ pinned })),
    ...(await formCases()).map(toVector({ pinned })),
    ...(await contentCases()).map(toVector({ pinned })),
    ...(await successorCases()).map(toVector({ previous })),
    ...(await revocationCases()),
  ]
}

async function pinnedCases(): Promise<Case[]> {
  const good = await sign(first, ann, ben)
  const late = { now: '2027-01-08T00:00:00Z', graceMs: weekMs }
  return [
    ['two of three operators signed', good, 'accepted'],
    ['all three operators signed', await sign(first, ann, ben, cleo), 'accepted'],
    ['a stranger signed as well', await sign(first, ann, ben, dora), 'accepted'],
    ['white space around the document', `\n ${good}\n`, 'accepted'],
    ['one operator signed', await sign(first, ann), 'TRUST_LIST_QUORUM_MISSED'],
    ['one operator and a stranger signed', await sign(first, ann, dora), 'TRUST_LIST_QUORUM_MISSED'],
    ['only strangers signed', await sign(first, dora), 'TRUST_LIST_QUORUM_MISSED'],
    ['one letter of a signature is changed', withForged(good), 'TRUST_LIST_SIGNATURE_WRONG'],
    [
      'the signatures of another content',
      withOtherPayload(good, { ...first, expiresAt: '2028-01-01T00:00:00Z' }),
      'TRUST_LIST_SIGNATURE_WRONG',
    ],
    [
      'a good quorum beside a forged signature',
      withForged(await sign(first, ann, ben, cleo)),
      'TRUST_LIST_SIGNATURE_WRONG',
    ],
    ['one millisecond before its end', good, 'accepted', { now: '2026-12-31T23:59:59.999Z', graceMs: 0 }],
    ['at its end, without grace', good, 'TRUST_LIST_EXPIRED', { now: '2027-01-01T00:00:00Z', graceMs: 0 }],
    [
      'one millisecond before the end of its grace',
      good,
      'accepted',
      { ...late, now: '2027-01-07T23:59:59.999Z' },
    ],
    ['at the end of its grace', good, 'TRUST_LIST_EXPIRED', late],
    ['issued six minutes from now', good, 'TRUST_LIST_FROM_THE_FUTURE', { now: '2025-12-31T23:54:00Z' }],
    ['issued four minutes from now', good, 'accepted', { now: '2025-12-31T23:56:00Z' }],
  ]
}

async function formCases(): Promise<Case[]> {
  const good = await sign(first, ann, ben)
  const document = JSON.parse(good) as {
    payload: string
    signatures: { protected: string; signature: string }[]
  }
  const withHeader = (header: object): string => {
    const [one, ...rest] = document.signatures
    const changed = { ...one, protected: encode(JSON.stringify(header)) }
    return JSON.stringify({ ...document, signatures: [changed, ...rest] })
  }
  const kid = ann.entry.id
  const typ = 'isthmus-trust-list+jws'
  const wrong: [string, string][] = [
    ['nothing', ''],
    ['no JSON', 'a list'],
    ['JSON, but no document', '[]'],
    ['no signature at all', JSON.stringify({ ...document, signatures: [] })],
    [
      'the same signature twice',
      JSON.stringify({ ...document, signatures: [document.signatures[0], document.signatures[0]] }),
    ],
    ['algorithm none', withHeader({ alg: 'none', kid, typ })],
    ['algorithm HS256', withHeader({ alg: 'HS256', kid, typ })],
    ['a critical extension', withHeader({ alg: 'EdDSA', kid, typ, crit: ['b64'], b64: false })],
    ['another type of document', withHeader({ alg: 'EdDSA', kid, typ: 'isthmus-invitation+jws' })],
    ['no key named', withHeader({ alg: 'EdDSA', typ })],
    ['the header spelt in another order', withHeader({ typ, kid, alg: 'EdDSA' })],
    [
      'an unprotected header',
      JSON.stringify({ ...document, signatures: document.signatures.map((one) => ({ ...one, header: {} })) }),
    ],
    ['padding behind the payload', good.replace('","signatures"', '=","signatures"')],
    [
      'compact serialization',
      `${document.signatures[0]?.protected}.${document.payload}.${document.signatures[0]?.signature}`,
    ],
  ]
  return wrong.map(([name, text]) => [name, text, 'TRUST_LIST_UNREADABLE'])
}

async function contentCases(): Promise<Case[]> {
  const [north, south] = first.peers
  if (!north || !south) return []
  const [key, ...rest] = north.keys
  const inNorth = (keys: unknown[]): object => ({ ...first, peers: [{ ...north, keys }, south] })
  const wrong: [string, object][] = [
    ['no list', {}],
    ['a field that nobody knows', { ...first, extra: 1 }],
    ['version 0', { ...first, version: 0 }],
    ['version 1 that names one before', { ...first, previous: hashOf(first) }],
    ['version 2 that names none before', { ...first, version: 2 }],
    ['an end before its beginning', { ...first, expiresAt: '2025-01-01T00:00:00Z' }],
    ['an instant that is in no calendar', { ...first, expiresAt: '2027-01-01T23:59:60Z' }],
    ['an organisation twice', { ...first, organisations: [...first.organisations, first.organisations[0]] }],
    ['a peer twice', { ...first, peers: [north, south, { ...north, keys: [] }] }],
    ['one key for two peers', { ...first, peers: [north, { ...south, keys: north.keys }] }],
    ['one key for two uses', inNorth([{ ...key, use: 'log' }, key, ...rest])],
    ['a key under the id of another', inNorth([{ ...key, id: rest[0]?.id }])],
    ['a key that is good until before it is good', inNorth([{ ...key, validTo: '2025-01-01T00:00:00Z' }])],
    ['an owner that is not listed', { ...first, peers: [{ ...north, owner: 'ghosts' }, south] }],
    [
      'a hosted organisation that is not listed',
      { ...first, peers: [{ ...north, hosts: ['ghosts'] }, south] },
    ],
    ['a witness that is no peer', { ...first, witnesses: { required: 1, peers: ['ghost'] } }],
    ['a quorum larger than the operators', { ...first, operators: operatorsOf(4, [ann, ben, cleo]) }],
    [
      'an emergency quorum larger than the quorum',
      { ...first, operators: operatorsOf(2, [ann, ben, cleo], 3) },
    ],
    ['an operator twice', { ...first, operators: operatorsOf(2, [ann, ben, ann]) }],
  ]
  const cases = wrong.map(
    async ([name, list]) => [name, await sign(list, ann, ben), 'TRUST_LIST_UNREADABLE'] as const,
  )
  return [...(await Promise.all(cases)), ...(await looseJsonCases())]
}

/** Payloads of which two parsers could make two lists. */
async function looseJsonCases(): Promise<Case[]> {
  const compact = JSON.stringify(first)
  const texts: [string, string][] = [
    ['white space in its JSON', JSON.stringify(first, null, 1)],
    ['a name twice in its JSON', compact.replace('"version":1', '"version":9,"version":1')],
    ['a byte order mark', `\ufeff${compact}`],
  ]
  return Promise.all(
    texts.map(async ([name, text]): Promise<Case> => {
      const signers = [ann.signer, ben.signer]
      return [
        name,
        await signDocument(toUtf8(text), 'isthmus-trust-list+jws', signers),
        'TRUST_LIST_UNREADABLE',
      ]
    }),
  )
}

async function successorCases(): Promise<Case[]> {
  const renamed = { organisations: first.organisations.map((one) => ({ ...one, name: 'Renamed' })) }
  const next = after(first, renamed)
  const byNew = operatorsOf(2, [cleo, dora])
  const revoked = after(first, { peers: revoking(first, 'south', '2026-01-20T00:00:00Z') })
  return [
    ['the next version', await sign(next, ann, ben), 'accepted'],
    ['the same version again', await sign(first, ann, ben), 'accepted'],
    ['the next version, signed by one', await sign(next, ann), 'TRUST_LIST_QUORUM_MISSED'],
    ['another version 1', await sign({ ...first, ...renamed }, ann, ben), 'TRUST_LIST_FORKED'],
    [
      'another version 1, signed by one',
      await sign({ ...first, ...renamed }, ann),
      'TRUST_LIST_QUORUM_MISSED',
    ],
    [
      'a version 2 of another version 1',
      await sign({ ...next, previous: hashOf(next) }, ann, ben),
      'TRUST_LIST_FORKED',
    ],
    ['version 3', await sign(after(next), ann, ben), 'TRUST_LIST_GAP'],
    [
      'another federation',
      await sign({ ...next, federation: 'other' }, ann, ben),
      'TRUST_LIST_OTHER_FEDERATION',
    ],
    [
      'issued before the one it follows',
      await sign({ ...next, issuedAt: '2025-12-01T00:00:00Z' }, ann, ben),
      'TRUST_LIST_ROLLED_BACK',
    ],
    [
      'other operators, signed by the former ones only',
      await sign(after(first, { operators: byNew }), ann, ben),
      'TRUST_LIST_QUORUM_MISSED',
    ],
    [
      'other operators, signed by the new ones only',
      await sign(after(first, { operators: byNew }), cleo, dora),
      'TRUST_LIST_QUORUM_MISSED',
    ],
    [
      'other operators, signed by a quorum of both',
      await sign(after(first, { operators: byNew }), ann, cleo, dora),
      'accepted',
    ],
    ['nothing but a revocation, signed by the emergency quorum', await sign(revoked, ann), 'accepted'],
    [
      'a revocation and a new name, signed by the emergency quorum',
      await sign({ ...revoked, ...renamed }, ann),
      'TRUST_LIST_QUORUM_MISSED',
    ],
    [
      'a revocation and a later end, signed by the emergency quorum',
      await sign({ ...revoked, expiresAt: '2029-01-01T00:00:00Z' }, ann),
      'TRUST_LIST_QUORUM_MISSED',
    ],
    ['a revocation, signed by a stranger', await sign(revoked, dora), 'TRUST_LIST_QUORUM_MISSED'],
  ]
}

async function revocationCases(): Promise<TrustVector[]> {
  const [north, south] = first.peers
  if (!north || !south) return []
  const revoked = after(first, { peers: revoking(first, 'south', '2026-01-20T00:00:00Z') })
  const previous = await sign(revoked, ann, ben)
  const withSouth = (keys: typeof south.keys): TrustList =>
    after(revoked, { peers: [north, { ...south, keys }], issuedAt: '2026-03-01T00:00:00Z' })
  const put = (at: string): typeof south.keys => south.keys.map((key) => ({ ...key, revokedAt: at }))
  const undone = 'TRUST_LIST_REVOCATION_UNDONE' as const
  const cases: [string, TrustList, TrustVector['expected']][] = [
    [
      'revoked keys stay revoked beside new ones',
      withSouth([...put('2026-01-20T00:00:00Z'), peerKey('new')]),
      'accepted',
    ],
    ['a revocation that is dated back', withSouth(put('2026-01-10T00:00:00Z')), 'accepted'],
    [
      'revoked keys leave once they would have ended',
      { ...withSouth([]), issuedAt: '2028-02-01T00:00:00Z', expiresAt: '2029-01-01T00:00:00Z' },
      'accepted',
    ],
    ['a revoked key is good again', withSouth(south.keys), undone],
    ['a revocation is put off', withSouth(put('2026-05-01T00:00:00Z')), undone],
    ['a revoked key is left out', withSouth([]), undone],
    ['an older version', first, 'TRUST_LIST_ROLLED_BACK'],
  ]
  return Promise.all(
    cases.map(async ([name, list, expected]) => ({
      name,
      text: await sign(list, ann, ben),
      previous,
      now: list.issuedAt > now ? list.issuedAt : now,
      expected,
    })),
  )
}

function withOtherPayload(text: string, list: TrustList): string {
  const document: object = JSON.parse(text)
  return JSON.stringify({ ...document, payload: encode(JSON.stringify(list)) })
}

function withForged(text: string): string {
  const at = text.lastIndexOf('"signature":"') + 13
  return `${text.slice(0, at)}${text.charAt(at) === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
}

function encode(text: string): string {
  return toBase64Url(toUtf8(text))
}
