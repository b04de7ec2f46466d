import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A Latin word, the same name in another script, and how often the two were met. */
export type TokenPair = { latin: string; other: string; count: number }

// biome-ignore format: a table reads better in columns
const INITIALS: Readonly<Record<string, string>> = {
  'ᄀ': 'gkc', 'ᄁ': 'gkc', 'ᄂ': 'nr', 'ᄃ': 'dt', 'ᄄ': 'dt', 'ᄅ': 'rl', 'ᄆ': 'm', 'ᄇ': 'bpv', 'ᄈ': 'bp', 'ᄉ': 's', 'ᄊ': 's',
  'ᄋ': 'aeiouywlr', 'ᄌ': 'jcz', 'ᄍ': 'jc', 'ᄎ': 'ctj', 'ᄏ': 'kc', 'ᄐ': 't', 'ᄑ': 'pf', 'ᄒ': 'h',
}

/** Word pairs of one script's files in `folder`; of both halves, or of the one that a hash of the Latin word says. */
export function readWordPairs(folder: string, script: string, part: 'all' | 'even' | 'odd'): TokenPair[] {
  const pairs = readRows(folder, `tokens_latin_${script}.tsv.gz`).map(([latin = '', other = '', count]) => ({
    latin,
    other,
    count: Number(count ?? 1),
  }))
  if (script === 'hebrew' || script === 'korean') {
    for (const [latin = '', other = ''] of readRows(folder, `fullnames_latin_${script}.tsv.gz`))
      pairs.push(...toPairsOfName(latin, other))
  }
  const merged = new Map<string, TokenPair>()
  for (const pair of pairs) {
    const key = `${pair.latin.toLowerCase()}\t${pair.other}`
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { ...pair, latin: pair.latin.toLowerCase() })
    else known.count += pair.count
  }
  const all = [...merged.values()]
  return part === 'all' ? all : all.filter(({ latin }) => isEven(latin) === (part === 'even'))
}

function isEven(word: string): boolean {
  return (createHash('sha256').update(word).digest()[0] ?? 0) % 2 === 0
}

function readRows(folder: string, file: string): string[][] {
  const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
}

function toPairsOfName(latin: string, other: string): TokenPair[] {
  const words = latin.split(/[\s-]+/).filter((word) => word.length > 1)
  const others = other.split(/[\s·-]+/).filter((word) => word !== '')
  const hangul = others.join('')
  if (/^[가-힣]{3}$/.test(hangul) && others.length <= 2) return toKoreanPairs(words, [...hangul])
  if (words.length !== others.length || words.length < 2) return []
  return words.map((word, at) => ({ latin: word, other: others[at] ?? '', count: 1 }))
}

/** A Korean name of three syllables: the surname comes first in Hangul, first or last in Latin letters. */
function toKoreanPairs(words: readonly string[], syllables: readonly string[]): TokenPair[] {
  const [surname = '', ...given] = syllables
  for (const order of [words, [words.at(-1) ?? '', ...words.slice(0, -1)]]) {
    if (order.length === 3 && syllables.every((syllable, at) => beginsAlike(order[at] ?? '', syllable)))
      return syllables.map((syllable, at) => ({ latin: order[at] ?? '', other: syllable, count: 1 }))
    const [first = '', second = ''] = order
    if (order.length === 2 && beginsAlike(first, surname) && beginsAlike(second, given[0] ?? ''))
      return [
        { latin: first, other: surname, count: 1 },
        { latin: second, other: given.join(''), count: 1 },
      ]
  }
  return []
}

function beginsAlike(latin: string, syllable: string): boolean {
  const initial = syllable.normalize('NFD').charAt(0)
  return INITIALS[initial]?.includes(latin.charAt(0).toLowerCase()) === true
}
