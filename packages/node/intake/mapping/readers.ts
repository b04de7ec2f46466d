import type { SourceValue } from '@isthmus/connectors'
import type { MappingEach } from '@isthmus/contract'
import { readDocumentText } from './document-text.ts'
import { itemsAt, textsAt } from './paths.ts'
import { noteFault, type Reading } from './reading.ts'
import { stripEnds } from './strip-ends.ts'
import { tidy } from './value.ts'

export type ReaderName = NonNullable<Exclude<MappingEach, string>['read']>[number]

/** What a reader makes of one text: a small record whose paths the mapping may name. */
export type ReadItem = { [field: string]: SourceValue }

/** The fields that each reader can give, so that a mapping can be checked against them. */
export const readerFields: Readonly<Record<ReaderName, readonly string[]>> = {
  'numbered-list': ['text'],
  'comma-name': ['family', 'given', 'full', 'text'],
  'labelled-remarks': ['label', 'text'],
  'document-text': ['type', 'number', 'country', 'issuedOn', 'expiresOn', 'text'],
}

/** A remark written out longer than this is not read; the readers look at every character more than once. */
const mostCharacters = 20_000

/** The items for which an entry is made: the record itself, the items at a path, or what readers make of their texts. */
export function scopesOf(each: MappingEach | undefined, scope: SourceValue, reading: Reading): SourceValue[] {
  if (each === undefined) return [scope]
  if (typeof each === 'string') return itemsAt(scope, each)
  if (!each.read) return itemsAt(scope, each.path)
  const { path, text: textPath = '.' } = each
  let items = itemsAt(scope, path).flatMap((item) =>
    tidy(textsAt(item, textPath), reading).map((text) => toReadItem(item, text)),
  )
  for (const name of each.read)
    items = items.flatMap((item) => readWith(name, item, { reading, labels: each.labels ?? [] }))
  return items
}

function toReadItem(item: SourceValue, text: string): ReadItem {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item, text } : { text }
}

function readWith(
  name: ReaderName,
  item: ReadItem,
  context: { reading: Reading; labels: string[] },
): ReadItem[] {
  const text = item.text
  if (typeof text !== 'string') return []
  if (text.length > mostCharacters) {
    noteFault(context.reading, 'text', `a text to be read is longer than ${mostCharacters} characters`)
    return []
  }
  return readText(name, text, context.labels).map((made) => ({ ...item, ...made }))
}

function readText(name: ReaderName, text: string, labels: string[]): ReadItem[] {
  if (name === 'numbered-list') return readNumberedList(text)
  if (name === 'comma-name') return [readCommaName(text)]
  if (name === 'labelled-remarks') return readLabelledRemarks(text, labels)
  return readDocumentText(text)
}

/** "FAMILY, Given Middle"; a text without a comma is the whole name. */
export function readCommaName(text: string): ReadItem {
  const at = text.indexOf(',')
  if (at < 0) return { full: text.trim() }
  const family = text.slice(0, at).trim()
  const given = text.slice(at + 1).trim()
  return family && given ? { family, given } : { full: family || given }
}

/** "Label text; Label text." for the labels asked for, the longest label winning. */
export function readLabelledRemarks(text: string, labels: readonly string[]): ReadItem[] {
  const longestFirst = labels.toSorted((left, right) => right.length - left.length)
  return remarksOf(text).flatMap((remark) => {
    const label = longestFirst.find((known) => isLabelOf(known, remark))
    if (label === undefined) return []
    const rest = remark.slice(label.length).replace(/^[:\s]+/u, '')
    return rest ? [{ label, text: rest }] : []
  })
}

function isLabelOf(label: string, remark: string): boolean {
  if (!remark.toLowerCase().startsWith(label.toLowerCase())) return false
  return /^(?:[\s:]|$)/u.test(remark.slice(label.length, label.length + 1))
}

function remarksOf(text: string): string[] {
  return text.split(';').map((remark, index, all) => {
    const bare = remark.trim()
    return index === all.length - 1 && bare.endsWith('.') ? bare.slice(0, -1) : bare
  })
}

/** "1) A 2) B", "(a) A (b) B": the items in order. Only the next number counts, so "(5)" inside an item does not cut it. */
export function readNumberedList(text: string): ReadItem[] {
  const items: string[] = []
  let start = 0
  let expected = 0
  for (const mark of text.matchAll(/\(?\b(\d{1,2}|[a-zA-Z])\)/gu)) {
    if (ordinalOf(mark[1] ?? '', expected) !== expected) continue
    items.push(text.slice(start, mark.index))
    start = mark.index + mark[0].length
    expected++
  }
  items.push(text.slice(start))
  return items
    .map((item) => stripEnds(item, { start: ',;:&-', end: ',;:&-' }))
    .filter((item) => item !== '')
    .map((item) => ({ text: item }))
}

function ordinalOf(mark: string, expected: number): number {
  if (/^\d+$/u.test(mark)) return Number(mark) - 1
  const letter = mark.toLowerCase().codePointAt(0) ?? 0
  return expected < 26 ? letter - 97 : -1
}
