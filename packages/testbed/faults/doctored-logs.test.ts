import { randomUUID } from 'node:crypto'
import type { LogEntry, ReconciliationRun } from '@isthmus/contract'
import { eraseByOrder } from '@isthmus/node/audit-log'
import { reconcile } from '@isthmus/node/reconciliation'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LogStage } from './log-stage.ts'
import { eventually } from './stage.ts'

type Side = 'north' | 'south'

const laterMs = 11 * 60_000
const cases = ['whole', 'lost', 'changed', 'late', 'forgotten', 'erased', 'erasedTwice'] as const
type Case = (typeof cases)[number]

let stage: LogStage
let exchanges: Record<Case, string>
let run: ReconciliationRun

/** A note of north that south has taken; gives its correlation id. */
async function send(): Promise<string> {
  const { messages } = stage.peer('north')
  const correlationId = randomUUID()
  const note = { to: 'south', kind: 'message.test', correlationId, body: { text: 'a note' } } as const
  const { messageId } = await messages.outbox.send(note)
  await eventually(async () => (await messages.outbox.reader.findMessage(messageId))?.state === 'delivered')
  return correlationId
}

/** As whoever owns the database and has its keys can, while the peer runs. */
async function doctor(
  side: Side,
  correlationId: string,
  change?: (entry: LogEntry) => LogEntry,
): Promise<void> {
  const { auditReader, auditLog, database } = stage.peer(side)
  const [logged] = await auditReader.readEntries({ correlationId })
  if (!logged?.entry) throw new TypeError('an entry')
  const { index, entry } = logged
  const changed = change?.(entry)
  await database.transact(async (transaction) => {
    await transaction.query('set local session_replication_role = replica')
    if (!changed) return transaction.query('delete from audit_log.entry where index = $1', [index])
    const { leaf, opening } = auditLog.box.commit(changed)
    return transaction.query(
      'update audit_log.entry set at = $2, digest = $3, leaf = $4, sealed = $5 where index = $1',
      [
        ...[index, changed.at, Buffer.from(changed.exchange?.digest ?? '', 'base64url')],
        ...[leaf, auditLog.box.seal(index, opening)],
      ],
    )
  })
}

function withDigest(entry: LogEntry): LogEntry {
  const { exchange } = entry
  return exchange
    ? { ...entry, exchange: { ...exchange, digest: Buffer.alloc(32, 7).toString('base64url') } }
    : entry
}

function aDayEarlier(entry: LogEntry): LogEntry {
  return { ...entry, at: new Date(Date.parse(entry.at) - 25 * 3_600_000).toISOString() }
}

async function erase(side: Side, correlationId: string): Promise<void> {
  const order = { correlationId, reason: 'erasure ordered', legalBasis: 'Act 1, article 9' }
  const actor = { id: `${side}-dpo`, role: 'dpo', organisation: `police-${side}` }
  await eraseByOrder(stage.peer(side).auditLog, order, actor)
}

const kindsOf = (name: Case): string[] =>
  (run.findings ?? [])
    .filter(({ correlationId }) => correlationId === exchanges[name])
    .map(({ kind }) => kind)

beforeAll(async () => {
  stage = await LogStage.open()
  const sent: [Case, string][] = []
  for (const name of cases) sent.push([name, await send()])
  // Every name of the list has been given its value.
  exchanges = Object.fromEntries(sent) as typeof exchanges
  for (const name of ['north', 'south'] as const) await stage.restart(name, { aheadMs: laterMs })
  await doctor('south', exchanges.lost)
  await doctor('south', exchanges.changed, withDigest)
  await doctor('south', exchanges.late, aDayEarlier)
  await doctor('north', exchanges.forgotten)
  await erase('south', exchanges.erased)
  for (const side of ['north', 'south'] as const) await erase(side, exchanges.erasedTwice)
  const { reconciliation } = stage.peer('north')
  const from = new Date(Date.now() - 3_600_000)
  run = await reconcile(reconciliation, { peerId: 'south', from }, new AbortController().signal)
})

afterAll(() => stage?.close())

describe('two peers that compare their logs over the wire', () => {
  test('find an entry that the other has lost', () => {
    expect(kindsOf('lost')).toEqual(['missing-there'])
  })

  test('find an entry that was changed in the other database: it contradicts, and is not in the public log', () => {
    expect(kindsOf('changed').toSorted()).toEqual(['contradicting', 'unfounded'])
  })

  test('find an entry that came too late, and that its time was changed afterwards', () => {
    expect(kindsOf('late')).toContain('late')
  })

  test('find an entry that this side has lost, and enter it as the other states it', async () => {
    expect(kindsOf('forgotten')).toEqual(['missing-here'])
    expect(run.repaired).toBe(1)
  })

  test('do not miss what was lawfully erased, on one side or on both, and say so', () => {
    expect([kindsOf('erased'), kindsOf('erasedTwice')]).toEqual([[], []])
    expect(run).toMatchObject({ compared: cases.length, erased: 2, missing: 2, contradicting: 1, late: 1 })
  })

  test('agree about what nobody touched, and raise an incident for each kind of the rest', async () => {
    expect(kindsOf('whole')).toEqual([])
    const kinds = (await stage.incidentsOf('north')).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'receipt-unfounded',
      'reconciliation-contradicting',
      'reconciliation-late',
      'reconciliation-missing',
    ])
  })
})
