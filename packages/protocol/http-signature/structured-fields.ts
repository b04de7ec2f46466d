import { fromBase64, toBase64 } from '../bytes/index.ts'
import { HttpSignatureError } from './errors.ts'

/** A bare item of RFC 9651 section 3.3, without dates and display strings, which no field of ours uses. */
export type BareItem =
  | { kind: 'integer'; value: number }
  | { kind: 'decimal'; value: number }
  | { kind: 'string'; value: string }
  | { kind: 'token'; value: string }
  | { kind: 'bytes'; value: Uint8Array }
  | { kind: 'boolean'; value: boolean }

export type Parameters = ReadonlyMap<string, BareItem>
export type Item = { item: BareItem; parameters: Parameters }
export type InnerList = { items: readonly Item[]; parameters: Parameters }
export type Member = Item | InnerList

/** Longer than any field that two peers send; a parser that meets more is being worn out. */
const longestField = 16_384

type Cursor = { text: string; at: number }

/** RFC 9651 section 4.2.2. Throws HttpSignatureError STRUCTURED_FIELD_UNREADABLE, which does not repeat the text. */
export function parseDictionary(text: string): Map<string, Member> {
  if (text.length > longestField) throw unreadable('is too long')
  const cursor = { text, at: 0 }
  const dictionary = new Map<string, Member>()
  skip(cursor, ' ')
  while (!isAtEnd(cursor)) {
    const key = readKey(cursor)
    const member = take(cursor, '=') ? readMember(cursor) : isTrueWith(readParameters(cursor))
    // Of a key that comes twice the last one counts, at the place of the last one.
    dictionary.delete(key)
    dictionary.set(key, member)
    if (!readComma(cursor)) return dictionary
  }
  return dictionary
}

export function isInnerList(member: Member): member is InnerList {
  return 'items' in member
}

/** RFC 9651 section 4.1.1.1. */
export function serialiseInnerList({ items, parameters }: InnerList): string {
  return `(${items.map(serialiseItem).join(' ')})${serialiseParameters(parameters)}`
}

/** RFC 9651 section 4.1.3. */
export function serialiseItem({ item, parameters }: Item): string {
  return serialiseBare(item) + serialiseParameters(parameters)
}

export function serialiseMember(member: Member): string {
  return isInnerList(member) ? serialiseInnerList(member) : serialiseItem(member)
}

export function serialiseString(text: string): string {
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text)) return `"${text}"`
  if (!/^[\x20-\x7e]*$/.test(text)) throw unreadable('holds a string that is not ASCII')
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`
}

function serialiseParameters(parameters: Parameters): string {
  let text = ''
  for (const [key, item] of parameters) {
    text += item.kind === 'boolean' && item.value ? `;${key}` : `;${key}=${serialiseBare(item)}`
  }
  return text
}

function serialiseBare(item: BareItem): string {
  switch (item.kind) {
    case 'integer':
    case 'token':
      return String(item.value)
    case 'decimal':
      return Number.isInteger(item.value) ? `${item.value}.0` : String(item.value)
    case 'string':
      return serialiseString(item.value)
    case 'bytes':
      return `:${toBase64(item.value)}:`
    case 'boolean':
      return item.value ? '?1' : '?0'
  }
}

function readMember(cursor: Cursor): Member {
  return cursor.text[cursor.at] === '(' ? readInnerList(cursor) : readItem(cursor)
}

function readInnerList(cursor: Cursor): InnerList {
  cursor.at += 1
  const items: Item[] = []
  for (;;) {
    skip(cursor, ' ')
    if (take(cursor, ')')) return { items, parameters: readParameters(cursor) }
    items.push(readItem(cursor))
    const next = cursor.text[cursor.at]
    if (next !== ' ' && next !== ')') throw unreadable('has an inner list that is not closed')
  }
}

function readItem(cursor: Cursor): Item {
  const item = readBare(cursor)
  return { item, parameters: readParameters(cursor) }
}

function readParameters(cursor: Cursor): Parameters {
  const parameters = new Map<string, BareItem>()
  while (take(cursor, ';')) {
    skip(cursor, ' ')
    const key = readKey(cursor)
    const item = take(cursor, '=') ? readBare(cursor) : ({ kind: 'boolean', value: true } as const)
    parameters.delete(key)
    parameters.set(key, item)
  }
  return parameters
}

const keyPattern = /[a-z*][a-z0-9_.*-]*/y
const numberPattern = /-?[0-9]{1,15}(?:\.[0-9]{1,3})?/y
const stringPattern = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\\"])*)"/y
const tokenPattern = /[A-Za-z*][!#$%&'*+\-.^_`|~:/0-9A-Za-z]*/y
const bytesPattern = /:([A-Za-z0-9+/=]*):/y
const booleanPattern = /\?([01])/y

