import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { request as askPlainly } from 'node:http'
import type { Server } from 'node:https'
import { type AddressInfo, connect as connectPlainly } from 'node:net'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import type { PeerKey, TrustList } from '@isthmus/contract'
import { createTestKeys, joinTestKeys, type TestKeys, toTestTrust } from '@isthmus/testbed/trust-keys'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RaisedIncident } from '../incident/index.ts'
import { createLogger } from '../platform/index.ts'
import type { Trust } from '../trust/index.ts'
import { ExchangeError } from './errors.ts'
import { PeerTls } from './peer-tls.ts'
import { createSelfSignedCertificate } from './self-signed-certificate.ts'
import { createTlsIdentity, type TlsIdentity, toValidity } from './tls-certificate.ts'
import { toShownCertificate, verifyCertificate } from './verify-certificate.ts'

const start = new Date()
const dayMs = 86_400_000

/** A listening peer `south`, and what others need to speak to it. */
type TestListener = {
  tls: PeerTls
  server: Server
  port: number
  trust: Trust
  incidents: RaisedIncident[]
  /** What the listener has read: one line for each request. */
  heard: string[]
  wait: (ms: number) => void
  relist: (change: (list: TrustList) => TrustList) => void
}

let south: TestListener
let keys: { north: TestKeys; south: TestKeys; east: TestKeys }
const closing: (() => Promise<void> | void)[] = []

function toList(peers: Record<string, TestKeys>, port = 1): TrustList {
  return {
    federation: 'test',
    version: 1,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt: '2099-01-01T00:00:00Z',
    operators: { quorum: 1, keys: [] },
    organisations: [],
    peers: Object.entries(peers).map(([id, { keys: listed }]) => ({
      id,
      name: id,
      address: `https://127.0.0.1:${port}`,
      owner: 'x',
      hosts: ['x'],
      keys: listed,
    })),
  }
}

/** Lets a test change the list, where the operators of the federation would sign a new one. */
class ChangingTrust {
  #trust: Trust
  readonly #peer: { id: string; ownKeys: TestKeys['ownKeys'] }
  readonly #clock: () => Date
  readonly #listeners = new Set<() => void>()

  constructor(list: TrustList, peer: { id: string; ownKeys: TestKeys['ownKeys'] }, clock: () => Date) {
    this.#peer = peer
    this.#clock = clock
    this.#trust = toTestTrust(list, peer, clock)
  }

