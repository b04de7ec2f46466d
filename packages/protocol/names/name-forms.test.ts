import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_TOKENS, scriptOf, soundSimilarity, toCleanText, toNameForms } from './index.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 200,
  }),
)

describe('names of any text', () => {
  it('never throw and stay bounded', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const forms = toNameForms(text)
        expect(forms.text.length).toBeLessThanOrEqual(500)
        expect(forms.tokens.length).toBeLessThanOrEqual(MAX_TOKENS)
        for (const token of forms.tokens) {
          expect(token.roman).toMatch(/^[a-z0-9]{1,60}$/)
          expect(token.skeleton).toMatch(/^[A-Zaiu]{0,60}$/)
          expect(token.skeletons[0]).toBe(token.skeleton)
        }
      }),
    )
  })

  it('are cleaned once and for all', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toCleanText(toCleanText(text))).toBe(toCleanText(text))
      }),
    )
  })

  it('are well formed and hold no direction or control character after cleaning', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = toCleanText(text)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
    )
  })

  it('have a romanisation that romanises to itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { roman } of toNameForms(text).tokens) {
          const again = toNameForms(roman).tokens
          if (again.length === 1 && !/^abd|\d/.test(roman)) expect(again[0]?.roman).toBe(roman)
        }
      }),
    )
  })

  it('are read in time that grows with their length only', () => {
    const start = performance.now()
    for (const text of [
      'a '.repeat(500_000),
      'abd'.repeat(300_000),
      'ال'.repeat(300_000),
      '\u0301'.repeat(1_000_000),
    ])
      toNameForms(text)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})

describe('likeness of sounds', () => {
  const codesOf = (text: string) => toNameForms(text).tokens[0]?.codes
  const likeness = (a: string, b: string) => {
    const one = codesOf(a)
    const other = codesOf(b)
    return one === undefined || other === undefined ? 0 : soundSimilarity(one, other)
  }

  it('is symmetric, between 0 and 1, and 1 for the same word', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const found = likeness(a, b)
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1)
        expect(found).toBeCloseTo(likeness(b, a), 5)
        if (codesOf(a) !== undefined) expect(likeness(a, a)).toBe(1)
      }),
    )
  })

  it.each([
    ['Mikhail', 'Михаил'],
    ['Mohammed', 'محمد'],
    ['Netanyahu', 'נתניהו'],
    ['Berisha', 'Μπερίσα'],
    ['Howard', 'Говард'],
    ['Gaddafi', 'القذافي'.slice(2)],
    ['Schröder', 'Шрёдер'],
    ['Wladimir', 'Vladimir'],
  ])('is high for %s and %s', (a, b) => {
    expect(likeness(a, b)).toBeGreaterThan(0.8)
  })

  it.each([
    ['Putin', 'Rasputin'],
    ['Hassan', 'Rashid'],
    ['Omar', 'Yasir'],
    ['Maria', 'Ahmad'],
  ])('is low for %s and %s', (a, b) => {
    expect(likeness(a, b)).toBeLessThan(0.72)
  })
})

describe('parts and scripts', () => {
  it('takes parts before the full text and keeps which part a word came from', () => {
    const forms = toNameForms({ full: 'ignored', family: 'Petrov', given: 'Ivan', patronymic: 'Sergeevich' })
    expect(forms.tokens.map(({ roman, part }) => `${part}:${roman}`)).toEqual([
      'given:ivan',
      'patronymic:sergeevich',
      'family:petrov',
    ])
  })

  it('tells the script of most letters', () => {
    expect(scriptOf('Иван Ivan Петров')).toBe('Cyrl')
    expect(scriptOf('12 !')).toBe('Zyyy')
  })
})