function readKey(cursor: Cursor): string {
  const found = match(cursor, keyPattern)
  if (!found) throw unreadable('has no key where one is due')
  return found[0]
}

function readBare(cursor: Cursor): BareItem {
  switch (cursor.text[cursor.at]) {
    case '"':
      return { kind: 'string', value: unescaped(readText(cursor, stringPattern)) }
    case ':':
      return { kind: 'bytes', value: readBytes(cursor) }
    case '?':
      return { kind: 'boolean', value: readText(cursor, booleanPattern) === '1' }
    default:
      return readNumber(cursor) ?? readToken(cursor)
  }
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\([\\"])/g, '$1') : text
}

function readText(cursor: Cursor, pattern: RegExp): string {
  const found = match(cursor, pattern)
  if (found?.[1] === undefined) throw unreadable('has a value that is not closed')
  return found[1]
}

function readBytes(cursor: Cursor): Uint8Array {
  const bytes = fromBase64(readText(cursor, bytesPattern))
  if (!bytes) throw unreadable('has bytes that are no base64')
  return bytes
}

function readNumber(cursor: Cursor): BareItem | undefined {
  const found = match(cursor, numberPattern)
  if (!found) return undefined
  if (/[0-9.]/.test(cursor.text[cursor.at] ?? '')) throw unreadable('has a number that is too long')
  const isDecimal = found[0].includes('.')
  if (isDecimal && found[0].indexOf('.') > 13) throw unreadable('has a number that is too long')
  return { kind: isDecimal ? 'decimal' : 'integer', value: Number(found[0]) }
}

function readToken(cursor: Cursor): BareItem {
  const found = match(cursor, tokenPattern)
  if (!found) throw unreadable('has no value where one is due')
  return { kind: 'token', value: found[0] }
}

/** Whether another member follows a comma. */
function readComma(cursor: Cursor): boolean {
  skip(cursor, ' \t')
  if (isAtEnd(cursor)) return false
  if (!take(cursor, ',')) throw unreadable('has no comma between two members')
  skip(cursor, ' \t')
  if (isAtEnd(cursor)) throw unreadable('ends in a comma')
  return true
}

function isTrueWith(parameters: Parameters): Item {
  return { item: { kind: 'boolean', value: true }, parameters }
}

function match(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (!found) return undefined
  cursor.at += found[0].length
  return found
}

function take(cursor: Cursor, letter: string): boolean {
  if (cursor.text[cursor.at] !== letter) return false
  cursor.at += 1
  return true
}

function skip(cursor: Cursor, letters: string): void {
  while (!isAtEnd(cursor) && letters.includes(cursor.text[cursor.at] ?? '')) cursor.at += 1
}

function isAtEnd({ text, at }: Cursor): boolean {
  return at >= text.length
}

function unreadable(what: string): HttpSignatureError {
  return new HttpSignatureError('STRUCTURED_FIELD_UNREADABLE', `a structured field ${what}`)
}
