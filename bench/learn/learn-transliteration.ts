/**
 * Makes packages/protocol/names/learned/<script>.ts: which chunks of letters of a script stand for which Latin letters
 * and which consonant classes, learnt from pairs of name words (same files as the person data's `multiscript` folder).
 * Usage: `node bench/learn/learn-transliteration.ts DIR [even|odd] [script,script]`; the halves are for trying things out.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toNameForms } from '@isthmus/protocol/names'
import { ChunkModel, type ChunkPair, type Sizes, type WordPair } from './chunk-model.ts'
import { toChunkTable } from './chunk-table.ts'
import { toSkeletonTable } from './skeleton-table.ts'
import { readWordPairs, type TokenPair } from './word-pairs.ts'

const OUT = join(import.meta.dirname, '..', '..', 'packages', 'protocol', 'names', 'learned')
const MAX_PAIRS = 30_000
const ROUNDS = 7
const LEAST_BITS_PER_LETTER = 6
/** Chunks met fewer times, as expected, are left out. */
const LEAST_MET = { chunks: 1, skeletons: 1.5 }
/** Bits that a longer chunk must add to what smaller ones say. */
const SPARE = { chunks: 0.5, skeletons: 0.4 }

const LETTERS: Sizes = [
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 1],
  [3, 1],
  [1, 2],
  [2, 2],
  [3, 2],
]
const UP_TO_TWO_CLASSES: Sizes = [
  [0, 1],
  [1, 1],
  [2, 1],
  [0, 2],
  [1, 2],
  [2, 2],
]
const CLASSES: Sizes = [...UP_TO_TWO_CLASSES, [1, 3], [2, 3]]

type Script = { name: string; letters: Sizes; classes: Sizes }

const scripts: readonly Script[] = [
  { name: 'arabic', letters: LETTERS, classes: CLASSES },
  {
    name: 'chinese',
    letters: [
      [1, 0],
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
    ],
    classes: [
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  },
  { name: 'hebrew', letters: LETTERS, classes: CLASSES },
  { name: 'katakana', letters: LETTERS, classes: CLASSES },
  {
    name: 'korean',
    letters: LETTERS,
    classes: [...UP_TO_TWO_CLASSES, [0, 3], [1, 3], [2, 3]],
  },
  { name: 'russian', letters: LETTERS, classes: CLASSES },
]

/** The most frequent third, and every n-th of the rest. */
function toSample(pairs: readonly TokenPair[]): TokenPair[] {
  const sorted = [...pairs].sort(
    (a, b) => b.count - a.count || (a.latin + a.other < b.latin + b.other ? -1 : 1),
  )
  if (sorted.length <= MAX_PAIRS) return sorted
  const sample = sorted.slice(0, MAX_PAIRS / 3)
  const rest = sorted.slice(MAX_PAIRS / 3)
  const step = rest.length / (MAX_PAIRS - sample.length)
  for (let at = 0; at < rest.length; at += step)
    sample.push(...rest.slice(Math.floor(at), Math.floor(at) + 1))
  return sample
}

/** The pairs as the protocol reads them: Latin without marks, the other script's letters as tables know them. */
function toWordPairs(pairs: readonly TokenPair[], leftOf: (latin: string) => string): WordPair[] {
  const found: WordPair[] = []
  for (const { latin, other, count } of pairs) {
    // A separator keeps a lone Han or Hangul word from being cut into surname and given name.
    const token = toNameForms(`${other}·`).tokens
    const left = [...leftOf(latin)]
    const right = [...(token.length === 1 ? (token[0]?.letters.written ?? '') : '')]
    if (left.length > 0 && right.length > 0 && left.length < 16 && right.length < 26)
      found.push({ left, right, weight: 1 + Math.log2(count) })
  }
  return found
}

function toLatinLetters(latin: string): string {
  return toNameForms(latin)
    .tokens.map(({ letters }) => letters.written)
    .join('')
}

function toLatinClasses(latin: string): string {
  return toNameForms(latin)
    .tokens.map(({ skeleton }) => skeleton)
    .join('')
}

function learn(pairs: readonly WordPair[], sizes: Sizes, least: number): ChunkPair[] {
  const model = new ChunkModel(pairs, sizes)
  model.learn(ROUNDS, LEAST_BITS_PER_LETTER)
  return model.toPairs(least).filter(({ right }) => !/[^\p{L}\p{M}'ー]/u.test(right))
}

function learnScript(folder: string, script: Script, part: 'all' | 'even' | 'odd'): void {
  const sample = toSample(readWordPairs(folder, script.name, part))
  console.log(`${script.name}: ${sample.length} pairs`)
  const chunks = learn(toWordPairs(sample, toLatinLetters), script.letters, LEAST_MET.chunks)
  const skeletons = learn(toWordPairs(sample, toLatinClasses), script.classes, LEAST_MET.skeletons)
  const text = `// Made by bench/learn/learn-transliteration.ts; do not edit. Sources and licence: packages/protocol/names/README.md.

/** Letters of this script, Latin letters and what the two say for each other; see chunk-likeness.ts. */
export const chunks = \`
${toChunkTable(chunks, SPARE.chunks)}
\`

/** Letters of this script and the consonant classes that they stand for; see guessed-skeletons.ts. */
export const skeletons = \`
${toSkeletonTable(skeletons, SPARE.skeletons)}
\`
`
  writeFileSync(join(OUT, `${script.name}.ts`), text)
  console.log(`${script.name}: ${Buffer.byteLength(text)} bytes written`)
}

const [folder, half = 'all', only] = process.argv.slice(2)
if (folder === undefined) throw new Error('give the folder of the word pairs as the first argument')
if (half !== 'all' && half !== 'even' && half !== 'odd')
  throw new Error('the second argument is all, even or odd')
mkdirSync(OUT, { recursive: true })
for (const script of scripts)
  if (only === undefined || only.split(',').includes(script.name)) learnScript(folder, script, half)
