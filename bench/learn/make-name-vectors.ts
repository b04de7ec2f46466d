/**
 * Rewrites what vectors/names says of each written name (text, script, words, roles, other readings), and sounds.json
 * (sounds and skeletons), as packages/protocol/names reads them now. Run it after a table has changed, and read the
 * difference against the standard that each file names: it is the review that makes these values right.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toNameForms } from '@isthmus/protocol/names'

type Vectors = {
  language: string
  source: string
  names: { written: string }[]
  meet: [string, string][]
  differ: [string, string][]
}

const FOLDER = join(import.meta.dirname, '../../vectors/names')
const SOUNDS = 'sounds.json'

const sounds: unknown[] = []
for (const file of readdirSync(FOLDER).sort()) {
  if (!file.endsWith('.json') || file === SOUNDS) continue
  const vectors: Vectors = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))
  writeFileSync(join(FOLDER, file), toText(vectors))
  for (const { written } of vectors.names) {
    const words = toNameForms(written).tokens.map(({ sound, skeletons }) => ({ sound, skeletons }))
    sounds.push({ written, words })
  }
}
writeFileSync(join(FOLDER, SOUNDS), `{\n  "names": ${toList(sounds)}\n}\n`)

function toText({ language, source, names, meet, differ }: Vectors): string {
  return `{
  "language": ${toLine(language)},
  "source": ${toLine(source)},
  "names": ${toList(names.map(({ written }) => toName(written)))},
  "meet": ${toList(meet)},
  "differ": ${toList(differ)}
}
`
}

function toName(written: string) {
  const { text, script, tokens, otherReadings } = toNameForms(written)
  return {
    written,
    text,
    script,
    words: tokens.map(({ roman }) => roman),
    roles: tokens.map(({ role }) => role),
    ...(otherReadings.length === 0
      ? {}
      : { otherReadings: otherReadings.map((reading) => reading.map(({ roman }) => roman)) }),
  }
}

function toList(items: readonly unknown[]): string {
  return items.length === 0 ? '[]' : `[\n    ${items.map(toLine).join(',\n    ')}\n  ]`
}

/** JSON in which characters that are not seen are escaped. */
function toLine(value: unknown): string {
  return JSON.stringify(value).replace(/\p{Cf}/gu, (hidden) =>
    [...hidden].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  )
}
