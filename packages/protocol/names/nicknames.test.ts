import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNickname, toNameForms } from './index.ts'

const romanOf = (name: string) => toNameForms(name).tokens[0]?.roman ?? ''

describe('a nickname', () => {
  it.each([
    ['Bill', 'William'],
    ['Peggy', 'Margaret'],
    ['Sasha', 'Alexander'],
    ['Саша', 'Александр'],
    ['Misha', 'Михаил'],
    ['Діма', 'Дмитро'],
    ['Kostas', 'Konstantinos'],
    ['Γιάννης', 'Ιωάννης'],
    ['Pepe', 'José'],
    ['Paco', 'Francisco'],
    ['Zé', 'José'],
    ['Beppe', 'Giuseppe'],
    ['Memo', 'Mehmet'],
    ['Hamada', 'Mohammed'],
    ['Hans', 'Johannes'],
    ['Sepp', 'Josef'],
    ['Kasia', 'Katarzyna'],
    ['Tedros', 'Tewodros'],
    ['Gogi', 'Giorgi'],
  ])('%s is one of %s, from both sides', (short, formal) => {
    expect(isNickname(romanOf(short), romanOf(formal))).toBe(true)
    expect(isNickname(romanOf(formal), romanOf(short))).toBe(true)
  })

  it.each([
    ['shura', 'sasha'],
    ['bob', 'rob'],
  ])('%s is one of the same name as %s', (one, other) => {
    expect(isNickname(one, other)).toBe(true)
  })

  it.each([
    ['alan', 'albert'],
    ['ahmed', 'mohammed'],
    ['hassan', 'hussein'],
    ['maria', 'anna'],
    ['vladimir', 'vladislav'],
    ['ali', 'hassan'],
    ['xyz', 'abc'],
    ['', ''],
  ])('%s is none of %s', (one, other) => {
    expect(isNickname(one, other)).toBe(false)
  })

  it('is the same from both sides, never of itself, and takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(isNickname(a, b)).toBe(isNickname(b, a))
        expect(isNickname(a, a)).toBe(false)
      }),
    )
  })
})
