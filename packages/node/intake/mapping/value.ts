import type { SourceValue } from '@isthmus/connectors'
import type { MappingChoice, MappingCondition, MappingValue } from '@isthmus/contract'
import { itemsAt, textsAt } from './paths.ts'
import { noteFault, type Reading } from './reading.ts'
import { transformed } from './transforms.ts'

/** Longer texts cannot be a field of a person; they are not even looked at. */
const mostCharacters = 100_000

/** Every text that a value of the mapping has in this record, tidied, without the words that stand for nothing. */
export function textsOf(value: MappingValue | undefined, scope: SourceValue, reading: Reading): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return tidy(textsAt(scope, value), reading)
  const found = value.transform
    ? transformed(plainTexts(value, scope, reading), value.transform)
    : plainTexts(value, scope, reading)
  const texts = value.transform ? tidy(found, reading) : found
  if (value.map) return tidy(mapped(texts, value.map, value.otherwise), reading)
  return texts.length === 0 && value.otherwise ? [value.otherwise] : texts
}

/** The first text of a value, if it has any. */
export function textOf(
  value: MappingValue | undefined,
  scope: SourceValue,
  reading: Reading,
): string | undefined {
  return textsOf(value, scope, reading)[0]
}

/** A word of a closed set; a word outside it is a fault and counts as none. */
export function choiceOf<Word extends string>(
  choice: MappingChoice | undefined,
  scope: SourceValue,
  { reading, field, words }: { reading: Reading; field: string; words: readonly Word[] },
): Word | undefined {
  const text = typeof choice === 'string' ? choice : textOf(choice, scope, reading)
  if (text === undefined) return undefined
  const word = words.find((known) => known === text)
  if (!word) noteFault(reading, field, 'the word is none of those that the field may have')
  return word
}

export function isMet(
  conditions: MappingCondition[] | undefined,
  scope: SourceValue,
  reading: Reading,
): boolean {
  return (conditions ?? []).every((condition) => {
    if (condition.present !== undefined)
      return isPresent(scope, condition.path, reading) === condition.present
    const texts = tidy(textsAt(scope, condition.path), reading).map(folded)
    const wanted = (condition.in ?? [condition.equals ?? '']).map((word) => folded(tidied(word)))
    return wanted.some((word) => (word === '' ? texts.length === 0 : texts.includes(word)))
  })
}

function isPresent(scope: SourceValue, path: string, reading: Reading): boolean {
  const items = itemsAt(scope, path)
  return (
    items.some((item) => typeof item === 'object' && item !== null) ||
    tidy(textsAt(scope, path), reading).length > 0
  )
}

/** Texts without control characters and doubled blanks; empty ones and those that stand for nothing are left out. */
export function tidy(texts: readonly string[], reading: Reading): string[] {
  const kept: string[] = []
  for (const text of texts) {
    if (text.length > mostCharacters) {
      noteFault(reading, 'text', `a text is longer than ${mostCharacters} characters`)
      continue
    }
    const clean = tidied(text)
    if (clean !== '' && !reading.absentWords.has(clean)) kept.push(clean)
  }
  return kept
}

function tidied(text: string): string {
  if (/^[\x21-\x7e]*$/u.test(text)) return text
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s\uFEFF]+/gu, ' ')
    .trim()
}

function plainTexts(value: Exclude<MappingValue, string>, scope: SourceValue, reading: Reading): string[] {
  if (value.constant !== undefined) return [value.constant]
  if (value.path !== undefined) return tidy(textsAt(scope, value.path), reading)
  const parts = (value.join ?? []).flatMap((part) => textsOf(part, scope, reading).slice(0, 1))
  return parts.length > 0 ? [parts.join(value.with ?? ' ')] : []
}

function mapped(
  texts: string[],
  map: { [word: string]: string | undefined },
  otherwise: string | undefined,
): string[] {
  const words = new Map(Object.entries(map).map(([word, meant]) => [folded(word), meant]))
  if (texts.length === 0 && otherwise !== undefined) return [otherwise]
  return texts.map((text) => words.get(folded(text)) ?? otherwise ?? text)
}

function folded(text: string): string {
  return text.toLowerCase()
}
