import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestPeer, TestBrowser, type TestPeer } from './test-peer.ts'

let peer: TestPeer

beforeAll(async () => {
  peer = await startTestPeer()
})
afterAll(() => peer?.close())

async function beginDeviceGrant() {
  const told = await fetch(`${peer.publicUrl}/auth/configuration`)
  const about = (await told.json()) as {
    issuer: string
    deviceClientId: string
    audience: string
    scope: string
  }
  const client = await oidc.discovery(new URL(about.issuer), about.deviceClientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  })
  const parameters = { scope: about.scope, resource: about.audience }
  return { client, parameters, device: await oidc.initiateDeviceAuthorization(client, parameters) }
}

const ask = (path: string, token: string, method = 'GET') =>
  fetch(`${peer.publicUrl}${path}`, { method, headers: { authorization: `Bearer ${token}` } })

async function approve(device: oidc.DeviceAuthorizationResponse, officer: string) {
  const browser = new TestBrowser()
  const code = await browser.open(device.verification_uri)
  const confirm = await browser.submit(code, { user_code: device.user_code })
  const chooser = await browser.submit(confirm, {})
  return { browser, code, confirm, done: await browser.submit(chooser, { officer }) }
}

async function getDemoToken(officer: string, headers: Record<string, string> = {}) {
  return fetch(`${peer.publicUrl}/auth/demo-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ officer }),
  })
}

describe('the device grant', () => {
  test('gives the command line a token for this peer, and the audit callback hears of it', async () => {
    const { client, parameters, device } = await beginDeviceGrant()
    const { done, code, confirm } = await approve(device, 'demo-officer')
    expect(done.text).toContain('The command line is signed in')
    for (const page of [code, confirm, done]) {
      expect(page.text).not.toMatch(/<script|<style| style=| on\w+=/)
      expect(page.headers['content-security-policy']).toContain("script-src 'none'")
    }
    expect(confirm.text).toContain(device.user_code)
    const tokens = await oidc.pollDeviceAuthorizationGrant(client, { ...device, interval: 0.05 }, parameters)
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' })
    const claims = decodeJwt(tokens.access_token)
    expect(claims).toMatchObject({ aud: peer.publicUrl, iss: `${peer.publicUrl}/oidc`, sub: 'demo-officer' })
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(30 * 60)
    const me = await ask('/api/me', tokens.access_token)
    expect(await me.json()).toMatchObject({ id: 'demo-officer', role: 'officer', organisation: 'police-gr' })
    expect((await ask('/api/act', tokens.access_token, 'POST')).status).toBe(200)
    expect(peer.events.filter((event) => event.means === 'device')).toHaveLength(1)
  })

  test('gives nothing when the officer aborts', async () => {
    const { client, parameters, device } = await beginDeviceGrant()
    const browser = new TestBrowser()
    const confirm = await browser.submit(await browser.open(device.verification_uri), {
      user_code: device.user_code,
    })
    expect((await browser.submit(confirm, { abort: 'yes' })).text).toContain('aborted')
    await expect(
      oidc.pollDeviceAuthorizationGrant(client, { ...device, interval: 0.05 }, parameters),
    ).rejects.toMatchObject({ error: 'access_denied' })
  })

  test('asks again for a code that is not known', async () => {
    const browser = new TestBrowser()
    const code = await browser.open(`${peer.publicUrl}/oidc/device`)
    const again = await browser.submit(code, { user_code: 'BBBB-BBBB' })
    expect(again.text).toContain('This code is not known')
    expect((await browser.submit(again, { user_code: '<script>' })).text).not.toContain('<script>')
  })

  test('never submits a code that comes with the address', async () => {
    const { device } = await beginDeviceGrant()
    const page = await new TestBrowser().open(`${peer.publicUrl}/oidc/device?user_code=${device.user_code}`)
    expect(page.text).toContain('Enter the code')
    expect(page.text).not.toContain(device.user_code)
  })
})

describe('a demo token', () => {
  test('is given on this machine and acts as the officer', async () => {
    const answer = await getDemoToken('demo-operator')
    const { access_token } = (await answer.json()) as { access_token: string }
    expect(await (await ask('/api/me', access_token)).json()).toMatchObject({
      id: 'demo-operator',
      role: 'operator',
    })
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.granted', means: 'demo-token' })
  })

  test.each([
    ['for an unknown officer', 'nobody', {}],
    ['through a proxy', 'demo-officer', { 'x-forwarded-for': '203.0.113.5' }],
    [
      'for a page of another origin',
      'demo-officer',
      { origin: 'https://evil.example', 'x-isthmus-request': '1' },
    ],
  ])('is refused %s', async (_what, officer, headers) => {
    expect((await getDemoToken(officer, headers)).status).toBe(403)
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.refused', means: 'demo-token' })
  })

  test('ends after 30 minutes, and at once when the officer is revoked', async () => {
    const { access_token } = (await (await getDemoToken('demo-operator')).json()) as { access_token: string }
    await peer.signIn.revokeOfficer('demo-operator')
    const revoked = await ask('/api/me', access_token)
    expect([revoked.status, ((await revoked.json()) as { code: string }).code]).toEqual([
      401,
      'TOKEN_REVOKED',
    ])
    const { access_token: other } = (await (await getDemoToken('demo-officer')).json()) as {
      access_token: string
    }
    peer.wait(31 * 60_000)
    expect((await ask('/api/me', other)).status).toBe(401)
  })
})

describe('a token is refused', () => {
  const claims = { isthmus_role: 'operator', isthmus_organisation: 'police-gr', name: 'Forged' }

  async function forge(change: { audience?: string; issuer?: string; typ?: string } = {}) {
    const pair = await generateKeyPair('ES256')
    const kid = createHash('sha256')
      .update(JSON.stringify(await exportJWK(pair.publicKey)))
      .digest('base64url')
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: change.typ ?? 'at+jwt', kid })
      .setIssuer(change.issuer ?? `${peer.publicUrl}/oidc`)
      .setAudience(change.audience ?? peer.publicUrl)
      .setSubject('demo-operator')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(pair.privateKey)
  }

  test('when another key signed it', async () => {
    expect((await ask('/api/me', await forge())).status).toBe(401)
  })

  test('when nobody signed it', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    const token = `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode({ ...claims, sub: 'demo-operator' })}.`
    expect((await ask('/api/me', token)).status).toBe(401)
  })

  test('when it is an id token', async () => {
    const { client, parameters, device } = await beginDeviceGrant()
    await approve(device, 'demo-officer')
    const tokens = await oidc.pollDeviceAuthorizationGrant(client, { ...device, interval: 0.05 }, parameters)
    expect((await ask('/api/me', tokens.id_token ?? '')).status).toBe(401)
  })

  test('when it was issued for another peer', async () => {
    const other = await startTestPeer()
    try {
      const answer = await fetch(`${other.publicUrl}/auth/demo-token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"officer":"demo-operator"}',
      })
      const { access_token } = (await answer.json()) as { access_token: string }
      expect((await ask('/api/me', access_token)).status).toBe(401)
    } finally {
      await other.close()
    }
  })

  test.each(['', 'Basic abc', 'x'.repeat(100_00), '\u00e9'])('when it is %j', async (token) => {
    expect((await ask('/api/me', token)).status).toBe(401)
  })
})

test('sign-in routes refuse more requests than the limit', async () => {
  const small = await startTestPeer({ requestsPerMinute: 5 })
  try {
    const statuses = []
    for (let count = 0; count < 7; count += 1) {
      statuses.push((await fetch(`${small.publicUrl}/oidc/.well-known/openid-configuration`)).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  } finally {
    await small.close()
  }
})
