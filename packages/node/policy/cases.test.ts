import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Context, EntityJson, TypeAndId } from '@cedar-policy/cedar-wasm/nodejs'
import { describe, expect, it } from 'vitest'
import { createPolicy } from './policy.ts'
import { policyRooms } from './policy-set.ts'

const folder = join(import.meta.dirname, '../../../policy')
const policy = createPolicy(folder)
const entities = readJson<EntityJson[]>('entities.json')

type Case = {
  decidedBy: string
  refusal?: string
  principal: TypeAndId
  action: TypeAndId
  resource: TypeAndId
  context: Context
}

const cases = globSync('*/{ALLOW,DENY}/*.json', { cwd: folder })
  .toSorted()
  .map((path) => ({
    path,
    room: dirname(dirname(path)),
    effect: basename(dirname(path)),
    says: basename(path, '.json').replaceAll('-', ' '),
    ...readJson<Case>(path),
  }))

describe.each(policyRooms)('policy/%s', (room) => {
  it.each(cases.filter((one) => one.room === room))('$effect: $says ($decidedBy)', (one) => {
    const { principal, action, resource, context } = one
    const decision = policy.decide({ principal, action, resource, context, entities })
    if (one.effect === 'ALLOW') return expect(decision).toEqual({ allowed: true, policy: one.decidedBy })
    expect(decision).toMatchObject({ allowed: false, refusal: { policy: one.decidedBy, code: one.refusal } })
  })

  it('has cases that are allowed and cases that are refused', () => {
    const effects = new Set(cases.filter((one) => one.room === room).map(({ effect }) => effect))
    expect([...effects]).toEqual(['ALLOW', 'DENY'])
  })
})

describe('every policy', () => {
  it.each(policy.notes)('$id has a sentence and decides at least one case', (note) => {
    expect(note.sentence).toMatch(/^[A-Z].*\.$/)
    expect(cases.filter(({ decidedBy }) => decidedBy === note.id)).not.toHaveLength(0)
  })

  it('lies in a folder that is on the list of rooms', () => {
    const found = globSync('*/policies.cedar', { cwd: folder }).map((path) => dirname(path))
    expect(found.toSorted()).toEqual(policyRooms.toSorted())
  })
})

function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as Value
}
