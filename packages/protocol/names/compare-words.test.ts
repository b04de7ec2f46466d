import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareWords, type NameToken, toNameForms } from './index.ts'

function wordOf(text: string): NameToken {
  // A separator keeps a lone Han or Hangul word whole.
  const [word] = toNameForms(/\p{Script=Han}|\p{Script=Hangul}/u.test(text) ? `${text}·` : text).tokens
  if (word === undefined) throw new Error('the text holds no word')
  return word
}

const scripts = [
  [0x61, 0x7a],
  [0x430, 0x44f],
  [0x627, 0x64a],
  [0x5d0, 0x5ea],
  [0x30a1, 0x30f4],
  [0xac00, 0xd7a3],
  [0x4e00, 0x9fa5],
  [0x3b1, 0x3c9],
] as const

const anyWord = fc
  .constantFrom(...scripts)
  .chain(([from, to]) => fc.array(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 70 }))
  .map((codes) => String.fromCharCode(...codes))
  .filter((text) => toNameForms(text).tokens.length > 0)

describe('likeness of words across scripts', () => {
  it('is symmetric, the same each time and between 0 and 1 for any two words', () => {
    fc.assert(
      fc.property(anyWord, anyWord, (a, b) => {
        const one = toNameForms(a).tokens[0]
        const other = toNameForms(b).tokens[0]
        if (one === undefined || other === undefined) return
        const found = compareWords(one, other)
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1)
        expect(compareWords(other, one)).toBeCloseTo(found, 5)
        expect(compareWords(one, other)).toBe(found)
      }),
    )
  })

  it('is 0 below the floor, and else what it is without one, or a little less', () => {
    fc.assert(
      fc.property(anyWord, anyWord, fc.double({ min: 0, max: 0.9, noNaN: true }), (a, b, floor) => {
        const one = toNameForms(a).tokens[0]
        const other = toNameForms(b).tokens[0]
        if (one === undefined || other === undefined || one.script === other.script) return
        const found = compareWords(one, other, floor)
        expect(found === 0 || found >= floor).toBe(true)
        expect(found).toBeLessThanOrEqual(compareWords(one, other) + 1e-6)
      }),
    )
  })

  it.each([
    ['Hutchinson', 'هاتشينسون'],
    ['Katherine', 'كاثرين'],
    ['Chavez', 'تشافيز'],
    ['Gilbert', 'גילברט'],
    ['Charles', "צ'ארלס"],
    ['Johansson', 'יוהנסון'],
    ['Bauer', 'באואר'],
    ['Stephanie', 'ステファニー'],
    ['Rodriguez', 'ロドリゲス'],
    ['Wright', 'ライト'],
    ['Schumacher', 'シューマッハ'],
    ['Anderson', '앤더슨'],
    ['Francis', '프랜시스'],
    ['Seok', '석'],
    ['Jung', '정'],
    ['Hancock', '汉考克'],
    ['Elizabeth', '伊麗莎白'],
    ['Alexander', '亞歷山大'],
    ['Jackson', 'Джексон'],
    ['Beauregard', 'Борегар'],
    ['Wojciech', 'Войцех'],
    ['Giovanni', 'Джованни'],
  ])('is high for %s and %s', (a, b) => {
    expect(compareWords(wordOf(a), wordOf(b))).toBeGreaterThan(0.72)
  })

  it.each([
    ['Hutchinson', 'كاثرين'],
    ['Gilbert', 'יוהנסון'],
    ['Stephanie', 'ロドリゲス'],
    ['Anderson', '프랜시스'],
    ['Hancock', '罗斯福'],
    ['Jackson', 'Борегар'],
    ['Elizabeth', '汉考克'],
  ])('is low for %s and %s', (a, b) => {
    expect(compareWords(wordOf(a), wordOf(b))).toBeLessThan(0.5)
  })

  it('goes by characters between two Han words, simplified or not', () => {
    expect(compareWords(wordOf('國健'), wordOf('国健'))).toBe(1)
    expect(compareWords(wordOf('秀美'), wordOf('秀梅'))).toBe(0.5)
  })

  it('is bounded in time', () => {
    const words = ['ا', 'ш', 'ㅏ가', 'ン', '斯', 'a'].map((letter) => wordOf(letter.repeat(400)))
    const start = performance.now()
    for (let round = 0; round < 20; round++)
      for (const one of words) for (const other of words) compareWords(one, other)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
