import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '@isthmus/testbed/free-port'
import { testDatabase } from '@isthmus/testbed/postgres'
import Fastify from 'fastify'
import { type Dispatcher, request } from 'undici'
import { type Database, type Keystore, migrate, openDatabase, openKeystore } from '../platform/index.ts'
import { getOfficer, registerSignIn, type SignIn, type SignInEvent, type SignInOptions } from './index.ts'

export const officers = [
  {
    id: 'demo-officer',
    name: 'Eleni Example',
    role: 'officer',
    unit: 'Border unit',
    organisation: 'police-gr',
  },
  { id: 'demo-operator', name: 'Otto <b>Operator</b>', role: 'operator', organisation: 'police-gr' },
] as const

export type TestPeer = {
  publicUrl: string
  database: Database
  signIn: SignIn
  events: SignInEvent[]
  /** Puts the peer's clock forward. */
  wait(ms: number): void
  close(): Promise<void>
}

/** A peer with sign-in, one guarded question (GET /api/me) and one guarded act (POST /api/act), on a free port. */
export async function startTestPeer(overrides: Partial<SignInOptions> = {}): Promise<TestPeer> {
  const place = await testDatabase()
  const database = openDatabase({ connectionString: place.connectionString, connections: 4 })
  await migrate(database)
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-sign-in-'))
  const port = await findFreePort()
  const publicUrl = `http://localhost:${port}`
  const events: SignInEvent[] = []
  let aheadMs = 0
  const fastify = Fastify()
  const signIn = await registerSignIn(fastify, {
    publicUrl,
    mode: 'demo',
    provider: { embedded: true },
    peerName: 'Test peer',
    officers: () => officers,
    elsewhere: [{ name: 'Other peer', organisation: 'Other body', url: 'http://localhost:4999/' }],
    secrets: { keystore: testKeystore(folder), cookieKey: Buffer.alloc(32, 7) },
    database,
    clock: () => new Date(Date.now() + aheadMs),
    record: async (event) => {
      events.push(event)
    },
    requestsPerMinute: 1000,
    ...overrides,
  })
  fastify.get('/api/me', { onRequest: signIn.requireOfficer }, (question) => getOfficer(question))
  fastify.post('/api/act', { onRequest: signIn.requireOfficer }, () => ({ done: true }))
  await fastify.listen({ port, host: 'localhost' })
  const wait = (ms: number) => {
    aheadMs += ms
  }
  const close = async () => {
    await fastify.close()
    await database.close()
    await place.drop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { publicUrl, database, signIn, events, wait, close }
}

export function testKeystore(folder: string): Keystore {
  return openKeystore({ folder, passphrase: 'a passphrase for tests', cost: { n: 1024, r: 8, p: 1 } })
}

export type Answer = {
  status: number
  url: string
  headers: Dispatcher.ResponseData['headers']
  text: string
}

/** As much of a browser as sign-in needs: a cookie jar, redirects, forms, pages that go on by themselves. */
export class TestBrowser {
  readonly jar = new Map<string, string>()
  readonly cookieLines: string[] = []
  readonly #headers: Readonly<Record<string, string>>

  /** `headers` go with every request. */
  constructor(headers: Readonly<Record<string, string>> = {}) {
    this.#headers = headers
  }

  async send(
    url: string,
    options: { method?: 'POST'; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await request(url, {
      method: options.method ?? 'GET',
      headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...this.#headers, ...options.headers },
      ...(options.body === undefined ? {} : { body: options.body }),
    })
    this.#keep(answer.headers['set-cookie'])
    return { status: answer.statusCode, url, headers: answer.headers, text: await answer.body.text() }
  }

  /** Follows redirects and pages that go on by themselves. */
  async open(url: string, options: Parameters<TestBrowser['send']>[1] = {}): Promise<Answer> {
    let answer = await this.send(url, options)
    for (let steps = 0; steps < 12; steps += 1) {
      const next =
        answer.headers.location ?? /http-equiv="refresh" content="0; url=([^"]+)"/.exec(answer.text)?.[1]
      if (typeof next !== 'string') return answer
      answer = await this.send(new URL(next.replaceAll('&amp;', '&'), answer.url).href)
    }
    throw new Error('too many redirects')
  }

  /** Posts the page's form as a browser does from that page, with these further fields. */
  submit(page: Answer, fields: Record<string, string>): Promise<Answer> {
    return this.open(...this.formOf(page, fields))
  }

  formOf(
    page: Answer,
    fields: Record<string, string>,
  ): [string, { method: 'POST'; headers: Record<string, string>; body: string }] {
    const action = /<form[^>]* action="([^"]+)"/.exec(page.text)?.[1]
    if (!action) throw new Error(`no form on the page: ${page.text}`)
    const hidden = [...page.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const body = new URLSearchParams([
      ...hidden.map((m) => [m[1] ?? '', m[2] ?? '']),
      ...Object.entries(fields),
    ])
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: new URL(page.url).origin,
      'sec-fetch-site': 'same-origin',
    }
    return [new URL(action, page.url).href, { method: 'POST', headers, body: body.toString() }]
  }

  #keep(lines: string | string[] | undefined): void {
    for (const line of [lines ?? []].flat()) {
      this.cookieLines.push(line)
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      const isGone = value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)
      if (isGone) this.jar.delete(name)
      else this.jar.set(name, value)
    }
  }
}

/** Signs a demo officer in and answers the browser and the last page. */
export async function signInAs(peer: TestPeer, officer: string, browser = new TestBrowser()) {
  const chooser = await browser.open(`${peer.publicUrl}/auth/sign-in`)
  const last = await browser.submit(chooser, { officer })
  return { browser, chooser, last }
}

export function sessionCookie(browser: TestBrowser): string {
  return [...browser.jar.keys()].find((name) => name.startsWith('isthmus-session')) ?? 'none'
}
