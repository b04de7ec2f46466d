import { expect, it } from 'vitest'
import { after, ann, ben, cleo, first, hashOf, revoking, sign } from '../trust/test-lists.ts'
import { Findings, readTrustChain } from './index.ts'
import { verifyTrustChain } from './verify-trust.ts'

const second = after(first, { peers: revoking(first, 'south', '2026-02-01T00:00:00Z') })
const third = {
  ...second,
  version: 3,
  previous: hashOf(second),
  peers: revoking(second, 'north', '2026-02-02T00:00:00Z'),
}

const files = new Map([
  ['trust-list.json', await sign(third, cleo)],
  ['trust/2.json', await sign(second, ann)],
  ['trust/1.json', await sign(first, ann, ben)],
])

const placesWithout = async (...missing: string[]): Promise<string[]> => {
  const read = async (name: string) => (missing.includes(name) ? undefined : files.get(name))
  return (await readTrustChain('trust-list.json', { read })).map(({ place }) => place)
}

it('an emergency list comes with those before it, back to one that stands alone', async () => {
  expect(await placesWithout()).toEqual(['trust/1.json', 'trust/2.json', 'trust-list.json'])
  expect(await placesWithout('trust/1.json')).toEqual(['trust/2.json', 'trust-list.json'])
  expect(await placesWithout('trust-list.json')).toEqual([])
})

it('a whole list comes alone, unless the reader believes other operators', async () => {
  const read = async () => sign(first, ann, ben)
  expect(await readTrustChain('trust-list.json', { read })).toHaveLength(1)
  const later = new Map(files).set('trust-list.json', await sign(after(first), ann, ben))
  const options = { read: async (name: string) => later.get(name) }
  expect(await readTrustChain('trust-list.json', options)).toHaveLength(1)
  const operators = { quorum: 3, keys: [ann.entry, ben.entry, cleo.entry] }
  expect(await readTrustChain('trust-list.json', { ...options, operators })).toHaveLength(2)
})

it('a list that is none, or names itself as the one before, ends the reading', async () => {
  const read = async (name: string) => (name === 'trust-list.json' ? sign(second, ann) : 'nonsense')
  expect(await readTrustChain('trust-list.json', { read })).toHaveLength(1)
  const circle = async () => sign(second, ann)
  expect(await readTrustChain('trust-list.json', { read: circle })).toHaveLength(1)
})

it('the chain is believed when its quorum of operators is, and not without its beginning', async () => {
  const read = async (name: string) => files.get(name)
  const chain = await readTrustChain('trust-list.json', { operators: first.operators, read })
  const findings = new Findings()
  expect(verifyTrustChain(chain, first.operators, findings).map(({ version }) => version)).toEqual([1, 2, 3])
  expect(findings.failed).toBe(0)
  const alone = new Findings()
  expect(verifyTrustChain(chain.slice(1), first.operators, alone)).toEqual([])
  expect(alone.failed).toBe(1)
})
