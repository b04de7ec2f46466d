import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ActorStatement, hasShape, type Organisation, operations, schemas } from '@isthmus/contract'
import { faultOf } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decisionFailed, notForeseen } from './decision.ts'
import { PolicyError, type PolicyPeer, type PolicySource } from './index.ts'
import { actionOf } from './operation-actions.ts'
import { createPolicy, purposes, type StatedQuestion } from './policy.ts'

const folder = join(import.meta.dirname, '../../../policy')
const policy = createPolicy(folder)

const police = organisation('police-gr', 'police', 'LED')
const shelter = organisation('shelter', 'ngo', 'GDPR')
const officer = actor('officer', police)
const caseworker = actor('caseworker', shelter)
const thisPeer: PolicyPeer = { id: 'peer-a', owner: police.id }
const investigation: StatedQuestion = {
  purpose: 'criminal-investigation',
  legalBasis: 'Code of Criminal Procedure, article 251',
  caseReference: 'CASE-2026-014',
}
const register: PolicySource = {
  id: 'wanted-persons',
  owner: police.id,
  regime: 'LED',
  modes: ['open'],
  purposes: ['criminal-investigation', 'missing-person'],
}

describe('a search', () => {
  it('is allowed to an officer with purpose, legal basis and case, and names the policy that allowed it', () => {
    expect(policy.maySearch(officer, police, investigation)).toEqual({
      allowed: true,
      policy: 'officer-asks',
    })
    expect(policy.maySearch(officer, police, { ...investigation, batch: true }).allowed).toBe(true)
  })

  it.each([
    ['LEGAL_BASIS_MISSING', { legalBasis: ' \t\u00a0 ' }],
    ['CASE_REFERENCE_MISSING', { caseReference: '  ' }],
  ])('is refused with %s when only white space is stated', (code, change) => {
    expect(policy.maySearch(officer, police, { ...investigation, ...change })).toMatchObject({
      refusal: { code },
    })
  })

  it('is refused when the officer is stated to act for an organisation that is not the one at hand', () => {
    const decision = policy.maySearch({ ...officer, organisation: 'another' }, police, investigation)
    expect(decision).toMatchObject({
      allowed: false,
      refusal: { code: 'DECISION_FAILED', policy: 'default-deny' },
    })
  })

  it('may be made for exactly the purposes of the regime and the role', () => {
    expect(policy.purposesOf(officer, police)).toEqual([
      'criminal-investigation',
      'threat-prevention',
      'border-control',
      'missing-person',
    ])
    expect(policy.purposesOf(caseworker, shelter)).toEqual([
      'asylum-procedure',
      'missing-person',
      'child-protection',
      'humanitarian-care',
    ])
    expect(policy.purposesOf(actor('dpo', police), police)).toEqual([])
  })

  it('knows the same purposes as the contract', () => {
    expect(purposes).toEqual(schemas.Purpose.enum)
  })
})

