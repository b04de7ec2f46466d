import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '@isthmus/testbed/free-port'
import Fastify from 'fastify'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieNames } from './cookies.ts'
import { DemoChooser, type DemoChooserOptions } from './demo-chooser.ts'
import { createEmbeddedProvider, type EmbeddedProviderOptions } from './embedded-provider.ts'
import {
  registerSignIn,
  SignInError,
  type SignInErrorCode,
  type SignInOptions,
  verifyOptions,
} from './index.ts'
import { readOrCreateProviderKey } from './provider-keys.ts'
import { createProviderStore } from './provider-store.ts'
import {
  officers,
  sessionCookie,
  startTestPeer,
  TestBrowser,
  type TestPeer,
  testKeystore,
} from './test-peer.ts'

const keystoreFolder = mkdtempSync(join(tmpdir(), 'isthmus-key-'))
const keystore = testKeystore(keystoreFolder)
afterAll(() => rmSync(keystoreFolder, { recursive: true }))

const options: SignInOptions = {
  publicUrl: 'https://isthmus.example.eu',
  mode: 'production',
  provider: { embedded: true },
  peerName: 'Peer',
  officers: () => [],
  elsewhere: [],
  secrets: { keystore, cookieKey: Buffer.alloc(32) },
  database: {
    query: async () => [],
    transact: () => Promise.reject(new Error('unused')),
    onFull: () => {},
    close: async () => {},
  },
  clock: () => new Date(),
  record: async () => {},
}

const external = { issuer: 'https://login.example.eu', clientId: 'isthmus', organisations: ['police-gr'] }

function codeOf(work: () => unknown): SignInErrorCode | undefined {
  try {
    work()
    return undefined
  } catch (fault) {
    return fault instanceof SignInError ? fault.code : undefined
  }
}

describe('production mode', () => {
  test('does not start without the identity provider of the organisation, and says so', async () => {
    const fastify = Fastify()
    await expect(registerSignIn(fastify, options)).rejects.toMatchObject({
      code: 'ISSUER_MISSING',
      remedy: expect.stringContaining('configure issuer'),
    })
    expect(fastify.printRoutes()).not.toContain('demo')
    await fastify.close()
  })

  test('has neither the demo page nor the embedded provider', () => {
    const chooser = { mode: 'production' } as DemoChooserOptions
    const provider = { mode: 'production' } as EmbeddedProviderOptions
    expect(codeOf(() => new DemoChooser(chooser))).toBe('DEMO_IN_PRODUCTION')
    expect(codeOf(() => createEmbeddedProvider(provider))).toBe('DEMO_IN_PRODUCTION')
  })

  test.each<[string, Partial<SignInOptions>, SignInErrorCode]>([
    ['an address that is not https', { publicUrl: 'http://isthmus.example.eu' }, 'PUBLIC_URL_INVALID'],
    ['an address with a path', { publicUrl: 'https://isthmus.example.eu/a' }, 'PUBLIC_URL_INVALID'],
    ['demo officers', { officers: () => officers }, 'DEMO_IN_PRODUCTION'],
    ['no address', { publicUrl: '' }, 'PUBLIC_URL_INVALID'],
    [
      'an issuer that is not https',
      { provider: { ...external, issuer: 'http://login.example.eu' } },
      'ISSUER_INVALID',
    ],
    ['no organisations', { provider: { ...external, organisations: [] } }, 'ISSUER_INVALID'],
  ])('does not start with %s', (_what, change, code) => {
    expect(codeOf(() => verifyOptions({ ...options, provider: external, ...change }))).toBe(code)
  })

  test('does not start when the file with the secret is missing', async () => {
    const fastify = Fastify()
    const provider = { ...external, clientSecretFile: '/nowhere/secret' }
    await expect(registerSignIn(fastify, { ...options, provider })).rejects.toMatchObject({
      code: 'ISSUER_INVALID',
    })
    await fastify.close()
  })

  test('names its cookies so that only https of this very host can set them', () => {
    expect(cookieNames('https://isthmus.example.eu').session).toBe('__Host-isthmus-session')
  })
})

