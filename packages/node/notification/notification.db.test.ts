import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NotificationConfig, SmtpConfig } from '@isthmus/contract'
import { createMailIdentity, type MailServer, startMailServer } from '@isthmus/testbed/mail-server'
import { type MigratedDatabase, migratedDatabase } from '@isthmus/testbed/migrated-database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLogger } from '../platform/index.ts'
import { listNotices, Notifications, readNotice } from './index.ts'
import { nextMailAttempt } from './mail-decision.ts'

const folder = mkdtempSync(join(tmpdir(), 'isthmus-notification-'))
const hourMs = 3_600_000

let place: MigratedDatabase
let server: MailServer
let now: Date
let raised: string[]

const clock = (): Date => now
const incidents = { raise: ({ kind }: { kind: string }) => void raised.push(kind) }

beforeAll(async () => {
  place = await migratedDatabase()
})

beforeEach(async () => {
  now = new Date('2026-11-24T03:00:00Z')
  raised = []
  server = await startMailServer()
})

afterEach(async () => {
  await server.close()
  await place.database.query('delete from notification.notice')
})

afterAll(async () => {
  await place.drop()
  rmSync(folder, { recursive: true, force: true })
})

const smtp = (differing: Partial<SmtpConfig> = {}): SmtpConfig => ({
  ...{ host: '127.0.0.1', port: server.port, encryption: 'none', from: 'isthmus@north.example' },
  ...differing,
})

const recipients: NotificationConfig['recipients'] = [
  { officer: 'eleni', email: 'eleni@north.example', language: 'el' },
  { officer: 'anna', email: 'anna@north.example' },
]

function open(config?: NotificationConfig): Notifications {
  return new Notifications({
    ...{ database: place.database, publicUrl: 'https://isthmus.north.example', incidents, clock },
    logger: createLogger('silent', 'north'),
    ...(config ? { config } : {}),
  })
}

const withMail = (differing?: Partial<SmtpConfig>): Notifications =>
  open({ smtp: smtp(differing), recipients })

const matter = '01a20bed-dd82-7000-b192-cedd69541ebc'