describe('an answer', () => {
  it('shows what the record holds only to its own organisation, through its own peer', () => {
    const asked = { ...investigation, actor: officer, organisation: police }
    const mayShow = (throughOwnPeer: boolean, source = register) =>
      policy.mayShowHeld({ ...asked, throughOwnPeer }, source)
    expect(mayShow(true)).toEqual({ allowed: true, policy: 'own-records-shown' })
    expect(mayShow(false)).toMatchObject({ allowed: false, refusal: { code: 'NOT_FORESEEN' } })
    expect(mayShow(true, { ...register, owner: 'police-it' })).toMatchObject({ allowed: false })
  })

  it('is given by a source of the same world', () => {
    const asked = { ...investigation, actor: officer, organisation: police }
    expect(policy.mayAnswer(asked, register)).toEqual({ allowed: true, policy: 'source-answers' })
  })

  it('is refused across the gate, with the reason and who can unblock it', () => {
    const asked = {
      ...investigation,
      purpose: 'missing-person' as const,
      actor: caseworker,
      organisation: shelter,
    }
    const decision = policy.mayAnswer(asked, register)
    expect(decision).toMatchObject({
      refusal: { code: 'GATE_BETWEEN_REGIMES', policy: 'gate-between-regimes' },
    })
    if (decision.allowed) throw new Error('the gate stood open')
    expect(decision.refusal.unblock).toMatch(/data-protection officer.*signed protocol.*referral/s)
  })

  it('is refused for every purpose and mode when the source lists none', () => {
    const asked = { ...investigation, actor: officer, organisation: police }
    expect(policy.mayAnswer(asked, { ...register, purposes: [] })).toMatchObject({
      refusal: { code: 'PURPOSE_NOT_ANSWERED' },
    })
    expect(policy.mayAnswer({ ...asked, mode: 'blind' }, register)).toMatchObject({
      refusal: { code: 'MODE_NOT_ANSWERED' },
    })
  })

  it('never passes from a law-enforcement source to the other world, whatever is asked', () => {
    const kinds = fc.constantFrom(
      ...schemas.Organisation.properties.kind.enum.map((kind) => kind as Organisation['kind']),
    )
    fc.assert(
      fc.property(
        kinds,
        fc.constantFrom(...purposes),
        fc.string(),
        fc.string(),
        (kind, purpose, legalBasis, caseReference) => {
          const asker = organisation('asker', kind, 'GDPR')
          const asked = {
            purpose,
            legalBasis,
            caseReference,
            actor: actor('caseworker', asker),
            organisation: asker,
          }
          expect(policy.mayAnswer(asked, { ...register, purposes }).allowed).toBe(false)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('the operations of the contract', () => {
  it.each(operations)('$name stands behind an action of the schema', ({ name }) => {
    const action = actionOf(name)
    expect(action).toBeDefined()
    const schema = readFileSync(join(folder, 'peer.cedarschema'), 'utf8')
    expect(schema).toContain(`namespace ${action?.type.split('::')[0]} {`)
    expect(schema).toMatch(new RegExp(`action [^;]*"${action?.id}"`))
  })

  it.each(['search.drop', 'toString', '__proto__', ''])(
    'refuse one that nobody foresaw: "%s"',
    (operation) => {
      expect(actionOf(operation)).toBeUndefined()
      expect(policy.mayPerform(officer, police, { operation, peer: thisPeer })).toMatchObject({
        allowed: false,
        refusal: { code: 'NOT_FORESEEN', policy: 'default-deny' },
      })
    },
  )

  it('refuse a search of which the question is not shown to the policies', () => {
    expect(policy.mayPerform(officer, police, { operation: 'search.ask', peer: thisPeer }).allowed).toBe(
      false,
    )
    const act = { operation: 'search.ask', peer: thisPeer, question: investigation }
    expect(policy.mayPerform(officer, police, act).allowed).toBe(true)
  })

  it('let only operators of the owner manage sources', () => {
    const act = { operation: 'source.connect', peer: thisPeer }
    expect(policy.mayPerform(actor('operator', police), police, act).allowed).toBe(true)
    expect(policy.mayPerform(officer, police, act)).toMatchObject({
      refusal: { code: 'OPERATORS_ONLY' },
    })
    expect(policy.mayPerform(actor('operator', shelter), shelter, act)).toMatchObject({
      refusal: { code: 'NOT_THE_OWNER' },
    })
  })

  it('let everyone who is signed in, and every peer, read the catalogue', () => {
    expect(policy.mayReadCatalogue(caseworker, shelter).allowed).toBe(true)
    expect(policy.mayTellCatalogue({ id: 'peer-b', owner: shelter.id }, thisPeer).allowed).toBe(true)
  })
})

describe('a refusal', () => {
  const refusals = [...policy.notes.map(({ refusal }) => refusal), notForeseen, decisionFailed]

  it('is given, and never an exception, whatever strings are stated', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', '"; permit(principal,action,resource);', '\0'),
    )
    fc.assert(
      fc.property(hostile, hostile, hostile, (pseudonym, purpose, legalBasis) => {
        const question = { ...investigation, purpose: purpose as 'border-control', legalBasis }
        const decision = policy.maySearch({ ...officer, pseudonym }, police, question)
        if (decision.allowed) throw new Error('a purpose that does not exist was allowed')
        expect(
          hasShape('SearchAnswer', {
            sourceId: 'source',
            subject: 0,
            state: 'refused',
            hits: [],
            refusal: decision.refusal,
          }),
        ).toBe(true)
        // The words are ours: nothing that was stated comes back.
        expect(refusals).toContainEqual(decision.refusal)
      }),
      { numRuns: 300 },
    )
  })

  it('fits the contract in every policy', () => {
    for (const { refusal } of policy.notes) {
      if (refusal === undefined) continue
      expect(
        hasShape('SearchAnswer', { sourceId: 'source', subject: 0, state: 'refused', hits: [], refusal }),
      ).toBe(true)
    }
  })
})

describe('a policy folder', () => {
  let copy = ''
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'policy-'))
    cpSync(folder, copy, { recursive: true })
  })
  afterEach(() => rmSync(copy, { recursive: true }))

  const written = (text: string): unknown => {
    writeFileSync(join(copy, 'peer/policies.cedar'), text)
    return refusalOf(() => createPolicy(copy))
  }
  const sound =
    '@id("one-more") @sentence("One more.") permit(principal is Officer, action == Session::Action::"get", resource is Peer)'

  it('that is not there is named', () => {
    expect(refusalOf(() => createPolicy(join(copy, 'nowhere')))).toMatchObject({
      code: 'POLICY_UNREADABLE',
      message: 'policy/peer.cedarschema cannot be read',
    })
  })

  it('with a syntax error is refused with file and line', () => {
    expect(written(`\n\n${sound} whenever { true };`)).toMatchObject({
      code: 'POLICY_INVALID',
      message: expect.stringMatching(/^policy\/peer\/policies.cedar, line 3: /),
    })
  })

  it('with a misspelt purpose, role or action is refused with the policy and the place', () => {
    expect(written(`${sound} when { principal.role == Role::"oficer" };`)).toMatchObject({
      code: 'POLICY_INVALID',
      message: expect.stringContaining('policy/peer/policies.cedar, one-more'),
    })
    expect(written(sound.replace('"get"', '"got"').concat(';'))).toMatchObject({ code: 'POLICY_INVALID' })
  })

  it.each([
    ['has no @id', sound.replace('@id("one-more")', '')],
    ['has no sentence', sound.replace('@sentence("One more.")', '')],
    ['has the @id of another', sound.replace('one-more', 'officer-asks')],
    ['forbids without saying why and who can unblock it', sound.replace('permit', 'forbid')],
  ])('with a policy that %s is refused', (_, text) => {
    expect(written(`${text};`)).toMatchObject({ code: 'POLICY_UNDESCRIBED' })
  })
})

function organisation(id: string, kind: Organisation['kind'], regime: Organisation['regime']): Organisation {
  return { id, name: id, kind, regime, country: 'GR', contact: 'duty desk' }
}

function actor(role: ActorStatement['role'], { id }: Organisation): ActorStatement {
  return { pseudonym: 'AAAAAAAAAAAAAAAAAAAAAA', role, organisation: id }
}

const refusalOf = (act: () => unknown): PolicyError => faultOf(PolicyError, act)
