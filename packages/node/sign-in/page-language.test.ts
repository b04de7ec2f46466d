import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages, toLanguage } from './page-language.ts'

describe('the language of a page', () => {
  test.each([
    ['el', 'el'],
    ['el-GR,el;q=0.9,en;q=0.8', 'el'],
    ['EL-gr', 'el'],
    ['en;q=0.4, it;q=0.7, fr;q=0.69', 'it'],
    ['it, fr', 'it'],
    ['de-AT, de;q=0.9, fr-CA;q=0.3', 'fr'],
    ['zh-Hant-TW, it-IT ; q=0.5', 'it'],
    ['*', 'en'],
    ['de, *;q=0.1', 'en'],
    ['en;q=0, *', 'el'],
    ['en;q=0.1, *;q=0.5', 'el'],
    ['fr;q=0, it;q=0.001', 'it'],
  ])('for %j is %s', (header, language) => {
    expect(toLanguage(header)).toBe(language)
  })

  test.each([
    undefined,
    '',
    ',',
    'de',
    'el;q=0',
    'el;q=2',
    'el;q=',
    'el;q=1;q=1',
    'el;q=0.12345',
    'el_GR',
    'ελ',
    `el${','.repeat(2000)}`,
    `${'de,'.repeat(100)}el`,
    '__proto__, constructor',
  ])('is English for %j', (header) => {
    expect(toLanguage(header)).toBe('en')
  })

  test('is one of ours whatever the header holds', () => {
    const piece = fc.constantFrom('el', 'en', '*', ';', ',', 'q=', '0.5', '-', ' ', 'q=0', '\0')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          expect(languages).toContain(toLanguage(text))
        },
      ),
    )
  })
})
