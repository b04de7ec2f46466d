import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createExchangePair, type ExchangePair, type PeerName } from '../exchange/exchange-pair.ts'
import { judgePair, sound } from '../exchange/judge-pair.ts'
import type { DeathPoint } from '../exchange/peer-order.ts'
import { createRandom, isLong, seed, times, toRepeat } from './fault-form.ts'

/** ISTHMUS_FAULTS_PARTS names those that run, such as `1,2`; all of them when absent. */
const parts = Array.from({ length: times(1, 8) }, (_, at) => at + 1).filter((part) =>
  (process.env.ISTHMUS_FAULTS_PARTS ?? String(part)).split(',').includes(String(part)),
)
const killsOfPart = times(6, 26)

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

/** Kills a running peer out of nowhere, and half of the times once more at a step; gives how often it died. */
async function killOnce(random: () => number): Promise<number> {
  const [name, dieAt] = steps[Math.floor(random() * steps.length)] ?? []
  if (!name || !dieAt) return 0
  const isAtStep = random() < 0.5
  await pause(100 + random() * 500)
  await pair.kill(name)
  if (isAtStep) {
    // What waited may bring it to that step before it says that it is ready; a step that is not reached is no death.
    await pair.start(name, { dieAt }).catch(() => {})
    if (name === 'north') pair.tell('north', load)
    await Promise.race([pair.ended(name), pause(3_000)])
    await pair.kill(name)
  }
  await pair.start(name)
  if (name === 'north') pair.tell('north', load)
  return isAtStep ? 2 : 1
}

test.each(parts)(
  `nothing is lost or doubled when peers are killed ${killsOfPart} times under load, part %d of seed ${seed}`,
  async (part) => {
    const random = createRandom(seed + part)
    await Promise.all([pair.start('north'), pair.start('south')])
    pair.tell('north', load)
    for (let deaths = 0; deaths < killsOfPart; ) deaths += await killOnce(random)
    await pause(300)
    await pair.rest('north')
    const verdict = await judgePair(pair, 120_000)
    const repeat = `ISTHMUS_FAULTS_PARTS=${part} ${toRepeat('kills')}`
    expect(verdict, `again: ${repeat}`).toMatchObject(sound)
    expect(verdict.accepted, `again: ${repeat}`).toBeGreaterThan(killsOfPart * 5)
    const incidents = await pair.query<{ kind: string }>('north', 'select kind from incident.incident')
    expect(incidents.map(({ kind }) => kind)).toContain('peer-unreachable')
  },
  900_000,
)