describe('a notice', () => {
  it('waits for its officer until it has been read, and for nobody else', async () => {
    const room = open()
    await room.tell(place.database, [
      { officerId: 'eleni', kind: 'act-waits', reference: matter },
      { officerId: 'anna', kind: 'clock-half', reference: matter },
    ])
    const { notices, unread } = await listNotices(room, 'eleni')
    expect([notices.map(({ kind, isRead }) => [kind, isRead]), unread]).toEqual([[['act-waits', false]], 1])
    const id = notices[0]?.id ?? ''
    await expect(readNotice(room, { id, officerId: 'anna' }, clock)).rejects.toMatchObject({
      code: 'NOTICE_NOT_FOUND',
    })
    expect((await readNotice(room, { id, officerId: 'eleni' }, clock)).unread).toBe(0)
    expect((await listNotices(room, 'anna')).unread).toBe(1)
    for (const wrong of ['n0', 'x', `${id}0`, 'n9999999999999999'])
      await expect(readNotice(room, { id: wrong, officerId: 'eleni' }, clock)).rejects.toMatchObject({
        code: 'NOTICE_NOT_FOUND',
      })
  })

  it('about the same thing is one notice, however often it is told', async () => {
    const room = open()
    for (let turn = 0; turn < 3; turn += 1)
      await room.tell(place.database, [{ officerId: 'eleni', kind: 'clock-late', reference: matter }])
    expect((await listNotices(room, 'eleni')).notices).toHaveLength(1)
  })

  it('is not there when what it tells of was rolled back', async () => {
    const room = open()
    await expect(
      place.database.transact(async (transaction) => {
        await room.tell(transaction, [{ officerId: 'eleni', kind: 'act-waits', reference: matter }])
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect((await listNotices(room, 'eleni')).notices).toEqual([])
  })

  it('is listed page by page, and goes after half a year', async () => {
    const room = open()
    const many = Array.from({ length: 120 }, () => ({
      ...{ officerId: 'eleni', kind: 'request-received' as const, reference: randomUUID() },
    }))
    await room.tell(place.database, many)
    const seen: string[] = []
    for (let before: number | undefined, isMore = true; isMore; ) {
      const page = await listNotices(room, 'eleni', before)
      seen.push(...page.notices.map(({ reference }) => reference))
      isMore = page.next !== undefined
      before = Number(page.next)
    }
    expect(seen.toSorted()).toEqual(many.map(({ reference }) => reference).toSorted())
    now = new Date('2027-05-24T03:00:00Z')
    await room.endRetention.run(AbortSignal.timeout(10_000))
    expect((await listNotices(room, 'eleni')).notices).toEqual([])
  })
})

describe('a mail', () => {
  it('says in the language of the officer that something waits, once for all, and nothing of what', async () => {
    const room = withMail()
    await room.tell(place.database, [
      { officerId: 'eleni', kind: 'act-waits', reference: matter },
      { officerId: 'eleni', kind: 'clock-late', reference: matter },
      { officerId: 'nobody-with-an-address', kind: 'clock-late', reference: matter },
    ])
    await room.sendDue()
    await room.sendDue()
    expect(server.received.map(({ from, to }) => [from, to])).toEqual([
      ['isthmus@north.example', ['eleni@north.example']],
    ])
    const { content = '' } = server.received[0] ?? {}
    const decoded = decodeMail(content)
    expect(decoded).toContain('https://isthmus.north.example/notices')
    expect(decoded).toContain('Κάτι σας περιμένει')
    expect(content).toContain('Auto-Submitted: auto-generated')
    for (const hidden of [matter, 'act-waits', 'clock', 'eleni@north.example\r\nSubject'])
      expect(decoded.split('\r\n\r\n').slice(1).join()).not.toContain(hidden)
  })

  it('is not sent about what has been read meanwhile', async () => {
    const room = withMail()
    await room.tell(place.database, [{ officerId: 'anna', kind: 'act-waits', reference: matter }])
    const [notice] = (await listNotices(room, 'anna')).notices
    await readNotice(room, { id: notice?.id ?? '', officerId: 'anna' }, clock)
    await room.sendDue()
    expect(server.received).toEqual([])
  })

  it.each(['busy', 'refusing'] as const)(
    'that the server does not take (%s) is tried again for a day; then it is an incident',
    async (state) => {
      const room = withMail()
      server.become(state)
      await room.tell(place.database, [{ officerId: 'anna', kind: 'act-waits', reference: matter }])
      for (let hours = 0; hours < 30; hours += 1) {
        await room.sendDue()
        now = new Date(now.getTime() + hourMs)
      }
      expect(raised).toEqual(['mail-undelivered'])
      server.become('willing')
      await room.sendDue()
      expect(server.received).toEqual([])
      expect((await listNotices(room, 'anna')).unread).toBe(1)
    },
  )

  it('waits while no server is there, also over a restart, and is sent when it is back', async () => {
    const { port } = server
    await server.close()
    const room = withMail({ port })
    await room.tell(place.database, [{ officerId: 'anna', kind: 'act-waits', reference: matter }])
    await room.sendDue()
    server = await startMailServer()
    now = new Date(now.getTime() + hourMs)
    await withMail().sendDue()
    expect(server.received).toHaveLength(1)
    expect(raised).toEqual([])
  })

  it('is never sent in clear where encryption is asked for, whatever the server offers', async () => {
    for (const encryption of ['starttls', 'implicit'] as const) {
      const room = withMail({ encryption })
      await room.tell(place.database, [{ officerId: 'anna', kind: 'act-waits', reference: randomUUID() }])
      await room.sendDue()
    }
    expect(server.received).toEqual([])
    expect(() => withMail({ host: 'mail.example', encryption: 'none' })).toThrow(/without encryption/)
  })

  it('goes only to a server that the configured certificates know, under the configured login', async () => {
    const password = join(folder, 'password')
    writeFileSync(password, 'correct horse\n', { mode: 0o600 })
    const identity = createMailIdentity()
    const caFile = join(folder, 'ca.pem')
    writeFileSync(caFile, identity.cert)
    await server.close()
    server = await startMailServer({
      ...{ identity, login: { user: 'isthmus', password: 'correct horse' } },
    })
    const login = { user: 'isthmus', passwordFile: password }
    const encrypted = { host: 'localhost', encryption: 'starttls' as const, ...login }
    const stranger = withMail(encrypted)
    await stranger.tell(place.database, [{ officerId: 'anna', kind: 'act-waits', reference: matter }])
    await stranger.sendDue()
    expect(server.received).toEqual([])
    now = new Date(now.getTime() + hourMs)
    await withMail({ ...encrypted, caFile }).sendDue()
    expect(server.received.map(({ secure, user }) => [secure, user])).toEqual([[true, 'isthmus']])
  })

  it('has a login of two halves, and files that can be read', () => {
    expect(() => withMail({ user: 'isthmus' })).toThrow(/a user or a password/)
    expect(() => withMail({ caFile: join(folder, 'none.pem') })).toThrow(/cannot be read/)
  })
})

describe('the next attempt', () => {
  it('comes later each time, within the hour, and never after a day', () => {
    const at = new Date('2026-11-24T00:00:00Z')
    const pauses = [0, 1, 2, 6, 50].map((attempts) => {
      const next = nextMailAttempt({ at, attempts }, at)
      return next && (next.getTime() - at.getTime()) / 60_000
    })
    expect(pauses).toEqual([1, 2, 4, 60, 60])
    expect(nextMailAttempt({ at, attempts: 3 }, new Date('2026-11-25T00:00:00Z'))).toBeUndefined()
  })
})

/** Text parts of a mail travel as quoted-printable or base64 (RFC 2045). */
function decodeMail(content: string): string {
  const [head = '', ...rest] = content.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  const text = /base64/i.test(head)
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
  return `${head}\r\n\r\n${text}`
}
