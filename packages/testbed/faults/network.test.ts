import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createExchangePair, type ExchangePair } from '../exchange/exchange-pair.ts'
import type { NetworkState } from '../exchange/faulty-network.ts'
import { judgePair, sound } from '../exchange/judge-pair.ts'
import { isLong } from './fault-form.ts'

let pair: ExchangePair

beforeEach(async () => {
  pair = await createExchangePair()
})

afterEach(() => pair.stop())

test(`nothing is lost or doubled while the network is cut, torn and slow ${isLong ? '40 times' : 'in turn'}`, async () => {
  const states: NetworkState[] = ['torn', 'cut', 'slow', 'torn']
  const turns = isLong ? 40 : states.length
  await Promise.all([pair.start('north'), pair.start('south')])
  pair.tell('north', { send: { to: 'south', clients: 8, text: 'a note over a bad line' } })
  for (let turn = 0; turn < turns; turn += 1) {
    await pause(300)
    pair.network.become(states[turn % states.length] ?? 'cut')
    await pause(700)
    pair.network.become('sound')
  }
  await pause(300)
  await pair.rest('north')
  const verdict = await judgePair(pair)
  expect(verdict).toMatchObject(sound)
  expect(verdict.accepted).toBeGreaterThan(100)
  const incidents = await pair.query<{ kind: string }>('north', 'select kind from incident.incident')
  expect(incidents.map(({ kind }) => kind)).toContain('peer-unreachable')
}, 300_000)
