/** `clients` ask one after the other, each as soon as it has its answer, until `seconds` are over. Milliseconds of each. */
export async function closedLoop(
  { clients, seconds }: { clients: number; seconds: number },
  ask: (turn: number) => Promise<unknown>,
): Promise<{ milliseconds: number[]; perSecond: number }> {
  const milliseconds: number[] = []
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  let turn = 0
  const client = async () => {
    while (performance.now() < until) {
      const askedAt = performance.now()
      turn += 1
      await ask(turn)
      milliseconds.push(performance.now() - askedAt)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { milliseconds, perSecond: milliseconds.length / ((performance.now() - startedAt) / 1000) }
}
