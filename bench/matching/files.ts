import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The text of the first of `paths` that lies in one of `folders`, unpacked; undefined when none does. */
export function findText(folders: readonly string[], ...paths: string[]): string | undefined {
  for (const folder of folders) {
    for (const path of paths) {
      const file = join(folder, path)
      if (existsSync(file))
        return (path.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file)).toString('utf8')
    }
  }
  return undefined
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
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as T) // The caller names the shape of its own benchmark file.
}
