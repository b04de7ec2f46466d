import type { Person } from '@isthmus/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterLinks, type Link, linkageKeysOf } from './index.ts'

const link = (a: number, b: number, bits: number): Link => ({ a, b, bits })

describe('groups of linked records', () => {
  it('hold all records that know one another, smallest first', () => {
    const links = [link(7, 3, 9), link(3, 5, 8), link(5, 7, 6), link(1, 2, 4)]
    expect(clusterLinks(links)).toEqual([
      [1, 2],
      [3, 5, 7],
    ])
  })

  it('leave alone who is linked to nobody by more than even odds', () => {
    expect(clusterLinks([link(1, 2, -3), link(3, 4, 0)])).toEqual([])
  })

  it('are not joined into one by a single wrong link', () => {
    const family = (from: number) => [0, 1, 2].flatMap((i) => [link(from + i, from + ((i + 1) % 3), 12)])
    const links = [...family(0), ...family(10), link(0, 10, 6), link(1, 11, -5), link(2, 12, -5)]
    expect(clusterLinks(links)).toEqual([
      [0, 1, 2],
      [10, 11, 12],
    ])
  })

  it('take in a poor record that most of the others know', () => {
    const links = [
      link(1, 2, 12),
      link(2, 3, 12),
      link(1, 3, 12),
      link(1, 9, 3),
      link(2, 9, -2),
      link(3, 9, 4),
    ]
    expect(clusterLinks(links)).toEqual([[1, 2, 3, 9]])
  })

  it('hold one record of each source where the sources hold nobody twice: the better one', () => {
    const sideOf = (record: number) => (record < 100 ? 0 : 1)
    const links = [link(1, 101, 9), link(1, 102, 5), link(2, 102, 1)]
    expect(clusterLinks(links, { sideOf })).toEqual([
      [1, 101],
      [2, 102],
    ])
    expect(clusterLinks([link(1, 2, 20)], { sideOf })).toEqual([])
  })

  it('never hold two records that were judged different, however much others speak for both', () => {
    const links = [link(0, 1, 20), link(1, 2, 20), { ...link(0, 2, 15), judged: 'different' as const }]
    expect(clusterLinks(links)).toEqual([[0, 1]])
    expect(clusterLinks([{ ...link(0, 2, 15), judged: 'different' }])).toEqual([])
    expect(clusterLinks([...links, { ...link(1, 2, -9), judged: 'same' }])).toEqual([[1, 2]])
  })

  it('hold together what was judged to be one person, however few bits speak for it', () => {
    const judged = { ...link(0, 2, -9), judged: 'same' as const }
    expect(clusterLinks([judged])).toEqual([[0, 2]])
    expect(clusterLinks([judged, link(2, 3, 12), link(0, 3, 8), link(1, 3, -5)])).toEqual([[0, 2, 3]])
  })

  const links = fc.array(
    fc.record({
      a: fc.nat(30),
      b: fc.nat(30),
      bits: fc.integer({ min: -12, max: 12 }),
      judged: fc.constantFrom(undefined, undefined, undefined, 'same' as const, 'different' as const),
    }),
    { maxLength: 60 },
  )

  it('never break what was judged different', () => {
    fc.assert(
      fc.property(links, (own) => {
        const groups = clusterLinks(own).map((group) => new Set(group))
        for (const { a, b, judged } of own)
          if (a !== b && judged === 'different')
            expect(groups.some((group) => group.has(a) && group.has(b))).toBe(false)
      }),
    )
  })

  it('never share a record, and are the same in whatever order the links come', () => {
    fc.assert(
      fc.property(links, fc.nat(), (own, turn) => {
        const unique = [...new Map(own.map((one) => [[one.a, one.b].sort().join(), one])).values()]
        const groups = clusterLinks(unique)
        const all = groups.flat()
        expect(new Set(all).size).toBe(all.length)
        for (const group of groups) expect(group.length).toBeGreaterThan(1)
        const turned = unique.map((_, at) => unique[(at + turn) % unique.length] ?? link(0, 0, 0))
        expect(clusterLinks(turned)).toEqual(groups)
      }),
    )
  })

  it('never hold two records of one side', () => {
    fc.assert(
      fc.property(links, (own) => {
        for (const group of clusterLinks(own, { sideOf: (record) => record % 3 }))
          expect(new Set(group.map((record) => record % 3)).size).toBe(group.length)
      }),
    )
  })

  it('are found in bounded time when everything is linked with everything', () => {
    const many: Link[] = []
    for (let a = 0; a < 300; a++) for (let b = 0; b < a; b++) many.push(link(a, b, a % 7 === b % 7 ? 8 : -8))
    expect(clusterLinks(many)).toHaveLength(7)
  })
})

const toPerson = (full: string, birth: string | undefined, places: string[]): Person => ({
  kind: 'person',
  reference: 'r',
  claims: [
    {
      names: [{ full, kind: 'primary', quality: 'strong' }],
      births: birth === undefined ? [] : [birth],
      birthPlaces: [],
      nationalities: [],
      places: places.map((text) => ({ text })),
      documents: [],
    },
  ],
})
const meet = (one: Person, other: Person) => {
  const keys = new Set(linkageKeysOf(one))
  return linkageKeysOf(other).some((key) => keys.has(key))
}

describe('linkage keys', () => {
  const asked = toPerson('Emily Clifford', '1861-01-01', ['Wychavon', 'WR11 7QP'])
  it.each([
    ['a married name', toPerson('Emily Bennet', undefined, ['Wychavon'])],
    ['only a postcode and a year', toPerson('Bennet', '1861-05-05', ['WR11 8QP'])],
    ['no name at all', toPerson('', '1861-01-01', ['Wychavon'])],
  ])('let records meet that have %s in common', (_, held) => {
    expect(meet(asked, held)).toBe(true)
  })

  it('do not let meet who has only the town in common', () => {
    expect(meet(asked, toPerson('Robert Palmer', '1790-03-04', ['Wychavon']))).toBe(false)
  })

  it('are bounded for any person', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 30 }),
        (name, places) => {
          expect(linkageKeysOf(toPerson(name, '1970-01-01', places)).length).toBeLessThan(400)
        },
      ),
    )
  })
})