describe('the identity provider of the organisation', () => {
  let peer: TestPeer
  let server: Server
  const claims: Record<string, unknown> = {}

  beforeAll(async () => {
    const port = await findFreePort()
    const issuer = `http://127.0.0.1:${port}`
    const folder = mkdtempSync(join(tmpdir(), 'isthmus-secret-'))
    const clientSecretFile = join(folder, 'secret')
    writeFileSync(clientSecretFile, 'secret-of-the-client\n')
    peer = await startTestPeer({
      mode: 'production',
      officers: () => [],
      provider: {
        ...{ issuer, clientId: 'isthmus', clientSecretFile },
        organisations: ['police-gr'],
        claims: { role: 'isthmus_function' },
      },
    })
    rmSync(folder, { recursive: true })
    server = await startOrganisationProvider({ issuer, port, peer, claims })
  })
  afterAll(async () => {
    await peer?.close()
    server?.close()
  })

  /** The organisation's site redirects back: the browser withholds Strict cookies until our own page goes on. */
  async function signIn() {
    const browser = new TestBrowser()
    let answer = await browser.send(`${peer.publicUrl}/auth/sign-in`)
    const atOrganisation = new TestBrowser()
    while (!String(answer.headers.location).startsWith(`${peer.publicUrl}/auth/callback`)) {
      answer = await atOrganisation.send(new URL(String(answer.headers.location), answer.url).href)
    }
    const withoutCookies = await new TestBrowser().send(String(answer.headers.location))
    const next = /content="0; url=([^"]+)"/.exec(withoutCookies.text)?.[1]?.replaceAll('&amp;', '&')
    expect(withoutCookies.status).toBe(200)
    return { browser, last: await browser.send(`${peer.publicUrl}${next}`) }
  }

  test('signs an officer in although its redirect carries no Strict cookie', async () => {
    Object.assign(claims, { name: 'Real Officer', isthmus_function: 'officer' })
    const { browser } = await signIn()
    expect(JSON.parse((await browser.send(`${peer.publicUrl}/api/me`)).text)).toEqual({
      id: 'employee-7',
      name: 'Real Officer',
      role: 'officer',
      organisation: 'police-gr',
    })
  })

  test.each([
    ['without a role', { isthmus_function: 'janitor' }, 'ROLE_UNKNOWN'],
    [
      'of another organisation',
      { isthmus_function: 'officer', isthmus_organisation: 'ngo-1' },
      'ORGANISATION_NOT_HOSTED',
    ],
    [
      'with a list for an organisation',
      { isthmus_function: 'officer', isthmus_organisation: ['police-gr'] },
      'ORGANISATION_NOT_HOSTED',
    ],
  ])('signs nobody in %s', async (_what, stated, reason) => {
    Object.assign(claims, { isthmus_organisation: undefined }, stated)
    const { browser, last } = await signIn()
    expect(last.status).toBe(403)
    expect(sessionCookie(browser)).toBe('none')
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.refused', reason })
  })

  test('leaves no demo routes and no embedded provider', async () => {
    const browser = new TestBrowser()
    const token = await browser.send(`${peer.publicUrl}/auth/demo-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"officer":"demo-officer"}',
    })
    expect(token.status).toBe(404)
    expect((await browser.send(`${peer.publicUrl}/oidc/.well-known/openid-configuration`)).status).toBe(404)
  })

  test('is reported as unreachable in words, and asked again later', async () => {
    const dead = await startTestPeer({
      mode: 'production',
      officers: () => [],
      provider: {
        issuer: `http://127.0.0.1:${await findFreePort()}`,
        clientId: 'x',
        organisations: ['police-gr'],
      },
    })
    const answer = await new TestBrowser().send(`${dead.publicUrl}/auth/sign-in`)
    expect(answer.status).toBe(503)
    expect(answer.text).toContain('the identity provider does not answer')
    await dead.close()
  })
})

describe('the key of the embedded provider', () => {
  test('is made once, kept in the keystore, and refused when it is none', async () => {
    const first = await readOrCreateProviderKey(keystore)
    expect((await readOrCreateProviderKey(keystore)).kid).toBe(first.kid)
    keystore.put('provider', Buffer.from('{"kty":"EC"}'))
    await expect(readOrCreateProviderKey(keystore)).rejects.toMatchObject({
      code: 'PROVIDER_KEYS_UNREADABLE',
    })
  })
})

type Organisation = { issuer: string; port: number; peer: TestPeer; claims: Record<string, unknown> }

/** A provider that knows one employee and signs her in without asking. */
async function startOrganisationProvider({ issuer, port, peer, claims }: Organisation): Promise<Server> {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'isthmus',
        client_secret: 'secret-of-the-client',
        redirect_uris: [`${peer.publicUrl}/auth/callback`],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(pair.privateKey)), alg: 'RS256', use: 'sig' }] },
    adapter: createProviderStore(peer.database),
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    cookies: { keys: ['key'] },
    conformIdTokenClaims: false,
    claims: { profile: ['name', 'isthmus_function', 'isthmus_organisation'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...claims }) }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: 'isthmus', accountId: 'employee-7' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  const serve = provider.callback()
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return serve(request, response)
    return provider.interactionFinished(request, response, { login: { accountId: 'employee-7' } })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return server
}
