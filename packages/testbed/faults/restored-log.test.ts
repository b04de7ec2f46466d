import { randomUUID } from 'node:crypto'
import { openDatabase } from '@isthmus/node/platform'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LogStage } from './log-stage.ts'
import { eventually } from './stage.ts'

const backup = `backup_${randomUUID().replaceAll('-', '')}`

let stage: LogStage
let databaseUrl: string

const append = (count: number) => {
  const event = { event: 'peer.started', operation: 'config', outcome: 'done' } as const
  const events = Array.from({ length: count }, () => ({ ...event, correlationId: randomUUID() }))
  return stage.peer('north').auditLog.append(...events)
}

const origin = 'isthmus.eu/exchange/north'
const latestOf = (name: 'south' | 'west', of = origin) =>
  stage
    .peer(name)
    .witness.witness.findLatest(of)
    .then((latest) => latest?.size ?? 0)

const witnessed = (size: number, of = origin) =>
  eventually(async () => (await latestOf('south', of)) === size && (await latestOf('west', of)) === size)

async function onServer(sql: string): Promise<void> {
  const address = new URL(stage.placeOf('north').database.connectionString)
  address.pathname = '/postgres'
  const server = openDatabase({ connectionString: address.href, connections: 1 })
  await server.query(sql)
  await server.close()
}

beforeAll(async () => {
  stage = await LogStage.open()
  await append(10)
  await witnessed(10)
  await stage.stop('north')
  const address = new URL(stage.placeOf('north').database.connectionString)
  await onServer(`create database ${backup} template ${address.pathname.slice(1)}`)
  address.pathname = `/${backup}`
  databaseUrl = address.href
  await stage.restart('north')
  await append(25)
  await witnessed(35)
  await stage.stop('north')
})

afterAll(async () => {
  await stage?.stop('north')
  await onServer(`drop database if exists ${backup}`)
  await stage?.close()
})

describe('a peer whose database was restored from an old backup', () => {
  test('does not start, and says what others have seen', async () => {
    await expect(stage.restart('north', { databaseUrl })).rejects.toMatchObject({
      code: 'LOG_SHRUNK',
      message: expect.stringMatching(/others have seen 35 entries .* and this log of 10 /),
    })
  })

  test('stops entering anything once it hears of it, when nobody could be asked at the start', async () => {
    await stage.stop('south')
    await stage.stop('west')
    const north = await stage.restart('north', { databaseUrl, isSilent: true })
    await stage.restart('south')
    await stage.restart('west')
    await north.witness.views.compare()
    expect(await stage.incidentsOf('north')).toMatchObject([{ kind: 'log-shrunk' }])
    await expect(append(1)).rejects.toMatchObject({ code: 'LOG_SHRUNK', statusCode: 503 })
  })

  test('goes on as another log when an administrator states it: witnesses tell them apart and keep the old one', async () => {
    await stage.restart('north', { databaseUrl, restored: 'disk broke, backup of Monday', isSilent: true })
    const [stated] = await stage.peer('north').auditReader.readEntries({ events: ['audit-log.begun-anew'] })
    expect(stated?.entry).toMatchObject({
      reason: 'disk broke, backup of Monday',
      retention: 'life-of-log',
      detail: { epoch: 2, former: origin, witnessedSize: 35 },
    })
    const north = await stage.restart('north', { databaseUrl })
    expect(north.auditLog.origin).toBe(`${origin}/2`)
    await append(3)
    await witnessed(north.auditLog.size, `${origin}/2`)
    expect([await latestOf('south'), await latestOf('west')]).toEqual([35, 35])
    for (const name of ['south', 'west'] as const)
      expect(await stage.incidentsOf(name)).toEqual([
        { kind: 'log-restored', counterpart: 'north', code: null },
      ])
    const note = north.checkpoints.newest?.note ?? ''
    expect(note).toMatch(new RegExp(`^isthmus-restored ${origin} 35 \\S+ 1\\d$`, 'm'))
    await north.auditLog.verify()
  })

  test('is not cosigned under its former name any more', async () => {
    const latest = await stage.peer('south').witness.witness.findLatest(origin)
    const answer = await stage.addCheckpoint('south', `old 35\n\n${latest?.note}`)
    expect(answer).toEqual({ status: 403, text: 'a later log of that peer is known\n' })
  })

  test('is not begun anew a second time while nobody has seen more than it has', async () => {
    await expect(stage.restart('north', { databaseUrl, restored: 'again' })).rejects.toMatchObject({
      code: 'LOG_NOT_SHRUNK',
    })
  })
})
