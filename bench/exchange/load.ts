import { setTimeout as pause } from 'node:timers/promises'
import { closedLoop } from '../measure/closed-loop.ts'
import type { LoadOutcome } from './peer-order.ts'

export type Load = {
  settled: (messageId: string) => void
  run: (
    wanted: { seconds: number; clients: number; perSecond?: number },
    send: () => Promise<{ messageId: string }>,
  ) => Promise<LoadOutcome>
}

/** Sends messages for some time and waits until each has its receipt. */
export function createLoad(): Load {
  const waiting = new Map<string, () => void>()
  const early = new Set<string>()
  const settled = (messageId: string): void => {
    const resolve = waiting.get(messageId)
    if (resolve) resolve()
    else early.add(messageId)
    waiting.delete(messageId)
  }
  const arrival = (messageId: string): Promise<void> =>
    early.delete(messageId) ? Promise.resolve() : new Promise((resolve) => waiting.set(messageId, resolve))
  return {
    settled,
    run: async ({ seconds, clients, perSecond }, send) => {
      const milliseconds: number[] = []
      const tenths = new Array<number>(10).fill(0)
      let sent = 0
      const startedAt = performance.now()
      const until = startedAt + seconds * 1000
      const one = async (dueAt: number): Promise<void> => {
        sent += 1
        await arrival((await send()).messageId)
        const now = performance.now()
        milliseconds.push(now - dueAt)
        const tenth = Math.floor(((now - startedAt) / (seconds * 1000)) * 10)
        if (tenth < 10) tenths[tenth] = (tenths[tenth] ?? 0) + 1
      }
      if (perSecond === undefined) {
        const client = async (): Promise<void> => {
          while (performance.now() < until) await one(performance.now())
        }
        await Promise.all(Array.from({ length: clients }, client))
      } else await openLoad({ startedAt, until, perSecond }, one)
      const took = (performance.now() - startedAt) / 1000
      const perSecondOfEachTenth = tenths.map((count) => Math.round(count / (seconds / 10)))
      return { sent, settled: milliseconds.length, seconds: took, milliseconds, perSecondOfEachTenth }
    },
  }
}

/** A constant rate, whether or not receipts have come; time counts from when a message was due. */
async function openLoad(
  { startedAt, until, perSecond }: { startedAt: number; until: number; perSecond: number },
  one: (dueAt: number) => Promise<void>,
): Promise<void> {
  const pending = new Set<Promise<void>>()
  for (let turn = 0; ; turn += 1) {
    const dueAt = startedAt + (turn / perSecond) * 1000
    if (dueAt >= until) break
    const wait = dueAt - performance.now()
    if (wait > 1) await pause(wait)
    const under = one(dueAt).finally(() => pending.delete(under))
    pending.add(under)
  }
  await Promise.all(pending)
}

/** The same closed load where a message is done when its answer is there. */
export async function runPlain(
  { seconds, clients }: { seconds: number; clients: number },
  send: () => Promise<void>,
): Promise<LoadOutcome> {
  const { milliseconds, perSecond } = await closedLoop({ clients, seconds }, send)
  const count = milliseconds.length
  return { sent: count, settled: count, seconds: count / perSecond, milliseconds, perSecondOfEachTenth: [] }
}
