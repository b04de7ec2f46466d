import { setTimeout as pause } from 'node:timers/promises'
import type { Receipt } from '@isthmus/contract'
import { leafHash } from '@isthmus/protocol/log'
import type { ExchangePair, PeerName } from './exchange-pair.ts'
import { verifyLog } from './verify-log.ts'

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
  /** Accepted and not delivered in time: their state, latest fault and attempts; ten at most. */
  unsettled: readonly string[]
  /** Logs of the two that verify from the first entry to the last. */
  logsVerified: number
}

/** What a verdict says when nothing went wrong. */
export const sound = {
  ...{ lost: 0, duplicated: 0, invented: 0, contradicting: 0 },
  ...{ logsVerified: 2, unsettled: [] },
} as const satisfies Partial<PairVerdict>

type Outgoing = { id: string; state: string; receipt: string | null; told: string }
type Incoming = { id: string; receipt: string; notes: number }
type Entry = { index: string; leaf: Buffer; digest: string }

/** Waits until every message has arrived, and compares both sides. */
export async function judgePair(pair: ExchangePair, withinMs = 60_000): Promise<PairVerdict> {
  await waitUntilQuiet(pair, withinMs)
  const outbox = await pair.query<Outgoing>(
    'north',
    `select message_id as id, state, receipt,
            concat_ws(' ', state, fault, 'after', attempts, 'attempts, due', next_attempt_at - now()) as told
       from exchange.outbox`,
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
  const places = new Set(entries.map((entry) => `${entry.index} ${entry.digest} ${toLeafHash(entry)}`))
  const isWellReceipted = ({ receipt, id }: Outgoing): boolean => {
    const theirs = received.get(id)
    if (!receipt || !theirs) return false
    const { log, digest } = JSON.parse(receipt) as Receipt
    const isSame = JSON.stringify(JSON.parse(receipt)) === JSON.stringify(JSON.parse(theirs.receipt))
    return isSame && places.has(`${log.index} ${digest} ${log.leafHash}`)
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
    contradicting: outbox.filter((row) => row.state === 'delivered' && !isWellReceipted(row)).length,
    unsettled: outbox
      .filter(({ state }) => state !== 'delivered')
      .map(({ told }) => told)
      .slice(0, 10),
    logsVerified: (await verifyLog(pair, 'north')) + (await verifyLog(pair, 'south')),
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

function listEntries(pair: ExchangePair, name: PeerName, event: string): Promise<Entry[]> {
  return pair.query<Entry>(
    name,
    `select index, leaf, translate(rtrim(encode(digest, 'base64'), '='), '+/', '-_') as digest
       from audit_log.entry where event = '${event}'`,
  )
}

function toLeafHash({ leaf }: Entry): string {
  return Buffer.from(leafHash(leaf)).toString('base64url')
}

function countRepeated(entries: readonly Entry[]): number {
  return entries.length - new Set(entries.map(({ digest }) => digest)).size
}
