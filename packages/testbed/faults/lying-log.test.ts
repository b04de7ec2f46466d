import { randomUUID } from 'node:crypto'
import { ReceiptWatch, type ReconciliationRoom, reconcile } from '@isthmus/node/reconciliation'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LogStage } from './log-stage.ts'
import { eventually } from './stage.ts'

const { signal } = new AbortController()
/** What is younger than ten minutes is left to the next comparison. */
const laterMs = 11 * 60_000

let stage: LogStage

beforeAll(async () => {
  stage = await LogStage.open()
})

afterAll(() => stage?.close())

/** A note of north that south has taken. */
async function send(): Promise<{ messageId: string; correlationId: string }> {
  const { messages } = stage.peer('north')
  const correlationId = randomUUID()
  const note = { to: 'south', kind: 'message.test', correlationId, body: { text: 'a note' } } as const
  const { messageId } = await messages.outbox.send(note)
  await eventually(async () => (await messages.outbox.reader.findMessage(messageId))?.state === 'delivered')
  return { messageId, correlationId }
}

const compare = (room: ReconciliationRoom, peerId: string) =>
  reconcile(room, { peerId, from: new Date(Date.now() - 3_600_000) }, signal)

async function later(): Promise<void> {
  for (const name of ['north', 'south'] as const) await stage.restart(name, { aheadMs: laterMs })
}

const kindsOf = async (name: 'north' | 'south'): Promise<string[]> =>
  (await stage.incidentsOf(name)).map(({ kind }) => kind)

describe('a receipt', () => {
  test('of a true peer is proven by its public log, a moment later and by the comparison', async () => {
    await send()
    const { reconciliation, incidents } = stage.peer('north')
    const now = (): Date => new Date(Date.now() + 60_000)
    await new ReceiptWatch({ ...reconciliation, clock: now }).look()
    await incidents.settle()
    expect(await kindsOf('north')).toEqual([])
    await later()
    const run = await compare(stage.peer('north').reconciliation, 'south')
    expect(run).toMatchObject({ state: 'done', missing: 0, unproven: 0, unfounded: 0 })
    expect(run.proven).toBeGreaterThan(0)
    expect(await kindsOf('north')).toEqual([])
  })

  test('that names an entry which the log does not have is found out, and says of which exchange', async () => {
    await stage.restart('north')
    await stage.restart('south', {
      alter: (_messages, wire) => {
        const sign = wire.signReceipts.bind(wire)
        // An entry that was never written: the hash of another message stands for it.
        wire.signReceipts = (receipts) =>
          sign(receipts.map((receipt) => ({ ...receipt, log: { ...receipt.log, leafHash: receipt.digest } })))
        wire.signReceipt = async (receipt) => {
          const [signed] = await wire.signReceipts([receipt])
          if (signed) return signed
          throw new TypeError('a receipt')
        }
      },
    })
    const { correlationId } = await send()
    const { reconciliation, incidents, database } = stage.peer('north')
    const now = (): Date => new Date(Date.now() + 60_000)
    await new ReceiptWatch({ ...reconciliation, clock: now }).look()
    await incidents.settle()
    const raised = await database.query(
      'select kind, counterpart, correlation_id as "correlationId" from incident.incident',
    )
    expect(raised).toEqual([{ kind: 'receipt-unfounded', counterpart: 'south', correlationId }])
    await later()
    const run = await compare(stage.peer('north').reconciliation, 'south')
    expect(run).toMatchObject({ state: 'done', missing: 0, contradicting: 0, unfounded: 1 })
    expect(run.findings).toMatchObject([{ kind: 'unfounded', correlationId }])
    await database.query('delete from incident.incident').catch(() => {})
  })
})
