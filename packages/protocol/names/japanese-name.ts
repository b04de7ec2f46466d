import { JAPANESE_GIVEN_NAMES, JAPANESE_SURNAMES } from './japanese-readings.ts'
import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

const MAX_READINGS = 2
const MAX_SURNAME = 3
const MAX_GIVEN_NAME = 3
/** A second reading of a given name must be at least this likely, beside the first. */
const LEAST_SHARE = 0.3

let surnames: ReadonlyMap<string, string> | undefined
let characters: ReadonlyMap<string, readonly (readonly [string, number])[]> | undefined

/**
 * A whole name in Han characters as Japanese read it: a frequent surname and a given name, likeliest reading first, at
 * most two. Empty when it begins with no known surname.
 */
export function findJapaneseReadings(name: string): Reading[][] {
  surnames ??= toSurnames()
  for (let length = Math.min(MAX_SURNAME, name.length - 1); length > 0; length--) {
    const surname = surnames.get(name.slice(0, length))
    const given = name.slice(length)
    if (surname === undefined || given.length > MAX_GIVEN_NAME) continue
    const readings = listGivenNames(given)
    if (readings.length > 0) return readings.map((reading) => [toReading(surname), toReading(reading)])
  }
  return []
}

function listGivenNames(given: string): string[] {
  characters ??= toCharacters()
  let found: (readonly [string, number])[] = [['', 1]]
  for (const character of given) {
    const own =
      (given.length === 1 ? characters.get(`=${character}`) : undefined) ?? characters.get(character) ?? []
    found = found
      .flatMap(([text, share]) => own.map(([more, next]) => [text + more, share * next] as const))
      .sort((a, b) => b[1] - a[1])
      .slice(0, MAX_READINGS * 2)
  }
  const best = found[0]?.[1] ?? 0
  return found
    .slice(0, MAX_READINGS)
    .filter(([, share]) => share >= best * LEAST_SHARE)
    .map(([text]) => text)
}

/** The usual spelling: long o and u are written once. */
function toReading(reading: string): Reading {
  const roman = reading.replace(/ou(?!e)|oo/g, 'o').replace(/uu/g, 'u')
  return { roman, sound: toLatinSound(roman) }
}

function toSurnames(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const word of JAPANESE_SURNAMES.trim().split(/\s+/)) {
    const at = word.search(/[a-z]/)
    const surname = word.slice(0, at)
    if (!found.has(surname)) found.set(surname, word.slice(at))
  }
  return found
}

function toCharacters(): ReadonlyMap<string, readonly (readonly [string, number])[]> {
  const found = new Map<string, readonly (readonly [string, number])[]>()
  for (const word of JAPANESE_GIVEN_NAMES.trim().split(/\s+/)) {
    const at = word.search(/[a-z]/)
    const readings = [...word.matchAll(/([a-z]+)(\d+)/g)]
    found.set(
      word.slice(0, at),
      readings.map(([, reading = '', share]) => [reading, Number(share) / 100] as const),
    )
  }
  return found
}
