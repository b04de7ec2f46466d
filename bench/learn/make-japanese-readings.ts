/**
 * Makes packages/protocol/names/japanese-readings.ts from the data set japanese-personal-name-dataset 0.4.0 (MIT):
 * the readings of surnames as they are, and for given names the readings that each character has in them, found by
 * aligning spellings with readings (expectation-maximisation). Usage:
 * `node bench/learn/make-japanese-readings.ts FOLDER [--check]`, where FOLDER holds the data set's CSV files. With
 * `--check` it learns from half of the names and prints how many of the other half it reads.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Name = { kana: string; kanji: string[] }
type Counts = Map<string, Map<string, number>>

const OUT = join(import.meta.dirname, '../../packages/protocol/names/japanese-readings.ts')
const MAX_KANA = 5
const ROUNDS = 6
const LEAST_SHARE = 0.06
const LEAST_COUNT = 1.5
const MAX_READINGS = 5

const KANA = `あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo
たta ちchi つtsu てte とto だda ぢji づzu でde どdo なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho ばba びbi ぶbu べbe ぼbo
ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa ゐi ゑe をo んn ゔvu`
const roman = new Map(KANA.split(/\s+/).map((pair) => [pair.charAt(0), pair.slice(1)]))

function toRoman(kana: string): string {
  let text = ''
  for (let at = 0; at < kana.length; at++) {
    const letter = kana.charAt(at)
    const small = 'ゃゅょ'.indexOf(letter)
    if (small >= 0)
      text = text.replace(/(ch|sh|j)?i$/, (_, head: string | undefined) => head ?? 'y') + 'auo'.charAt(small)
    else if (letter === 'っ') text += 'Q'
    else text += roman.get(letter) ?? ''
  }
  return text.replace(/Q(.)/g, '$1$1').replaceAll('Q', '')
}

function readNames(folder: string, file: string): Name[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter((cells) => cells.length > 2)
    .map(([kana = '', , ...kanji]) => ({
      kana,
      kanji: kanji.filter((one) => /^\p{Script=Han}{1,3}$/u.test(one)),
    }))
}

/** All ways to share out the kana among the characters. */
function listCuts(kana: string, parts: number): string[][] {
  if (parts === 1) return kana.length > 0 && kana.length <= MAX_KANA ? [[kana]] : []
  const cuts: string[][] = []
  for (let length = 1; length <= Math.min(MAX_KANA, kana.length - parts + 1); length++) {
    if (/^[ゃゅょっん]/.test(kana.slice(length))) continue
    for (const rest of listCuts(kana.slice(length), parts - 1)) cuts.push([kana.slice(0, length), ...rest])
  }
  return cuts
}

function keyOf(character: string, isAlone: boolean): string {
  return isAlone ? `=${character}` : character
}

function learn(names: readonly Name[]): Counts {
  let counts: Counts = new Map()
  for (let round = 0; round < ROUNDS; round++) {
    const next: Counts = new Map()
    for (const { kana, kanji } of names) {
      // A reading that many characters share is a frequent name.
      const alone = kanji.filter((spelt) => spelt.length === 1).length
      for (const spelt of kanji) {
        const weight = spelt.length === 1 ? alone : 1
        addCuts(next, counts, { spelt: [...spelt], kana, weight, isFirst: round === 0 })
      }
    }
    counts = next
  }
  return counts
}

type Spelling = { spelt: string[]; kana: string; weight: number; isFirst: boolean }

function addCuts(next: Counts, counts: Counts, { spelt, kana, weight, isFirst }: Spelling): void {
  const isAlone = spelt.length === 1
  const cuts = listCuts(kana, spelt.length)
  const shares = cuts.map((cut) =>
    cut.reduce(
      (product, piece, at) =>
        product * (isFirst ? 1 : shareOf(counts, keyOf(spelt[at] ?? '', isAlone), piece)),
      1,
    ),
  )
  const total = shares.reduce((sum, share) => sum + share, 0)
  for (const [which, cut] of cuts.entries()) {
    const share = total === 0 ? 0 : (weight * (shares[which] ?? 0)) / total
    for (const [at, piece] of cut.entries()) {
      const key = keyOf(spelt[at] ?? '', isAlone)
      const own = next.get(key) ?? new Map<string, number>()
      own.set(piece, (own.get(piece) ?? 0) + share)
      next.set(key, own)
    }
  }
}

