import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The person data that the project ships. */
export const shippedFolder = join(import.meta.dirname, '..', 'data', 'persons')

/**
 * The text of the first of `paths` that lies in one of `folders`, unpacked; undefined when none does. A file is also found
 * packed or unpacked otherwise than named, and `*` in a file's name stands for anything: a date, "_half".
 */
export function findText(folders: readonly string[], ...paths: string[]): string | undefined {
  for (const folder of folders) {
    for (const path of paths) {
      const file = findFile(folder, path)
      if (file !== undefined) return readText(file)
    }
  }
  return undefined
}

function findFile(folder: string, path: string): string | undefined {
  const plain = path.replace(/\.gz$/, '')
  const exact = [path, plain, `${plain}.gz`].map((name) => join(folder, name))
  const found = exact.find((file) => existsSync(file))
  if (found !== undefined || !path.includes('*')) return found
  const place = join(folder, dirname(path))
  if (!existsSync(place)) return undefined
  const pieces = basename(plain).split('*')
  const name = readdirSync(place)
    .sort()
    .find((candidate) => fits(candidate.replace(/\.gz$/, ''), pieces))
  return name === undefined ? undefined : join(place, name)
}

/** Whether `name` is these pieces in this order, with anything in between. */
function fits(name: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces
  const last = rest.pop() ?? ''
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at + last.length <= name.length
}

function readText(file: string): string {
  const bytes = readFileSync(file)
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
}

/** Rows of a CSV text with a header line, as objects; quotes as in RFC 4180, spaces around values dropped. */
export function toRows(text: string, delimiter = ','): Record<string, string>[] {
  const lines = toCells(text, delimiter)
  const header = (lines.shift() ?? []).map((name) => name.trim())
  return lines.map((cells) => Object.fromEntries(header.map((name, at) => [name, (cells[at] ?? '').trim()])))
}

function toCells(text: string, delimiter: string): string[][] {
  const lines: string[][] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (text.charAt(at + 1) === '"') cell += text.charAt(at++)
      else isQuoted = false
    } else if (character === '"' && cell.trim() === '') isQuoted = true
    else if (character === delimiter) {
      cells.push(cell)
      cell = ''
    } else if (character === '\n') {
      cells.push(cell)
      if (cells.length > 1 || cell.trim() !== '') lines.push(cells)
      cells = []
      cell = ''
    } else if (character !== '\r') cell += character
  }
  if (cell !== '' || cells.length > 0) lines.push([...cells, cell])
  return lines
}

/** Objects of a JSON Lines text. */
export function toObjects<T>(text: string): T[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => JSON.parse(line) as T) // The caller names the shape of its own benchmark file.
}
