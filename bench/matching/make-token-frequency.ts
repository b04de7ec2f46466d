/**
 * Makes packages/protocol/score/token-frequency.ts: how rare the words of names are, by skeleton, from the person data
 * of a directory (same files as the benchmark). Only counts of five and more leave it. Usage:
 * `node bench/matching/make-token-frequency.ts DIR`
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NameToken, toNameForms } from '@isthmus/protocol/names'
import { findText, toObjects, toRows } from './files.ts'

const LEAST = { skeleton: 5, roman: 12 }
const OUT = join(import.meta.dirname, '..', '..', 'packages', 'protocol', 'score', 'token-frequency.ts')

function collectNames(folder: string): string[][] {
  const folders = [folder]
  const persons = toObjects<{ names: string[] }>(findText(folders, 'truth/persons.jsonl.gz') ?? '').map(
    (one) => one.names,
  )
  const multi = toObjects<{ names: { name: string }[] }>(
    findText(folders, 'multiscript/politicians_multiscript.jsonl.gz') ?? '',
  )
  const background = toRows(findText(folders, 'multiscript/politicians_background.tsv.gz') ?? 'name', '\t')
  const synthetic = toRows(findText(folders, 'bench/yente_negatives_global.csv.gz') ?? 'full_name')
  return [
    ...persons,
    ...multi.map((one) => one.names.map(({ name }) => name)),
    ...background.map((row) => [row.name ?? '']),
    ...synthetic.map((row) => [row.full_name ?? '']),
  ]
}

/** In how many persons' names each form of a word stands. */
function countForms(people: readonly string[][], formOf: (token: NameToken) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const names of people) {
    const tokens = names.flatMap((name) => toNameForms(name).tokens.filter((token) => token.role === 'name'))
    for (const form of new Set(tokens.map(formOf))) counts.set(form, (counts.get(form) ?? 0) + 1)
  }
  return counts
}

function toTable(counts: ReadonlyMap<string, number>, people: number, least: number): string {
  const lines = new Map<string, string[]>()
  for (const [skeleton, count] of [...counts].sort()) {
    if (count < least || skeleton === '') continue
    const bits = (Math.round(-Math.log2(count / people) * 2) / 2).toFixed(1)
    lines.set(bits, [...(lines.get(bits) ?? []), skeleton])
  }
  return [...lines]
    .sort((a, b) => Number(a[0]) - Number(b[0]))
    .map(([bits, skeletons]) => `${bits} ${skeletons.join(' ')}`)
    .join('\n')
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('give the directory of the person data as the first argument')
const people = collectNames(folder)
const skeletons = toTable(
  countForms(people, (token) => token.skeleton),
  people.length,
  LEAST.skeleton,
)
const romans = toTable(
  countForms(people, (token) => (token.isVowelless ? '' : token.roman)),
  people.length,
  LEAST.roman,
)
writeFileSync(
  OUT,
  `// Made by bench/matching/make-token-frequency.ts; do not edit.

/** Rarity in bits, then the skeletons that are so rare; what is missing is rarer still. */
export const tokenFrequency = \`
${skeletons}
\`

/** The same for words in Latin letters. */
export const romanFrequency = \`
${romans}
\`
`,
)
console.log(`${people.length} people, ${skeletons.length + romans.length} characters written to ${OUT}`)
