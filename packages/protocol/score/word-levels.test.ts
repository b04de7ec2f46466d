import type { Comparison, Person } from '@isthmus/contract'
import { describe, expect, it } from 'vitest'
import { compareProfiles, toPersonProfile } from './index.ts'

function toPerson(full: string): Person {
  const claim = { births: [], birthPlaces: [], nationalities: [], places: [], documents: [] }
  const names = [{ full, kind: 'primary' as const, quality: 'unknown' as const }]
  return { kind: 'person', reference: 'r', claims: [{ ...claim, names }] }
}

function compare(asked: string, held: string, population = 1_000) {
  const options = { population, detail: 'held' as const }
  return compareProfiles(toPersonProfile(toPerson(asked)), toPersonProfile(toPerson(held)), options)
}

function nameOf(asked: string, held: string): Comparison {
  const found = compare(asked, held).comparisons[0]
  if (found === undefined) throw new Error('nothing was compared')
  return found
}

const bitsOf = (asked: string, held: string) => nameOf(asked, held).bits
const partsOf = (asked: string, held: string) => nameOf(asked, held).parts ?? []
const levelOf = (asked: string, held: string) => partsOf(asked, held)[0]?.level

describe('the level of a pair of words', () => {
  it.each([
    ['Berisha Zogu', 'Berisha Zogu', 'exact'],
    ['Волошин Зогу', 'Voloshin Zogu', 'same-after-romanisation'],
    ['Voloschin Kranz', 'Voloshin Kranz', 'exact'],
  ])('%s and %s: %s', (asked, held, level) => {
    expect(levelOf(asked, held)).toBe(level)
  })

  it('is never exact where the spelling says something else', () => {
    expect(['very-close', 'close']).toContain(levelOf('Gutierres Manzano', 'Gutierrez Manzano'))
    expect(bitsOf('Gutierres Manzano', 'Gutierrez Manzano')).toBeLessThan(
      bitsOf('Gutierrez Manzano', 'Gutierrez Manzano'),
    )
  })
})

describe('words that are no names', () => {
  it('a title that both have is worth less than a name, and one that lacks costs nothing', () => {
    const bare = bitsOf('Jonas Brekke', 'Jonas Brekke')
    expect(bitsOf('Dr Jonas Brekke', 'Jonas Brekke')).toBeGreaterThan(bare - 3)
    expect(bitsOf('Dr Jonas Brekke', 'Dr Jonas Brekke') - bare).toBeLessThan(4)
    const [title] = partsOf('Dr Jonas Brekke', 'Dr Jonas Brekke').filter(({ level }) => level === 'title')
    expect(title).toMatchObject({ asked: 'dr', held: 'dr' })
    expect(title?.bits).toBeGreaterThan(0)
  })

  it('two words that one name writes together are shown as what they are', () => {
    const [joined] = partsOf('VladimirPutin Sergeev', 'Vladimir Putin Sergeev').filter(
      ({ level }) => level === 'joined',
    )
    expect(joined).toMatchObject({ asked: 'vladimirputin', held: 'vladimir putin' })
    const [parted] = partsOf('Vladimir Putin Sergeev', 'VladimirPutin Sergeev').filter(
      ({ level }) => level === 'joined',
    )
    expect(parted).toMatchObject({ asked: 'vladimir putin', held: 'vladimirputin' })
    expect(parted?.bits).toBe(joined?.bits)
  })

  it('the child after abu agrees with a child, and not with the name itself', () => {
    const both = bitsOf('Abu Hamza Mashhadani', 'Abu Hamza Mashhadani')
    expect(bitsOf('Abu Hamza Mashhadani', 'Hamza Mashhadani')).toBeLessThan(both)
  })
})

describe('the band', () => {
  it('falls as the source grows, and never rises', () => {
    const order = ['none', 'possible', 'probable', 'strong']
    const bands = [1, 1e3, 1e6, 1e9, 1e12, 1e15].map(
      (population) => compare('Ahmad Rashidi', 'Ahmad Rashidi', population).band,
    )
    const ranks = bands.map((band) => order.indexOf(band))
    expect(ranks).toEqual([...ranks].sort((a, b) => b - a))
    expect(new Set(bands).size).toBeGreaterThanOrEqual(3)
    expect(bands.at(-1)).toBe('none')
  })
})
