import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareWords, isNickname, isSlip, MAX_TOKENS, toCleanText, toNameForms } from './index.ts'

const TEN_KILOBYTES = 10_000
/** Processor time; the first texts also make the tables that are made when first needed. */
const MOST_MS = 400
const RUNS = { numRuns: 80, endOnFailure: true }

// Letters of every script that has a table, marks, digits, fillers of the machine-readable zone, direction characters.
const PIECES = [
  'a',
  'Æ',
  'abd',
  'al-',
  'Abdul ',
  'X',
  '<',
  'XKH',
  'ا',
  'عبدال',
  'ه',
  '\u0651',
  'ש',
  "'",
  'γκ',
  'ΐ',
  'ю',
  'ђ',
  'ჯ',
  'Ւ',
  'և',
  'ግ',
  'क',
  '्',
  'ि',
  'ং',
  'য়',
  '佐',
  '王',
  '々',
  '김',
  'ᄀ',
  'ァ',
  'ー',
  'ไ',
  '0',
  '1',
  '\u202e',
  '\u200d',
  '\ud83d',
  '\udc00',
  '\u0301',
  ' ',
  '.',
  '\u0000',
  'ﷺ',
  '𝓢',
]

const longText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: TEN_KILOBYTES, size: 'max' }),
  fc.string({ unit: 'grapheme', maxLength: TEN_KILOBYTES, size: 'large' }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: TEN_KILOBYTES,
    size: 'max',
  }),
  fc
    .tuple(
      fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 900 }),
    )
    .map(([pieces, times]) => pieces.join('').repeat(times).slice(0, TEN_KILOBYTES)),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join('')),
)

function timeOf(act: () => void): number {
  const start = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

describe('any text of up to ten kilobytes', () => {
  it('is cleaned once and for all, to well-formed text of at most 500 characters', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const clean = toCleanText(text)
        expect(toCleanText(clean)).toBe(clean)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean.normalize('NFC')).toBe(clean)
        expect(clean.length).toBeLessThanOrEqual(500)
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
      }),
      RUNS,
    )
  })

  it('becomes words, the same from the raw and from the cleaned text', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const forms = toNameForms(text)
        const again = toNameForms(forms.text)
        expect(again.text).toBe(forms.text)
        expect(again.tokens.map(({ roman }) => roman)).toEqual(forms.tokens.map(({ roman }) => roman))
        expect(forms.tokens.length).toBeLessThanOrEqual(MAX_TOKENS)
        expect(forms.otherReadings.length).toBeLessThanOrEqual(8)
        for (const token of [forms.tokens, ...forms.otherReadings].flat()) {
          expect(token.roman).toMatch(/^[a-z0-9]{1,60}$/)
          expect(token.sound.length).toBeLessThanOrEqual(60)
        }
      }),
      RUNS,
    )
  })

  it('is settled where a digit or a point waits for the letter before it, however many do', () => {
    const chain = toCleanText(`ddd${'0gжа'.repeat(124)}`)
    expect(chain).toBe(`ddd${'ogжa'.repeat(124)}`)
    expect(toCleanText(chain)).toBe(chain)
    expect(toCleanText('Maʟ·ʟol')).toBe('Mallol')
  })

  it('has no word that is empty or longer than sixty letters, also among the other readings', () => {
    const names = ['々王々', `abdx${'ax'.repeat(40)}`, `abul ${'gx'.repeat(40)}`, `${'김'.repeat(80)} 민수`]
    for (const name of names) {
      const { tokens, otherReadings } = toNameForms(name)
      for (const { roman, sound } of [tokens, ...otherReadings].flat()) {
        expect(roman, name).toMatch(/^[a-z]{1,60}$/)
        expect(sound.length, name).toBeLessThanOrEqual(60)
      }
    }
  })

  it('is read and compared in bounded time', () => {
    fc.assert(
      fc.property(longText, longText, (a, b) => {
        const spent = timeOf(() => {
          const one = toNameForms(a).tokens
          const other = toNameForms(b).tokens
          for (const left of one) for (const right of other) compareWords(left, right)
        })
        expect(spent).toBeLessThan(MOST_MS)
      }),
      RUNS,
    )
  })

  it('is compared the same from both sides', () => {
    fc.assert(
      fc.property(longText, longText, (a, b) => {
        const one = toNameForms(a).tokens.slice(0, 4)
        const other = toNameForms(b).tokens.slice(0, 4)
        for (const left of one) {
          for (const right of other) {
            const likeness = compareWords(left, right)
            expect(likeness).toBeGreaterThanOrEqual(0)
            expect(likeness).toBeLessThanOrEqual(1)
            expect(compareWords(right, left)).toBeCloseTo(likeness, 5)
            expect(isNickname(left.roman, right.roman)).toBe(isNickname(right.roman, left.roman))
            expect(isSlip(left.roman, right.roman)).toBe(isSlip(right.roman, left.roman))
          }
        }
      }),
      RUNS,
    )
  })
})
