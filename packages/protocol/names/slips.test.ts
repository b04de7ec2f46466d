import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSlip } from './index.ts'

const word = fc.stringMatching(/^[a-z]{1,14}$/)

describe('a slip', () => {
  it.each([
    ['bernard', 'bemard', 'rn read as m'],
    ['walter', 'vvalter', 'w read as vv'],
    ['claudia', 'daudia', 'cl read as d'],
    ['khalid', 'khaiid', 'l read as i'],
    ['muller', 'muiler', 'l read as i'],
    ['sergei', 'sergri', 'the key beside it'],
    ['petrov', 'petorv', 'two letters swapped'],
    ['ahmed', 'ahmef', 'the key beside it'],
    ['zakaria', 'aakaria', 'keys one above the other'],
    ['ivan', 'iban', 'the key beside it'],
  ])('is %s for %s: %s', (a, b) => {
    expect(isSlip(a, b)).toBe(true)
  })

  it.each([
    ['maria', 'mario'],
    ['omar', 'umay'],
    ['zeynep', 'seyneb'],
    ['ali', 'all'],
    ['petrov', 'petrov'],
    ['hassan', 'hasssan'],
    ['khalid', 'waleed'],
    ['', 'anna'],
  ])('is not what tells %s from %s', (a, b) => {
    expect(isSlip(a, b)).toBe(false)
  })

  it('is the same from both sides and never between equal words', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isSlip(a, b)).toBe(isSlip(b, a))
        expect(isSlip(a, a)).toBe(false)
      }),
    )
  })

  it('is found wherever one letter became its neighbour on a keyboard', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,10}$/), fc.stringMatching(/^[a-z]{0,10}$/), (head, tail) => {
        expect(isSlip(`${head}g${tail}`, `${head}h${tail}`)).toBe(true)
      }),
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(isSlip(a, b)).toBe(isSlip(b, a))
      }),
    )
  })
})
