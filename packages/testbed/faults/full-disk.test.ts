import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { times } from './fault-form.ts'
import { maySmallDisk, openSmallDisk, type SmallDisk } from './small-disk.ts'
import { eventually, Stage } from './stage.ts'

// A disk of its own is root's to make; elsewhere these tests are left out.
describe.skipIf(!maySmallDisk)('a full disk', () => {
  let disk: SmallDisk
  let stage: Stage

  beforeAll(async () => {
    disk = await openSmallDisk(160)
    stage = await Stage.open()
  })

  afterEach(() => disk.free())

  afterAll(async () => {
    await stage?.close()
    await disk?.close()
  })

  const manyNotes = () => Array.from({ length: times(60, 400) }, (_, n) => `note ${n} ${'x'.repeat(900)}`)

  test('of the sender: nothing is acknowledged that was not kept, and all that was arrives once there is room', async () => {
    await stage.restart('north', { databaseUrl: await disk.createDatabase('north') })
    const before = await stage.send('before')
    disk.fill()
    const sent = await Promise.allSettled(manyNotes().map((text) => stage.send(text)))
    const refused = sent.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(reason).toMatchObject({ code: 'DISK_FULL' })
    disk.free()
    const after = await stage.send('after')
    const kept = sent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    await eventually(async () => (await stage.effectsOf(before, ...kept, after)) === kept.length + 2)
    await eventually(async () => (await stage.incidentsOf('north')).includes('disk-full'))
    const [row] = await stage.north.database.query<{ count: number }>(
      'select count(*)::int as count from exchange.outbox',
    )
    expect(row?.count).toBe(kept.length + 2)
  })

  test('of the receiver: what it could not keep gets no receipt, and arrives once when there is room', async () => {
    await stage.restart('north')
    await stage.restart('south', { databaseUrl: await disk.createDatabase('south') })
    disk.fill()
    const sent = await Promise.all(manyNotes().map((text) => stage.send(text)))
    await eventually(async () => (await stage.stateOf(sent.at(-1) ?? '')).length > 'waiting'.length)
    disk.free()
    await eventually(async () => (await stage.effectsOf(...sent)) === sent.length)
    for (const id of sent) await eventually(async () => (await stage.stateOf(id)) === 'delivered')
    expect(await stage.countReceived()).toBe(sent.length)
    await eventually(async () => (await stage.incidentsOf('south')).includes('disk-full'))
    expect(await stage.south.auditLog.size).toBeGreaterThan(0)
  })
})
