import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionCookie, signInAs, startTestPeer, TestBrowser, type TestPeer } from './test-peer.ts'

let peer: TestPeer

beforeAll(async () => {
  peer = await startTestPeer()
})
afterAll(() => peer?.close())

const ownHeaders = () => ({
  'content-type': 'application/json',
  'x-isthmus-request': '1',
  origin: peer.publicUrl,
  accept: 'application/json',
})

const post = (browser: TestBrowser, path: string, headers: Record<string, string>) =>
  browser.send(`${peer.publicUrl}${path}`, { method: 'POST', headers, body: '{}' })

const withoutHeader = (name: string) =>
  Object.fromEntries(Object.entries(ownHeaders()).filter(([key]) => key !== name))

describe('the code flow', () => {
  test('an officer chooses herself and is signed in, and the audit callback hears of it', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const me = await browser.send(`${peer.publicUrl}/api/me`)
    expect(JSON.parse(me.text)).toEqual({
      id: 'demo-officer',
      name: 'Eleni Example',
      role: 'officer',
      unit: 'Border unit',
      organisation: 'police-gr',
    })
    expect(peer.events.at(-1)).toMatchObject({
      event: 'sign-in.granted',
      means: 'browser',
      officer: { id: 'demo-officer', role: 'officer', organisation: 'police-gr' },
    })
    expect(JSON.stringify(peer.events)).not.toContain('Eleni')
  })

  test('the demo page says that it is a demo, escapes names, links to other peers and runs no script', async () => {
    const { chooser } = await signInAs(peer, 'demo-officer')
    expect(chooser.text).toContain('This is a demonstration.')
    expect(chooser.text).toContain('Otto &lt;b&gt;Operator&lt;/b&gt;')
    expect(chooser.text).toContain('href="http://localhost:4999/"')
    expect(chooser.text).not.toMatch(/<script|<style| style=| on\w+=/)
    expect(chooser.headers['content-security-policy']).toContain("default-src 'self'")
    const css = await new TestBrowser().send(`${peer.publicUrl}/auth/sign-in.css`)
    expect(css.headers['content-type']).toBe('text/css; charset=utf-8')
  })

  test('every page of it is in the language that the browser wants', async () => {
    const headers = { 'accept-language': 'de, el-GR;q=0.9, en;q=0.8' }
    const chooser = await new TestBrowser().open(`${peer.publicUrl}/auth/sign-in`)
    const interaction = await new TestBrowser(headers).open(`${peer.publicUrl}/auth/sign-in`)
    const fault = await new TestBrowser(headers).send(`${peer.publicUrl}/auth/callback?again=1`)
    const foreign = await new TestBrowser(headers).send(`${peer.publicUrl}/oidc/auth?client_id=nobody`)
    const device = await new TestBrowser(headers).send(`${peer.publicUrl}/oidc/device`)
    expect(chooser.headers['content-language']).toBe('en')
    for (const answer of [interaction, fault, foreign, device]) {
      expect(answer.text).toContain('<html lang="el" dir="ltr">')
      expect(answer.headers['content-language']).toBe('el')
      expect(answer.headers.vary).toContain('Accept-Language')
    }
    expect(interaction.text).toContain('Αυτή είναι επίδειξη.')
    expect(fault.text).toContain('Η σύνδεση αυτή δεν ξεκίνησε σε αυτό το πρόγραμμα περιήγησης')
    expect(foreign.text).toContain('invalid_client')
    expect(device.text).toContain('Πληκτρολογήστε τον κωδικό')
  })

  test('the session cookie is HttpOnly and Strict, and the database holds only its hash', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const line = browser.cookieLines.findLast((cookie) => cookie.startsWith('isthmus-session'))
    expect(line).toMatch(/HttpOnly/)
    expect(line).toMatch(/SameSite=Strict/)
    const id = browser.jar.get(sessionCookie(browser)) ?? ''
    expect(Buffer.from(id, 'base64url')).toHaveLength(32)
    const hash = createHash('sha256').update(id).digest()
    expect(
      await peer.database.query('select 1 from sign_in.session where id_hash = $1', [hash]),
    ).toHaveLength(1)
    const rows = await peer.database.query<{ text: string }>('select s::text as text from sign_in.session s')
    expect(rows.map((row) => row.text).join()).not.toContain(id)
  })

  test('another officer can sign in without signing out, under a new session, and the old one is gone', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const before = browser.jar.get(sessionCookie(browser)) ?? ''
    await signInAs(peer, 'demo-operator', browser)
    expect(JSON.parse((await browser.send(`${peer.publicUrl}/api/me`)).text).id).toBe('demo-operator')
    expect(browser.jar.get(sessionCookie(browser))).not.toBe(before)
    const old = new TestBrowser()
    old.jar.set(sessionCookie(browser), before)
    expect((await old.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
  })

  test('the officer comes back to the page she wanted, and never to another site', async () => {
    const browser = new TestBrowser()
    const chooser = await browser.open(`${peer.publicUrl}/auth/sign-in?returnTo=/api/me`)
    expect((await browser.submit(chooser, { officer: 'demo-officer' })).url).toBe(`${peer.publicUrl}/api/me`)
    const foreign = await browser.open(`${peer.publicUrl}/auth/sign-in?returnTo=//evil.example/`)
    expect((await browser.submit(foreign, { officer: 'demo-officer' })).url).toBe(`${peer.publicUrl}/`)
  })

  test('a sign-in that a link of another site began goes on from a page of our own', async () => {
    const answer = await new TestBrowser().send(`${peer.publicUrl}/auth/sign-in`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('http-equiv="refresh"')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

/** A browser whose next request would be the callback, and the address of that callback. */
async function untilCallback() {
  const browser = new TestBrowser()
  const chooser = await browser.open(`${peer.publicUrl}/auth/sign-in`)
  let answer = await browser.send(...browser.formOf(chooser, { officer: 'demo-officer' }))
  while (!String(answer.headers.location).includes('/auth/callback')) {
    answer = await browser.send(new URL(String(answer.headers.location), answer.url).href)
  }
  return { browser, callback: new URL(String(answer.headers.location)) }
}

describe('what is refused', () => {
  test('a wrong state', async () => {
    const { browser, callback } = await untilCallback()
    callback.searchParams.set('state', 'x'.repeat(43))
    expect((await browser.open(callback.href)).status).toBe(400)
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.refused', reason: 'SIGN_IN_ANSWER_INVALID' })
    expect(sessionCookie(browser)).toBe('none')
  })

  test('a wrong code', async () => {
    const { browser, callback } = await untilCallback()
    callback.searchParams.set('code', 'x'.repeat(43))
    expect((await browser.open(callback.href)).status).toBe(400)
    expect(sessionCookie(browser)).toBe('none')
  })

  test('a replayed callback, in the same browser and with the same cookies', async () => {
    const { browser, callback } = await untilCallback()
    const cookies = new Map(browser.jar)
    await browser.open(callback.href)
    expect((await browser.open(callback.href)).status).toBe(400)
    const thief = new TestBrowser()
    for (const [name, value] of cookies) thief.jar.set(name, value)
    expect((await thief.open(callback.href)).status).toBe(400)
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.refused', reason: 'SIGN_IN_NOT_BEGUN' })
  })

  test('a callback in a browser that did not begin the sign-in', async () => {
    const { callback } = await untilCallback()
    const victim = new TestBrowser()
    expect((await victim.open(callback.href)).status).toBe(400)
    expect(sessionCookie(victim)).toBe('none')
  })

  test('a sign-in that took longer than ten minutes', async () => {
    const { browser, callback } = await untilCallback()
    peer.wait(11 * 60_000)
    expect((await browser.open(callback.href)).status).toBe(400)
  })

  test('an officer who is not on the list', async () => {
    const browser = new TestBrowser()
    const chooser = await browser.open(`${peer.publicUrl}/auth/sign-in`)
    expect((await browser.submit(chooser, { officer: 'nobody' })).status).toBe(403)
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.refused', reason: 'OFFICER_UNKNOWN' })
  })

  test('a choice that another site posts', async () => {
    const browser = new TestBrowser()
    const chooser = await browser.open(`${peer.publicUrl}/auth/sign-in`)
    const [url, form] = browser.formOf(chooser, { officer: 'demo-officer' })
    const answer = await browser.send(url, {
      ...form,
      headers: { ...form.headers, 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })

  test.each([
    ['forged', 'x'.repeat(43)],
    ['too long', 'x'.repeat(4000)],
    ['empty', ''],
    ['of hostile bytes', "%00';drop table sign_in.session--"],
  ])('a session cookie that is %s', async (_what, value) => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const name = sessionCookie(browser)
    browser.jar.set(name, value)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
  })

  test('hostile values in addresses of the provider, without a fault of the peer', async () => {
    const browser = new TestBrowser()
    const hostile = encodeURIComponent('\0\ud800"><script>alert(1)</script>'.toWellFormed())
    for (const path of [
      `/oidc/auth?client_id=${hostile}`,
      `/oidc/auth?client_id=isthmus-pages&response_type=code&state=${hostile}&redirect_uri=${hostile}`,
      `/oidc/interaction/${hostile}`,
      `/oidc/device?user_code=${hostile}`,
      `/auth/callback?code=${hostile}&state=${hostile}`,
    ]) {
      const answer = await browser.open(`${peer.publicUrl}${path}`)
      expect(answer.status, path).toBeLessThan(500)
      expect(answer.text, path).not.toContain('<script>')
    }
  })

  test('an address that a stranger puts into Host is not where links lead', async () => {
    const answer = await new TestBrowser().send(`${peer.publicUrl}/oidc/.well-known/openid-configuration`, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    expect(answer.text).not.toContain('evil.example')
    expect(JSON.parse(answer.text).token_endpoint).toBe(`${peer.publicUrl}/oidc/token`)
  })
})

describe('a session', () => {
  test('ends after 30 minutes without use', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    peer.wait(29 * 60_000)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(200)
    peer.wait(29 * 60_000)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(200)
    peer.wait(31 * 60_000)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
  })

  test('ends after eight hours even when it is used all the time', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    for (let minutes = 0; minutes < 8 * 60 - 25; minutes += 25) {
      peer.wait(25 * 60_000)
      expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(200)
    }
    peer.wait(25 * 60_000)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
  })

  test('ends at sign-out by fetch, which is recorded', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const id = browser.jar.get(sessionCookie(browser)) ?? ''
    const name = sessionCookie(browser)
    expect((await post(browser, '/auth/sign-out', ownHeaders())).status).toBe(200)
    expect(sessionCookie(browser)).toBe('none')
    browser.jar.set(name, id)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
    expect(peer.events.at(-1)).toMatchObject({ event: 'sign-in.ended', officer: { id: 'demo-officer' } })
  })

  test('ends at sign-out by a form of our own pages, but not by one of another site', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' }
    expect((await post(browser, '/auth/sign-out', form)).status).toBe(403)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(200)
    const own = { ...form, 'sec-fetch-site': 'same-origin', origin: 'null' }
    expect((await post(browser, '/auth/sign-out', own)).status).toBe(303)
    expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
  })

  test('ends everywhere when the officer is revoked', async () => {
    const first = await signInAs(peer, 'demo-operator')
    const second = await signInAs(peer, 'demo-operator')
    const other = await signInAs(peer, 'demo-officer')
    expect(await peer.signIn.revokeOfficer('demo-operator')).toBeGreaterThanOrEqual(2)
    for (const { browser } of [first, second]) {
      expect((await browser.send(`${peer.publicUrl}/api/me`)).status).toBe(401)
    }
    expect((await other.browser.send(`${peer.publicUrl}/api/me`)).status).toBe(200)
  })
})

describe('an act with a cookie', () => {
  const asBytes = { 'content-type': 'application/octet-stream' }

  test('passes when it is JSON with our header from our own pages', async () => {
    const { browser } = await signInAs(peer, 'demo-officer')
    expect((await post(browser, '/api/act', ownHeaders())).status).toBe(200)
  })

  test.each([
    ['without our header', () => withoutHeader('x-isthmus-request')],
    ['as a form', () => ({ ...ownHeaders(), 'content-type': 'text/plain' })],
    ['as bytes without our header', () => ({ ...withoutHeader('x-isthmus-request'), ...asBytes })],
    ['as bytes from another origin', () => ({ ...ownHeaders(), ...asBytes, origin: 'https://evil.example' })],
    ['from another origin', () => ({ ...ownHeaders(), origin: 'https://evil.example' })],
    ['from another port of the same host', () => ({ ...ownHeaders(), origin: 'http://localhost:1' })],
    ['from a sandboxed page', () => ({ ...ownHeaders(), origin: 'null' })],
    ['from another site', () => ({ ...ownHeaders(), 'sec-fetch-site': 'cross-site' })],
    ['from a sibling site', () => ({ ...ownHeaders(), 'sec-fetch-site': 'same-site' })],
    ['without word where it comes from', () => withoutHeader('origin')],
  ])('is refused %s', async (_what, headers) => {
    const { browser } = await signInAs(peer, 'demo-officer')
    const answer = await post(browser, '/api/act', headers())
    expect(answer.status).toBe(403)
  })

  test('is refused without a session', async () => {
    expect((await post(new TestBrowser(), '/api/act', ownHeaders())).status).toBe(401)
  })
})