function shareOf(counts: Counts, key: string, piece: string): number {
  const own = counts.get(key)
  if (own === undefined) return 0
  let total = 0
  for (const count of own.values()) total += count
  return ((own.get(piece) ?? 0) + 1e-4) / (total + 1)
}

/** For each character its readings, likeliest first, with their shares in per cent. */
function toTable(counts: Counts): Map<string, [string, number][]> {
  const table = new Map<string, [string, number][]>()
  for (const [key, own] of counts) {
    const byRoman = new Map<string, number>()
    let total = 0
    for (const [kana, count] of own) {
      const text = toRoman(kana)
      byRoman.set(text, (byRoman.get(text) ?? 0) + count)
      total += count
    }
    const best = [...byRoman]
      .filter(([text, count]) => text !== '' && count >= LEAST_COUNT && count / total >= LEAST_SHARE)
      .sort((a, b) => b[1] - a[1])
      .slice(0, MAX_READINGS)
      .map(([text, count]): [string, number] => [text, Math.max(1, Math.round((100 * count) / total))])
    if (best.length > 0) table.set(key, best)
  }
  return table
}

function listReadings(table: Map<string, [string, number][]>, spelt: string, most: number): string[] {
  const characters = [...spelt]
  let found: [string, number][] = [['', 1]]
  for (const character of characters) {
    const own = table.get(keyOf(character, characters.length === 1)) ?? []
    found = found.flatMap(([text, share]) =>
      own.map(([more, next]): [string, number] => [text + more, share * next]),
    )
  }
  return found
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([text]) => text)
}

function check(names: readonly Name[]): void {
  const isHeldOut = (kana: string) => (createHash('sha256').update(kana).digest()[0] ?? 0) % 2 === 1
  const table = toTable(learn(names.filter(({ kana }) => !isHeldOut(kana))))
  for (const part of [false, true]) {
    const tally = [0, 0, 0, 0]
    for (const { kana, kanji } of names) {
      if (isHeldOut(kana) !== part) continue
      for (const spelt of kanji) {
        const found = listReadings(table, spelt, 4)
        tally[0] = (tally[0] ?? 0) + 1
        const at = found.indexOf(toRoman(kana))
        if (at >= 0) tally[3] = (tally[3] ?? 0) + 1
        if (at >= 0 && at < 2) tally[2] = (tally[2] ?? 0) + 1
        if (at === 0) tally[1] = (tally[1] ?? 0) + 1
      }
    }
    console.log(part ? 'held out' : 'learnt', tally)
  }
}

function write(folder: string, names: readonly Name[]): void {
  const surnames = readFileSync(join(folder, 'last_name_org.csv'), 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([kanji = '']) => /^[\p{Script=Han}々ヶノ]{1,3}$/u.test(kanji))
    .map(([kanji = '', , kana = '']) => kanji + toRoman(kana))
  const characters = [...toTable(learn(names))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, readings]) => key + readings.map(([text, share]) => text + share).join(''))
  writeFileSync(
    OUT,
    `/**
 * Japanese readings of surnames (the 2,000 most frequent) and of the characters of given names with their shares in per
 * cent; \`=\` stands before a character that is a name alone. Made by bench/learn/make-japanese-readings.ts from
 * japanese-personal-name-dataset 0.4.0, copyright 2022 shuheilocale, MIT.
 */
export const JAPANESE_SURNAMES = \`
${toLines(surnames)}
\`

export const JAPANESE_GIVEN_NAMES = \`
${toLines(characters)}
\`
`,
  )
}

function toLines(words: readonly string[]): string {
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line.length + word.length > 140) {
      lines.push(line)
      line = ''
    }
    line += line === '' ? word : ` ${word}`
  }
  return [...lines, line].join('\n')
}

const folder = process.argv[2] ?? '.'
const names = [
  ...readNames(folder, 'first_name_man_org.csv'),
  ...readNames(folder, 'first_name_woman_org.csv'),
]
if (process.argv.includes('--check')) check(names)
else write(folder, names)
