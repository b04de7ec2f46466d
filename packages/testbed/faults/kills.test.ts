import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createExchangePair, type ExchangePair, type PeerName } from '../exchange/exchange-pair.ts'
import { judgePair } from '../exchange/judge-pair.ts'
import type { DeathPoint } from '../exchange/peer-order.ts'
import { isLong } from './fault-form.ts'

const kills = isLong ? 200 : 6

/** Every step between the acceptance of a message and its receipt, and who dies there. */
const steps: readonly [PeerName, DeathPoint, string][] = [
  ['north', 'sealed', 'the sender has sealed a message and not kept it'],
  ['north', 'accepted', 'the sender has kept a message and not sent it'],
  ['north', 'signed', 'the sender is about to send'],
  ['south', 'arrived', 'the receiver believes a message and has not begun to keep it'],
  ['south', 'handling', 'the receiver is in the midst of the effect'],
  ['south', 'receipt-signed', 'the receiver has signed a receipt and not committed'],
  ['south', 'committed', 'the receiver has committed and not answered'],
  ['north', 'receipted', 'the sender has the receipt and has not kept it'],
]
const shortSteps: readonly DeathPoint[] = ['signed', 'committed', 'receipted']

let pair: ExchangePair

beforeEach(async () => {
  pair = await createExchangePair()
})

afterEach(() => pair.stop())

const sound = { lost: 0, duplicated: 0, invented: 0, contradicting: 0 }
const load = { send: { to: 'south', clients: 8, text: 'a note under load' } }

test.each(steps.filter(([, point]) => isLong || shortSteps.includes(point)))(
  'nothing is lost or doubled when %s dies at the step "%s": %s',
  async (name, dieAt) => {
    const other = name === 'north' ? 'south' : 'north'
    await Promise.all([pair.start(name, { dieAt }), pair.start(other)])
    pair.tell('north', load)
    await pair.ended(name)
    await pair.start(name)
    if (name === 'north') pair.tell('north', load)
    await pause(500)
    await pair.rest('north')
    const verdict = await judgePair(pair)
    expect(verdict).toMatchObject(sound)
    expect(verdict.sent).toBeGreaterThan(20)
  },
  120_000,
)

test(`nothing is lost or doubled when peers are killed ${kills} times under load`, async () => {
  await Promise.all([pair.start('north'), pair.start('south')])
  pair.tell('north', load)
  for (let turn = 0; turn < kills; turn += 1) {
    await pause(100 + Math.random() * 500)
    const name = Math.random() < 0.5 ? 'north' : 'south'
    await pair.kill(name)
    await pair.start(name)
    if (name === 'north') pair.tell('north', load)
  }
  await pause(300)
  await pair.rest('north')
  const verdict = await judgePair(pair, 120_000)
  expect(verdict).toMatchObject(sound)
  expect(verdict.accepted).toBeGreaterThan(kills * 5)
}, 1_800_000)
