import { setTimeout as pause } from 'node:timers/promises'

/**
 * Asks `perSecond` times a second whether or not answers have come. Time counts from when a question was due, so that a
 * server that stalls cannot hide the questions that it kept waiting.
 */
export async function openLoop(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  ask: (turn: number) => Promise<unknown>,
): Promise<{ milliseconds: number[]; perSecond: number }> {
  const milliseconds: number[] = []
  const pending: Promise<void>[] = []
  const startedAt = performance.now()
  for (let turn = 1; turn <= perSecond * seconds; turn += 1) {
    const dueAt = startedAt + ((turn - 1) / perSecond) * 1000
    const wait = dueAt - performance.now()
    if (wait > 0) await pause(wait)
    pending.push(
      ask(turn).then(() => {
        milliseconds.push(performance.now() - dueAt)
      }),
    )
  }
  await Promise.all(pending)
  return { milliseconds, perSecond: milliseconds.length / ((performance.now() - startedAt) / 1000) }
}
