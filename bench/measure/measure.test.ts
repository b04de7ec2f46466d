import { expect, test } from 'vitest'
import { closedLoop } from './closed-loop.ts'
import { toLatencies } from './latencies.ts'
import { openLoop } from './open-loop.ts'
import { cpuSecondsOf, familyOf, memoryMbOf } from './processes.ts'

test('percentiles are by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1).reverse()
  expect(toLatencies(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 })
})

test('in an open loop a stall counts against every question that was due meanwhile', async () => {
  let isStalled = true
  const gate = new Promise<void>((resolve) => setTimeout(resolve, 300))
  const { milliseconds } = await openLoop({ perSecond: 50, seconds: 0.4 }, async () => {
    if (isStalled) await gate
    isStalled = false
  })
  expect(milliseconds).toHaveLength(20)
  expect(toLatencies(milliseconds).p50).toBeGreaterThan(30)
})

test('in a closed loop each client waits for its answer', async () => {
  let asking = 0
  let most = 0
  await closedLoop({ clients: 3, seconds: 0.1 }, async () => {
    asking += 1
    most = Math.max(most, asking)
    await new Promise((resolve) => setTimeout(resolve, 5))
    asking -= 1
  })
  expect(most).toBe(3)
})

test('the own process has used CPU and memory and has itself in its family', () => {
  expect(cpuSecondsOf(process.pid)).toBeGreaterThan(0)
  expect(memoryMbOf(process.pid)).toBeGreaterThan(10)
  expect(familyOf(process.pid)[0]).toBe(process.pid)
})
