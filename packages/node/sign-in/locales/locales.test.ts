import { describe, expect, test } from 'vitest'
import { languages } from '../page-language.ts'
import { translations } from '../page-words.ts'

type Words = { readonly [key: string]: string | Words }

const textsOf = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string' ? [[`${path}${key}`, text]] : textsOf(text, `${path}${key}.`),
  )

const variablesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted()

const english = textsOf(translations.en)

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  const texts = new Map(textsOf(translations[language]))

  test('has the keys of English, no other, and no empty text', () => {
    expect([...texts.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted())
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('puts the same values into each text', () => {
    for (const [key, text] of english)
      expect(variablesIn(texts.get(key) ?? ''), key).toEqual(variablesIn(text))
  })

  test('repeats English only where the word is the same', () => {
    const same = english.filter(([key, text]) => texts.get(key) === text).map(([key]) => key)
    expect(same.filter((key) => key !== 'title' && key !== 'device.code')).toEqual([])
  })
})

test.each(languages)('no text of %s refers to another, has braces of its own, or is HTML', (language) => {
  for (const [key, text] of textsOf(translations[language])) {
    expect(text.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/\$t\(|[{}<>&]/)
  }
})
