import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareWords, type NameToken, toNameForms } from './index.ts'

type LanguageVectors = {
  language: string
  source: string
  names: {
    written: string
    text: string
    script: string
    words: string[]
    roles: string[]
    otherReadings?: string[][]
  }[]
  meet: [string, string][]
  differ: [string, string][]
}
type SoundVectors = { names: { written: string; words: { sound: string; skeletons: string[] }[] }[] }

const folder = join(import.meta.dirname, '../../../vectors/names')
const SOUNDS = 'sounds.json'
const MEETS = 0.7

const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const files = readdirSync(folder).filter((file) => file.endsWith('.json') && file !== SOUNDS)

describe.each(files)('vectors/names/%s', (file) => {
  const { language, source, names, meet, differ } = read<LanguageVectors>(file)

  it('says which language it is about and where its values come from', () => {
    expect(language).not.toBe('')
    expect(source).not.toBe('')
    expect(names.length).toBeGreaterThan(0)
  })

  it.each(names.map((name) => [name.written, name] as const))('reads %j', (_, name) => {
    const forms = toNameForms(name.written)
    const otherReadings = forms.otherReadings.map((reading) => reading.map(({ roman }) => roman))
    expect(forms.text).toBe(name.text)
    expect(forms.script).toBe(name.script)
    expect(forms.tokens.map(({ roman }) => roman)).toEqual(name.words)
    expect(forms.tokens.map(({ role }) => role)).toEqual(name.roles)
    expect(otherReadings).toEqual(name.otherReadings ?? [])
  })

  it.each(meet)('%j meets %j', (a, b) => {
    expect(doMeet(a, b)).toBe(true)
    expect(doMeet(b, a)).toBe(true)
  })

  it.each(differ)('%j does not meet %j', (a, b) => {
    expect(doMeet(a, b)).toBe(false)
    expect(doMeet(b, a)).toBe(false)
  })
})

describe(`vectors/names/${SOUNDS}`, () => {
  it.each(read<SoundVectors>(SOUNDS).names.map((name) => [name.written, name] as const))('%j', (_, name) => {
    const words = toNameForms(name.written).tokens.map(({ sound, skeletons }) => ({ sound, skeletons }))
    expect(words).toEqual(name.words)
  })
})

/** Each word of the shorter name has a word in the longer that shares a skeleton with it and sounds like it. */
function doMeet(a: string, b: string): boolean {
  return listReadings(a).some((one) => listReadings(b).some((other) => doWordsMeet(one, other)))
}

function doWordsMeet(one: readonly NameToken[], other: readonly NameToken[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  return (
    short.length > 0 &&
    short.every((word) =>
      long.some(
        (candidate) =>
          candidate.skeletons.some((skeleton) => word.skeletons.includes(skeleton)) &&
          compareWords(word, candidate) >= MEETS,
      ),
    )
  )
}

/** Every reading of a name, also with two neighbouring words written as one. */
function listReadings(name: string): NameToken[][] {
  const { tokens, otherReadings } = toNameForms(name)
  return [tokens, ...otherReadings].flatMap((reading) => {
    const words = reading.filter(({ role }) => role !== 'particle' && role !== 'title')
    return words.length === 3 && words[0]?.script === 'Latn' ? [words, ...listJoined(words)] : [words]
  })
}

function listJoined(words: readonly NameToken[]): NameToken[][] {
  const [first = '', second = '', third = ''] = words.map(({ roman }) => roman)
  return [`${first} ${second}${third}`, `${first}${second} ${third}`].map((text) => [
    ...toNameForms(text).tokens,
  ])
}
