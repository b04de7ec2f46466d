/**
 * Makes packages/protocol/names/cantonese-readings.ts: the Cantonese (Jyutping) reading of the Han characters of
 * GB 2312 and of the first level of Big5, from Unicode's Unihan database. Usage:
 * `node bench/learn/make-cantonese-readings.ts FOLDER`, where FOLDER holds Unihan_Readings.txt.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OUT = join(import.meta.dirname, '../../packages/protocol/names/cantonese-readings.ts')
const LINE = 110

/** The characters of a rectangle of lead and trail bytes of an old encoding. */
function listCharacters(encoding: string, leads: readonly [number, number], first: number): Set<string> {
  const decoder = new TextDecoder(encoding)
  const found = new Set<string>()
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (let trail = first; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (/^\p{Script=Han}$/u.test(character)) found.add(character)
    }
  }
  return found
}

// GB 2312 is the part of GBK with trail bytes from A1 on.
const wanted = listCharacters('gbk', [0xb0, 0xf7], 0xa1)
for (const character of listCharacters('big5', [0xa4, 0xc6], 0x40)) wanted.add(character)

const bySound = new Map<string, string[]>()
for (const line of readFileSync(join(process.argv[2] ?? '.', 'Unihan_Readings.txt'), 'utf8').split('\n')) {
  const found = /^U\+([0-9A-F]{4})\tkCantonese\t([a-z]+)[1-6]/.exec(line)
  if (found?.[1] === undefined || found[2] === undefined) continue
  const character = String.fromCodePoint(Number.parseInt(found[1], 16))
  if (wanted.has(character)) bySound.set(found[2], [...(bySound.get(found[2]) ?? []), character])
}
const lines: string[] = []
let line = ''
for (const [sound, characters] of [...bySound].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const word = sound + characters.join('')
  if (line.length + word.length > LINE && line !== '') {
    lines.push(line)
    line = ''
  }
  line += line === '' ? word : ` ${word}`
}
lines.push(line)
writeFileSync(
  OUT,
  `/**
 * The Cantonese reading (Jyutping without tone) of Han characters: each word is a reading and the characters read so.
 * Made by bench/learn/make-cantonese-readings.ts from Unihan (field kCantonese, the first reading), Unicode Licence v3.
 */
export const CANTONESE_READINGS = \`
${lines.join('\n')}
\`
`,
)
