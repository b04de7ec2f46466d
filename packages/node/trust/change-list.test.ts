import type { Organisation, TrustList, TrustProposal } from '@isthmus/contract'
import { listDifferences } from '@isthmus/protocol/trust'
import { describe, expect, it } from 'vitest'
import { TrustError } from './errors.ts'
import { toNextList } from './next-list.ts'
import { toFirstList } from './test-sites.ts'

const now = new Date('2026-06-01T00:00:00Z')
const key = { id: 'A'.repeat(16), name: 'Dora', key: 'A'.repeat(43) }

const police: Organisation = {
  ...{ id: 'police', name: 'Police', kind: 'police', regime: 'LED', country: 'GR', contact: 'x' },
  dataProtectionOfficer: { name: 'Officer', email: 'dpo@police.example' },
  registration: { register: 'Gazette', number: '1' },
  accreditation: { by: 'Board', reference: '1', expiresAt: '2030-01-01T00:00:00Z' },
  contacts: [{ for: 'requests', email: 'desk@police.example' }],
  languages: ['el', 'en'],
}

const current: TrustList = {
  ...toFirstList((id) => `https://${id}.example`, now),
  organisations: [police],
  witnesses: { required: 1, peers: ['north', 'south'] },
}

const next = (proposal: TrustProposal): TrustList =>
  toNextList({ current, hash: 'A'.repeat(43), now, listDays: 365 }, proposal)

function codeOf(proposal: TrustProposal): string {
  try {
    next(proposal)
    return 'made'
  } catch (fault) {
    if (fault instanceof TrustError) return fault.code
    throw fault
  }
}

const changes = (proposal: TrustProposal) =>
  listDifferences(current, next(proposal)).filter(({ kind }) => kind !== 'expiry-changed')

describe('a draft that changes an organisation', () => {
  it('shows each value that differs, with its place, what it was and what it becomes', () => {
    const organisation: Organisation = {
      ...police,
      dataProtectionOfficer: { name: 'Another', email: 'dpo@police.example', telephone: '112' },
      accreditation: { by: 'Board', reference: '1', expiresAt: '2032-01-01T00:00:00Z' },
      contacts: [
        { for: 'requests', email: 'new@police.example' },
        { for: 'incidents', telephone: '113' },
      ],
      languages: ['en', 'el', 'it'],
    }
    const about = { kind: 'organisation-changed', subject: 'police', name: 'Police' }
    expect(changes({ kind: 'change-organisation', organisation })).toEqual([
      { ...about, fields: ['dataProtectionOfficer', 'name'], from: 'Officer', to: 'Another' },
      { ...about, fields: ['dataProtectionOfficer', 'telephone'], to: '112' },
      {
        ...about,
        fields: ['accreditation', 'expiresAt'],
        from: '2030-01-01T00:00:00Z',
        to: '2032-01-01T00:00:00Z',
      },
      { ...about, fields: ['contacts', '1', 'email'], from: 'desk@police.example', to: 'new@police.example' },
      { ...about, fields: ['contacts', '2', 'for'], to: 'incidents' },
      { ...about, fields: ['contacts', '2', 'telephone'], to: '113' },
      { ...about, fields: ['languages'], to: 'it' },
    ])
  })

  it('hides nothing: another order and an empty list are changes, too', () => {
    const reordered = { ...police, languages: ['en', 'el'] }
    expect(changes({ kind: 'change-organisation', organisation: reordered })).toMatchObject([
      { fields: ['languages'], from: 'el, en', to: 'en, el' },
    ])
    const { contacts: _none, ...fewer } = police
    expect(changes({ kind: 'change-organisation', organisation: fewer })).toHaveLength(2)
  })

  it('takes nothing away that it must have, and may mend what it lacked', () => {
    const { dataProtectionOfficer: _none, ...without } = police
    expect(codeOf({ kind: 'change-organisation', organisation: without })).toBe('REQUEST_NOT_ADMISSIBLE')
    const lacking = { ...current, organisations: [without] }
    const mended = { ...without, contact: 'y' }
    const parts = { current: lacking, hash: 'A'.repeat(43), now, listDays: 365 }
    expect(toNextList(parts, { kind: 'change-organisation', organisation: mended }).organisations).toEqual([
      mended,
    ])
  })

  it('adds one that a peer is to host, and no other', () => {
    const organisation = { ...police, id: 'coast', name: 'Coast' }
    expect(changes({ kind: 'change-organisation', organisation, host: 'south' })).toEqual([
      { kind: 'organisation-added', subject: 'coast', name: 'Coast' },
      { kind: 'peer-changed', subject: 'south', name: 'south', fields: ['hosts'], to: 'coast' },
    ])
    for (const host of [undefined, 'nobody'])
      expect(codeOf({ kind: 'change-organisation', organisation, ...(host ? { host } : {}) })).toBe(
        'DRAFT_IMPOSSIBLE',
      )
  })

  it('is none when nothing differs, or nothing is said', () => {
    expect(codeOf({ kind: 'change-organisation', organisation: police })).toBe('DRAFT_IMPOSSIBLE')
    expect(codeOf({ kind: 'change-organisation' })).toBe('DRAFT_IMPOSSIBLE')
  })
})

describe('a draft that changes the operators', () => {
  it('shows who comes, who leaves and what the quorum becomes', () => {
    const [leaving] = current.operators.keys
    const operators = { quorum: 1, emergencyQuorum: 1, keys: [key] }
    expect(changes({ kind: 'change-operators', operators })).toEqual([
      { kind: 'operator-added', subject: key.id, name: 'Dora' },
      { kind: 'operator-removed', subject: leaving?.id, name: leaving?.name },
    ])
    const more = { quorum: 2, emergencyQuorum: 1, keys: [...current.operators.keys, key] }
    expect(changes({ kind: 'change-operators', operators: more })).toContainEqual({
      ...{ kind: 'quorum-changed', from: '1/1, 1', to: '2/2, 1' },
    })
  })

  it('is none when nobody differs, or nobody is named', () => {
    expect(codeOf({ kind: 'change-operators', operators: current.operators })).toBe('DRAFT_IMPOSSIBLE')
    expect(codeOf({ kind: 'change-operators' })).toBe('DRAFT_IMPOSSIBLE')
  })
})

describe('a draft that changes the witnesses', () => {
  it('shows both, and wants no more cosignatures than others can give', () => {
    const witnesses = { required: 1, peers: ['south', 'north'] }
    expect(changes({ kind: 'change-witnesses', witnesses })).toEqual([
      { kind: 'witnesses-changed', from: '1: north, south', to: '1: south, north' },
    ])
    expect(codeOf({ kind: 'change-witnesses', witnesses: { required: 2, peers: ['north', 'south'] } })).toBe(
      'DRAFT_IMPOSSIBLE',
    )
    expect(codeOf({ kind: 'change-witnesses', witnesses: { required: 1, peers: ['north'] } })).toBe(
      'DRAFT_IMPOSSIBLE',
    )
    expect(codeOf({ kind: 'change-witnesses', witnesses: { required: 1, peers: ['north', 'south'] } })).toBe(
      'DRAFT_IMPOSSIBLE',
    )
    expect(codeOf({ kind: 'change-witnesses' })).toBe('DRAFT_IMPOSSIBLE')
  })

  it('is not needed when a witness leaves: never more are wanted than are left', () => {
    expect(next({ kind: 'remove', peer: 'south' }).witnesses).toEqual({ required: 0, peers: ['north'] })
  })
})
