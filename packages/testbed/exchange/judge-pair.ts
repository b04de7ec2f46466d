import { setTimeout as pause } from 'node:timers/promises'
import type { Receipt } from '@isthmus/contract'
import type { ExchangePair } from './exchange-pair.ts'

/** What both databases say when nothing waits any more; every number but the first two must be 0. */
export type PairVerdict = {
  accepted: number
  sent: number
  /** Acknowledged to the sender, and not in its outbox, or not in the receiver's inbox. */
  lost: number
  /** More than one effect, or more than one entry in a log, for one message. */
  duplicated: number
  /** In the inbox without having been sent, or without an entry. */
  invented: number
  /** Sent and received, but the receipts of both sides differ, or do not name the entry of the receiver's log. */
  contradicting: number
}

type Outgoing = { id: string; state: string; receipt: string | null }
type Incoming = { id: string; receipt: string; notes: number }
type Entry = { index: string; event: string; digest: string }

/** Waits until every message has arrived, and compares both sides. */
export async function judgePair(pair: ExchangePair, withinMs = 60_000): Promise<PairVerdict> {
  await waitUntilQuiet(pair, withinMs)
  const outbox = await pair.query<Outgoing>(
    'north',
    'select message_id as id, state, receipt from exchange.outbox',
  )
  const inbox = await pair.query<Incoming>(
    'south',
    `select message_id as id, receipt,
            (select count(*)::int from exchange.note n where n.message_id = i.message_id) as notes
       from exchange.inbox i`,
  )
  const received = new Map(inbox.map((row) => [row.id, row]))
  const sent = new Map(outbox.map((row) => [row.id, row]))
  const entries = await listEntries(pair, 'south', 'exchange.received')
  const places = new Set(entries.map(({ index, digest }) => `${index} ${digest}`))
  const isWellReceipted = ({ receipt, id }: Outgoing): boolean => {
    const theirs = received.get(id)
    if (!receipt || !theirs) return false
    const { log, digest } = JSON.parse(receipt) as Receipt
    const isSame = JSON.stringify(JSON.parse(receipt)) === JSON.stringify(JSON.parse(theirs.receipt))
    return isSame && places.has(`${log.index} ${digest}`)
  }
  return {
    accepted: pair.accepted.size,
    sent: outbox.length,
    lost: [...pair.accepted].filter((id) => !sent.has(id) || !received.has(id)).length,
    duplicated:
      inbox.filter(({ notes }) => notes > 1).length +
      countRepeated(entries) +
      countRepeated(await listEntries(pair, 'north', 'exchange.sent')),
    invented:
      inbox.filter(({ id, notes }) => !sent.has(id) || notes < 1).length +
      Math.abs(entries.length - inbox.length),
    contradicting: outbox.filter((row) => row.state !== 'delivered' || !isWellReceipted(row)).length,
  }
}

async function waitUntilQuiet(pair: ExchangePair, withinMs: number): Promise<void> {
  const until = Date.now() + withinMs
  for (;;) {
    const [row] = await pair.query<{ waiting: number }>(
      'north',
      `select count(*)::int as waiting from exchange.outbox where state = 'waiting'`,
    )
    if (row?.waiting === 0 || Date.now() > until) return
    await pause(200)
  }
}

function listEntries(pair: ExchangePair, name: 'north' | 'south', event: string): Promise<Entry[]> {
  return pair.query<Entry>(
    name,
    `select index, event, translate(rtrim(encode(digest, 'base64'), '='), '+/', '-_') as digest
       from audit_log.entry where event = '${event}'`,
  )
}

function countRepeated(entries: readonly Entry[]): number {
  return entries.length - new Set(entries.map(({ digest }) => digest)).size
}
