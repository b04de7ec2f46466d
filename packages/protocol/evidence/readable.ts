import { equalBytes, fromBase64Url, fromUtf8, toBase64Url } from '../bytes/index.ts'
import {
  canonicalJson,
  hashBytes,
  leafHash,
  numberPath,
  saltBytes,
  textCommitment,
  tileWidth,
} from '../log/index.ts'
import type { Findings } from './finding.ts'
import { say } from './words/catalogue.ts'

/** An entry that can be read: its place in the log, the salt and the JSON that its leaf commits to. */
export type ReadableEntry = { index: number; salt: Uint8Array; entry: unknown }

/** The readable entries of a bundle lie beside it; erased ones have no line. */
export function readablePath(index: number): string {
  return `readable/${numberPath(index)}.ndjson`
}

/** One line of such a file: canonical JSON, so that there is one text only. */
export function formatReadable({ index, salt, entry }: ReadableEntry): string {
  return toLine(canonicalJson(entry), index, toBase64Url(salt))
}

function toLine(entry: string, index: number, salt: string): string {
  return `{"entry":${entry},"index":${index},"salt":"${salt}"}\n`
}

/** Every line against the hash of its leaf; gives how many entries were read. */
export function verifyReadable(
  bytes: Uint8Array,
  bundle: { index: number; hashes: Uint8Array },
  findings: Findings,
): number {
  const place = readablePath(bundle.index)
  const text = fromUtf8(bytes)
  if (text === undefined || (text !== '' && !text.endsWith('\n'))) {
    findings.fail('readable', place, say('readable-malformed'))
    return 0
  }
  let last = bundle.index * tileWidth - 1
  let readable = 0
  text
    .split('\n')
    .slice(0, -1)
    .forEach((line, at) => {
      const found = findEntry(line)
      const from = found && (found.index - bundle.index * tileWidth) * hashBytes
      const hash = from === undefined ? undefined : bundle.hashes.subarray(from, from + hashBytes)
      const isNext = found !== undefined && found.index > last
      if (isNext && hash && equalBytes(leafHash(textCommitment(found.salt, found.entry)), hash)) {
        last = found.index
        readable++
        return
      }
      const said = found
        ? say('readable-entry-wrong', { index: found.index })
        : say('readable-line-wrong', { line: at + 1 })
      findings.fail('readable', `${place} line ${at + 1}`, said)
    })
  return readable
}

const prefix = '{"entry":'
const rest = /^,"index":(0|[1-9]\d{0,15}),"salt":"([A-Za-z0-9_-]{43})"\}$/

/**
 * The parts of a line, undefined when it is not as `formatReadable` writes it. The text of the entry is not parsed: it is
 * the logged one, byte for byte, or its commitment is another.
 */
function findEntry(line: string): { index: number; salt: Uint8Array; entry: string } | undefined {
  const end = line.lastIndexOf(',"index":')
  const [, index, salt = ''] = line.startsWith(prefix) && end > 0 ? (rest.exec(line.slice(end)) ?? []) : []
  const bytes = fromBase64Url(salt)
  if (index === undefined || bytes?.length !== saltBytes) return undefined
  return { index: Number(index), salt: bytes, entry: line.slice(prefix.length, end) }
}
