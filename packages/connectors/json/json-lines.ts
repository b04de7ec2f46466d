import { isUtf8 } from 'node:buffer'
import type { ByteWindow } from '../files/byte-window.ts'
import { limits } from '../limits.ts'
import type { JsonFault } from './json-record.ts'

/** The text of one record and where it stands, or why it cannot be read. */
export type JsonText =
  | { start: number; length: number; line: number; text: string }
  | (JsonFault & { line: number })

const newline = 0x0a
const longLine = {
  reason: 'the line is longer than 16 MiB',
  remedy: 'Check that the file has one record a line.',
}
export const notUtf8 = {
  reason: 'the record has bytes that are not UTF-8',
  remedy: 'Set the encoding in which the file was written.',
}

/** The lines of a file that are not blank, block by block. */
export async function* readJsonLines(window: ByteWindow): AsyncGenerator<Generator<JsonText>> {
  const progress = { line: 1, consumed: 0, skips: false }
  while (await window.advance(progress.consumed)) {
    yield scanLines(window, progress)
    if (window.atEnd) return
  }
}

type Progress = { line: number; consumed: number; skips: boolean }

function* scanLines(window: ByteWindow, progress: Progress): Generator<JsonText> {
  const { bytes, start } = window
  const end = window.atEnd ? bytes.length : bytes.lastIndexOf(newline) + 1
  const isValid = isUtf8(bytes.subarray(0, end))
  let at = start === 0 && isBom(bytes) ? 3 : 0
  while (at < end) {
    const found = bytes.indexOf(newline, at)
    const lineEnd = found === -1 || found >= end ? end : found
    const { line } = progress
    if (progress.skips) progress.skips = false
    else if (!isValid && !isUtf8(bytes.subarray(at, lineEnd))) yield { line, ...notUtf8 }
    else {
      const text = bytes.toString('utf8', at, lineEnd)
      if (text.trim() !== '') yield { start: start + at, length: lineEnd - at, line, text }
    }
    progress.line += 1
    at = lineEnd + 1
  }
  progress.consumed = Math.min(at, bytes.length)
  if (window.atEnd || bytes.length - progress.consumed <= limits.record) return
  if (!progress.skips) yield { line: progress.line, ...longLine }
  progress.skips = true
  progress.consumed = bytes.length
}

export function isBom(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
