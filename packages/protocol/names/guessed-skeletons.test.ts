import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toGuessedSkeletons } from './guessed-skeletons.ts'
import { toNameForms } from './index.ts'
import { learnedChunks, learnedSkeletons } from './learned/index.ts'
import { speltSkeletons } from './spelt-skeletons.ts'

describe('learnt tables', () => {
  it.each(Object.entries({ ...learnedSkeletons, ...speltSkeletons }))(
    'of consonant classes for %s have the shape that is read',
    (_, table) => {
      for (const line of table.trim().split('\n'))
        expect(line).toMatch(/^[^ ]{1,3} [A-Zaiu]*[0-9A-Za-z](,[A-Zaiu]*[0-9A-Za-z])*$/u)
    },
  )

  it.each(Object.entries(learnedChunks))('of chunks for %s have the shape that is read', (_, table) => {
    for (const line of table.replace(/^\n|\n$/g, '').split('\n'))
      expect(line).toMatch(/^[^ ]{0,2} ([a-z]{0,5}[0-9A-Z])+$/u)
  })

  it('are small', () => {
    const tables = [...Object.values(learnedChunks), ...Object.values(learnedSkeletons)]
    const bytes = [...new Set(tables)].reduce((sum, table) => sum + Buffer.byteLength(table), 0)
    expect(bytes).toBeLessThan(400_000)
  })
})

describe('likely skeletons', () => {
  it.each([
    ['Γκάμπριελ', 'Gabriel'],
    ['Ντέιβιντ', 'David'],
    ['Хьюстон', 'Houston'],
    ['ويليام', 'William'],
    ["ג'ונסון", 'Johnson'],
    ['マッカーシー', 'McCarthy'],
    ['윌리엄스·', 'Williams'],
    ['克林顿·', 'Clinton'],
    ['ராஜபக்ச', 'Rajapaksa'],
  ])('of %s hold that of %s', (written, latin) => {
    const guesses = toNameForms(written).tokens[0]?.skeletons.map((skeleton) => skeleton.slice(0, 3))
    expect(guesses).toContain(toNameForms(latin).tokens[0]?.skeleton.slice(0, 3))
  })

  it('are few, ordered and made of classes for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('Cyrl', 'Hani', 'Hang', 'Grek', 'Latn'),
        (text, script) => {
          const guesses = toGuessedSkeletons(text, script)
          expect(guesses.length).toBeLessThanOrEqual(8)
          for (const [at, { skeleton, cost }] of guesses.entries()) {
            expect(skeleton).toMatch(/^[A-Zaiu]*$/)
            expect(cost).toBeGreaterThanOrEqual(guesses[at - 1]?.cost ?? 0)
          }
        },
      ),
    )
  })
})