  relist(change: (list: TrustList) => TrustList): void {
    this.#trust = toTestTrust(change(this.#trust.list), this.#peer, this.#clock)
    for (const listener of this.#listeners) listener()
  }

  /** The Trust of the moment under one face. */
  toTrust(): Trust {
    return new Proxy(this.#trust, {
      get: (_target, name) => {
        if (name === 'onChange') {
          return (listener: () => void) => {
            this.#listeners.add(listener)
            return () => this.#listeners.delete(listener)
          }
        }
        const value: unknown = Reflect.get(this.#trust, name, this.#trust)
        return typeof value === 'function' ? value.bind(this.#trust) : value
      },
    })
  }
}

async function startListener(id: 'south' | 'east', list: TrustList): Promise<TestListener> {
  let aheadMs = 0
  const clock = () => new Date(start.getTime() + aheadMs)
  const changing = new ChangingTrust(list, { id, ownKeys: keys[id].ownKeys }, clock)
  const trust = changing.toTrust()
  const incidents: RaisedIncident[] = []
  const heard: string[] = []
  const tls = new PeerTls({
    trust,
    ownKeys: keys[id].ownKeys,
    incidents: { raise: (incident) => incidents.push(incident) },
    clock,
    logger: createLogger('silent', id),
  })
  const server = tls.createServer((request, response) => {
    heard.push(`${tls.peerOf({ raw: request })} ${request.method} ${request.url}`)
    response.end('heard')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    await tls.close()
    server.closeAllConnections()
    server.close()
  })
  return {
    tls,
    server,
    port: (server.address() as AddressInfo).port,
    trust,
    incidents,
    heard,
    wait: (ms) => {
      aheadMs += ms
    },
    relist: (change) => changing.relist(change),
  }
}

function toAsker(
  list: TrustList,
  own: TestKeys = keys.north,
  at = start,
): { tls: PeerTls; incidents: RaisedIncident[] } {
  const incidents: RaisedIncident[] = []
  const clock = () => at
  const tls = new PeerTls({
    trust: toTestTrust(list, { id: 'north', ownKeys: own.ownKeys }, clock),
    ownKeys: own.ownKeys,
    incidents: { raise: (incident) => incidents.push(incident) },
    clock,
    logger: createLogger('silent', 'north'),
  })
  closing.push(() => tls.close())
  return { tls, incidents }
}

async function ask(tls: PeerTls, port: number, peerId = 'south'): Promise<string> {
  const response = await tls.dispatcherOf(peerId).request({
    origin: `https://127.0.0.1:${port}`,
    path: '/peer/v1/messages',
    method: 'POST',
    body: 'question',
  })
  return response.body.text()
}

/** Somebody with any certificate, or none, who sends a request at once. Gives what comes back. */
async function knock(
  port: number,
  identity?: Pick<TlsIdentity, 'certificate' | 'privateKey'>,
): Promise<string> {
  const options: ConnectionOptions = { host: '127.0.0.1', port, rejectUnauthorized: false }
  const socket = connect(
    identity ? { ...options, cert: identity.certificate, key: identity.privateKey } : options,
  )
  socket.write('POST /peer/v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 8\r\n\r\nquestion')
  let said = ''
  socket.on('data', (chunk) => {
    said += String(chunk)
  })
  socket.on('error', () => {})
  await once(socket, 'close')
  return said
}

function identityOf(own: TestKeys, validity = toValidity(start)): TlsIdentity {
  const listed = own.keys.find(({ use }) => use === 'tls')
  const privateKey = listed && own.ownKeys.findPrivateKey('tls', listed.id)
  if (!listed || !privateKey) throw new TypeError('no TLS key')
  return createTlsIdentity({ id: listed.id, privateKey }, { name: 'any', validity })
}

function withTlsKey(list: TrustList, peerId: string, change: Partial<PeerKey>): TrustList {
  const peers = list.peers.map((peer) =>
    peer.id === peerId
      ? { ...peer, keys: peer.keys.map((key) => (key.use === 'tls' ? { ...key, ...change } : key)) }
      : peer,
  )
  return { ...list, peers }
}

beforeEach(async () => {
  keys = { north: createTestKeys(), south: createTestKeys(), east: createTestKeys() }
  south = await startListener('south', toList(keys))
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

describe('peers of one trust list', () => {
  it('hear each other, and know whose connection it is', async () => {
    const { tls, incidents } = toAsker(toList(keys, south.port))
    expect(await ask(tls, south.port)).toBe('heard')
    expect(south.heard).toEqual(['north POST /peer/v1/messages'])
    expect([...incidents, ...south.incidents]).toEqual([])
  })

  it('speak TLS 1.3 only', async () => {
    const { certificate, privateKey } = identityOf(keys.north)
    const socket = connect({
      ...{ host: '127.0.0.1', port: south.port, cert: certificate, key: privateKey },
      rejectUnauthorized: false,
      maxVersion: 'TLSv1.2',
    })
    const [fault] = await once(socket, 'error')
    expect(String(fault)).toMatch(/protocol version/i)
    const good = connect({
      host: '127.0.0.1',
      port: south.port,
      cert: certificate,
      key: privateKey,
      rejectUnauthorized: false,
    })
    await once(good, 'secureConnect')
    expect(good.getProtocol()).toBe('TLSv1.3')
    good.destroy()
  })

  it('agree on keys with ML-KEM where both have it, with X25519 or P-256 otherwise, and with nothing else', async () => {
    const { certificate, privateKey } = identityOf(keys.north)
    const speak = (ecdhCurve: string) => {
      const options = { host: '127.0.0.1', port: south.port, cert: certificate, key: privateKey, ecdhCurve }
      return new Promise<string>((resolve) => {
        const socket = connect({ ...options, rejectUnauthorized: false })
        socket.once('secureConnect', () => resolve('agreed')).once('error', () => resolve('refused'))
        socket.once('close', () => resolve('refused')).unref()
      })
    }
    expect(await Promise.all(['X25519MLKEM768', 'X25519', 'P-256'].map(speak))).toEqual(
      Array(3).fill('agreed'),
    )
    expect(await Promise.all(['ffdhe2048', 'P-521', 'X448'].map(speak))).toEqual(Array(3).fill('refused'))
  })

  it('prove their keys at every connection: no session is taken up again', async () => {
    const { certificate, privateKey } = identityOf(keys.north)
    const options = {
      host: '127.0.0.1',
      port: south.port,
      cert: certificate,
      key: privateKey,
      rejectUnauthorized: false,
    }
    const first = connect(options)
    let session: Buffer | undefined
    first.on('session', (given: Buffer) => {
      session = given
    })
    await once(first, 'secureConnect')
    first.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(first, 'data')
    first.destroy()
    const second: TLSSocket = connect(session ? { ...options, session } : options)
    await once(second, 'secureConnect')
    expect(second.isSessionReused()).toBe(false)
    second.destroy()
  })

  it('may use either of two keys while one follows the other', async () => {
    const both = joinTestKeys([keys.north, createTestKeys({}, ['tls'])])
    south.relist(() => toList({ ...keys, north: both }))
    const [older, newer] = both.keys.filter(({ use }) => use === 'tls')
    for (const key of [older, newer]) {
      const one = { keys: key ? [key] : [], ownKeys: both.ownKeys }
      await knockOnce(south.port, identityOf(one))
    }
    expect(south.heard).toHaveLength(2)
    expect(south.incidents).toEqual([])
  })
})

/** One request, then it leaves. */
async function knockOnce(port: number, identity: TlsIdentity): Promise<void> {
  const socket = connect({
    ...{ host: '127.0.0.1', port, cert: identity.certificate, key: identity.privateKey },
    rejectUnauthorized: false,
  })
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await once(socket, 'data')
  socket.destroy()
}

describe('the listening peer refuses, before it reads anything,', () => {
  const cases: [string, string, string, () => TlsIdentity | undefined][] = [
    ['whoever shows no certificate', 'CERTIFICATE_MISSING', 'certificate-unknown', () => undefined],
    [
      'a key that is not in the list',
      'CERTIFICATE_UNKNOWN',
      'certificate-unknown',
      () => identityOf(createTestKeys()),
    ],
    [
      'an expired certificate',
      'CERTIFICATE_EXPIRED',
      'certificate-expired',
      () => identityOf(keys.north, { notBefore: new Date(0), notAfter: new Date(start.getTime() - dayMs) }),
    ],
    [
      'a certificate that is not valid yet',
      'CERTIFICATE_NOT_YET_VALID',
      'certificate-expired',
      () => {
        const later = new Date(start.getTime() + dayMs)
        return identityOf(keys.north, { notBefore: later, notAfter: new Date(start.getTime() + 2 * dayMs) })
      },
    ],
  ]

  it.each(cases)('%s (%s)', async (_who, code, kind, identity) => {
    expect(await knock(south.port, identity())).toBe('')
    expect(south.heard).toEqual([])
    expect(south.incidents).toEqual([
      expect.objectContaining({ kind, detail: { code, direction: 'received', address: '127.0.0.1' } }),
    ])
  })

  it.each([
    ['revoked', 'CERTIFICATE_KEY_REVOKED', 'key-revoked-used', { revokedAt: '2026-01-01T00:00:00Z' }],
    [
      'listed for the past',
      'CERTIFICATE_KEY_EXPIRED',
      'certificate-expired',
      { validTo: '2021-01-01T00:00:00Z' },
    ],
    [
      'listed for the future',
      'CERTIFICATE_KEY_EXPIRED',
      'certificate-expired',
      { validFrom: '2098-01-01T00:00:00Z' },
    ],
  ])('a key that is %s (%s), and says whose it is', async (_how, code, kind, change) => {
    south.relist((list) => withTlsKey(list, 'north', change))
    expect(await knock(south.port, identityOf(keys.north))).toBe('')
    expect(south.heard).toEqual([])
    expect(south.incidents).toEqual([
      expect.objectContaining({ kind, counterpart: 'north', detail: expect.objectContaining({ code }) }),
    ])
  })

  it('a signing key that somebody shows as a TLS key', async () => {
    south.relist((list) => withTlsKey(list, 'north', { use: 'log' }))
    await knock(south.port, identityOf(keys.north))
    expect(south.incidents[0]?.detail?.code).toBe('CERTIFICATE_UNKNOWN')
  })

  it('plain HTTP, and whatever else is no TLS', async () => {
    const plain = askPlainly({ host: '127.0.0.1', port: south.port, path: '/peer/v1/messages' }).end()
    expect(String(await once(plain, 'error').then(([fault]) => fault))).toMatch(/hang up|reset/i)
    const socket = connectPlainly(south.port, '127.0.0.1')
    socket.on('error', () => {}).end(Buffer.alloc(4096, 0x16))
    await once(socket, 'close')
    expect(south.heard).toEqual([])
  })
})

describe('a new trust list', () => {
  it('cuts the open connections of a key that it revokes, and no others', async () => {
    const identities = [identityOf(keys.north), identityOf(keys.east)]
    const [north, east] = identities.map(({ certificate, privateKey }) =>
      connect({
        host: '127.0.0.1',
        port: south.port,
        cert: certificate,
        key: privateKey,
        rejectUnauthorized: false,
      }),
    )
    if (!north || !east) throw new TypeError('two connections')
    for (const socket of [north, east]) {
      socket.write('GET /first HTTP/1.1\r\nhost: x\r\n\r\n')
      await once(socket, 'data')
    }
    const cut = once(north, 'close')
    south.relist((list) => withTlsKey(list, 'north', { revokedAt: start.toISOString() }))
    await cut
    east.write('GET /second HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(east, 'data')
    expect(south.heard).toEqual(['north GET /first', 'east GET /first', 'east GET /second'])
    expect(south.incidents).toEqual([
      expect.objectContaining({ kind: 'key-revoked-used', counterpart: 'north' }),
    ])
    east.destroy()
  })

  it('makes a peer show its new key', async () => {
    const before = south.tls.identity
    const spare = createTestKeys({}, ['tls'])
    const findFormer = keys.south.ownKeys.findPrivateKey
    keys.south.ownKeys.findPrivateKey = (use, id) =>
      findFormer(use, id) ?? spare.ownKeys.findPrivateKey(use, id)
    const others = keys.south.keys.filter(({ use }) => use !== 'tls')
    const renewed = { keys: [...others, ...spare.keys], ownKeys: keys.south.ownKeys }
    south.relist(() => toList({ ...keys, south: renewed }))
    expect(south.tls.identity.keyId).not.toBe(before.keyId)
    const { tls } = toAsker(toList({ ...keys, south: renewed }, south.port))
    expect(await ask(tls, south.port)).toBe('heard')
  })
})

describe('a certificate', () => {
  it('is renewed before it ends, under the same key', async () => {
    const before = south.tls.identity
    south.wait(14 * dayMs)
    south.tls.renew()
    expect(south.tls.identity).toBe(before)
    south.wait(2 * dayMs)
    south.tls.renew()
    expect(south.tls.identity.keyId).toBe(before.keyId)
    expect(south.tls.identity.expiresAt.getTime()).toBe(start.getTime() + 46 * dayMs)
    const { tls } = toAsker(toList(keys, south.port), keys.north, new Date(start.getTime() + 40 * dayMs))
    expect(await ask(tls, south.port).catch((fault: Error) => fault.message)).toContain('other side closed')
    const shown = toShownCertificate(new X509Certificate(south.tls.identity.certificate))
    expect(shown?.validTo).toEqual(new Date(Math.floor(south.tls.identity.expiresAt.getTime() / 1000) * 1000))
  })

  it('of any instant and name is read by OpenSSL as it was written', () => {
    const listed = keys.north.keys.find(({ use }) => use === 'tls')
    const privateKey = keys.north.ownKeys.findPrivateKey('tls', listed?.id ?? '')
    if (!privateKey) throw new TypeError('no TLS key')
    const instants = fc.date({
      min: new Date('1980-01-01'),
      max: new Date('2090-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(instants, instants, fc.stringMatching(/^[a-z0-9-]{2,64}$/), (notBefore, notAfter, name) => {
        const certificate = new X509Certificate(
          createSelfSignedCertificate(privateKey, { name, notBefore, notAfter }),
        )
        expect(certificate.subject).toBe(`CN=${name}`)
        expect(certificate.ca).toBe(false)
        expect(certificate.verify(certificate.publicKey)).toBe(true)
        const shown = toShownCertificate(certificate)
        expect(shown?.pin).toBe(listed?.key)
        expect(shown?.validFrom.getTime()).toBe(Math.floor(notBefore.getTime() / 1000) * 1000)
        expect(shown?.validTo.getTime()).toBe(Math.floor(notAfter.getTime() / 1000) * 1000)
      }),
      { numRuns: 50 },
    )
  })

  it('may be off by the two minutes by which clocks differ', () => {
    const shown = toShownCertificate(new X509Certificate(identityOf(keys.north).certificate))
    if (!shown) throw new TypeError('a certificate')
    const at = (ms: number) => verifyCertificate(shown, south.trust, { now: new Date(ms) }).peerId
    expect(at(shown.validFrom.getTime() - 119_000)).toBe('north')
    expect(at(shown.validTo.getTime() + 119_000)).toBe('north')
    expect(() => at(shown.validFrom.getTime() - 121_000)).toThrow(ExchangeError)
    expect(() => at(shown.validTo.getTime() + 121_000)).toThrow(ExchangeError)
  })

  it('with a date that is none is refused', () => {
    const shown = toShownCertificate(new X509Certificate(identityOf(keys.north).certificate))
    if (!shown) throw new TypeError('a certificate')
    expect(() =>
      verifyCertificate({ ...shown, validTo: new Date(NaN) }, south.trust, { now: start }),
    ).toThrow(/expired/)
  })
})

describe('the asking peer does not send a byte of its message', () => {
  it('to another peer at that address', async () => {
    const east = await startListener('east', toList(keys))
    const { tls, incidents } = toAsker(toList(keys, east.port))
    await expect(ask(tls, east.port)).rejects.toMatchObject({
      code: 'PEER_NOT_PROVEN',
      message: expect.stringContaining('CERTIFICATE_OF_ANOTHER_PEER'),
    })
    expect(east.heard).toEqual([])
    expect(incidents).toEqual([
      expect.objectContaining({
        kind: 'certificate-unknown',
        counterpart: 'south',
        detail: expect.objectContaining({ direction: 'sent' }),
      }),
    ])
  })

  it.each([
    ['to somebody with an unknown key', 'CERTIFICATE_UNKNOWN', { key: 'A'.repeat(43), id: 'A'.repeat(16) }],
    ['under a revoked key', 'CERTIFICATE_KEY_REVOKED', { revokedAt: '2026-01-01T00:00:00Z' }],
  ])('%s (%s)', async (_whom, code, change) => {
    const { tls, incidents } = toAsker(withTlsKey(toList(keys, south.port), 'south', change))
    await expect(ask(tls, south.port)).rejects.toMatchObject({ message: expect.stringContaining(code) })
    expect(south.heard).toEqual([])
    expect(incidents[0]?.detail?.code).toBe(code)
  })

  it('under an expired certificate', async () => {
    const { tls } = toAsker(toList(keys, south.port), keys.north, new Date(start.getTime() + 31 * dayMs))
    await expect(ask(tls, south.port)).rejects.toMatchObject({
      message: expect.stringContaining('CERTIFICATE_EXPIRED'),
    })
    expect(south.heard).toEqual([])
  })

  it('to an address without TLS, or to a peer that is not in the list', async () => {
    const { tls } = toAsker(toList(keys, south.port))
    const plain = tls
      .dispatcherOf('south')
      .request({ origin: `http://127.0.0.1:${south.port}`, path: '/', method: 'GET' })
    await expect(plain).rejects.toMatchObject({ code: 'PEER_NOT_PROVEN' })
    expect(() => tls.dispatcherOf('nobody')).toThrow(expect.objectContaining({ code: 'PEER_UNKNOWN' }))
  })
})

it('a peer without a TLS key of the list does not begin', () => {
  const own = createTestKeys({}, ['signing', 'sealing'])
  expect(() => toAsker(toList({ ...keys, north: own }), own)).toThrow(
    expect.objectContaining({ code: 'KEY_MISSING' }),
  )
})
