import type { Name, Person } from '@isthmus/contract'
import { findDocumentNumber } from '@isthmus/protocol/match-keys'
import { toNameForms } from '@isthmus/protocol/names'
import type { GrowingColumn } from './growing-column.ts'
import { type Hash, hashOf, type KeyWord, mix, sumOf, toKeyWords } from './key-word.ts'

/** Kinds of match keys. Those that hold one identifying part only are joined with a birth before they are used. */
export const keyKinds = { twoWords: 1, wholeName: 2, word: 3, initials: 4, document: 5 } as const

export type KeySink = {
  person: GrowingColumn
  kind: GrowingColumn
  /** Each key's lower half, then its higher one. */
  halves: GrowingColumn
}

const mostWords = 6
const mostNames = 20
const mostKeys = 80
const leastClasses = 5
const memoSize = 200_000
const parts = ['given', 'middle', 'patronymic', 'family', 'full'] as const
const isHan = /\p{Script=Han}/u

/**
 * Makes the match keys of persons as hashes. Words come again and again, so each part of a name is read once; of a
 * million persons the different parts are few.
 */
export class KeyMaker {
  readonly #words = new Map<string, readonly KeyWord[]>()
  /** Keys of the present person: lower and higher half, kind. */
  readonly #seen: number[] = []
  #number = 0
  #sink: KeySink | undefined

  /** Adds the keys of a person; answers the consonant classes of the first and the last word of its first name. */
  addKeys(number: number, person: Person, sink: KeySink): readonly [string, string] {
    this.#number = number
    this.#sink = sink
    this.#seen.length = 0
    let ends: readonly [string, string] | undefined
    let names = 0
    for (const claim of person.claims) {
      for (const name of claim.names) {
        if (names++ >= mostNames) break
        for (const words of this.#read(name)) {
          ends ??= [words[0]?.text ?? '', words.at(-1)?.text ?? '']
          this.#addName(chosen(words))
        }
      }
      for (const { number: text } of claim.documents) {
        const found = findDocumentNumber(text)
        if (found !== undefined) this.#add(keyKinds.document, hashOf(found))
      }
    }
    return ends ?? ['', '']
  }

  /** The words of a name, once for each way to read it. */
  #read(name: Name): readonly (readonly KeyWord[])[] {
    const hasParts = name.family !== undefined || name.given !== undefined
    let words: readonly KeyWord[] = []
    for (const part of parts) {
      const text = name[part]
      if (text === undefined || text === '' || hasParts === (part === 'full')) continue
      if (isHan.test(text)) return toReadings(name)
      const ofPart = this.#readPart(part, text)
      words = words.length === 0 ? ofPart : [...words, ...ofPart]
    }
    return [words]
  }

  #readPart(part: (typeof parts)[number], text: string): readonly KeyWord[] {
    // A word may be read otherwise where the part is not known.
    const place = part === 'full' ? `\n${text}` : text
    const known = this.#words.get(place)
    if (known !== undefined) return known
    const words = toKeyWords(toNameForms(part === 'full' ? text : { [part]: text }).tokens)
    if (this.#words.size >= memoSize) this.#words.clear()
    this.#words.set(place, words)
    return words
  }

  #addName(words: readonly KeyWord[]): void {
    if (words.length > 1 && words.reduce((sum, { classes }) => sum + classes, 0) >= leastClasses)
      this.#add(keyKinds.wholeName, words.map(({ whole }) => whole).reduce(sumOf))
    for (let i = 0; i < words.length; i++) {
      const a = words[i]
      if (a === undefined) continue
      this.#add(keyKinds.word, a.skeleton)
      for (let j = i + 1; j < words.length; j++) {
        const b = words[j]
        if (b !== undefined) this.#addPairs(a, b)
      }
    }
  }

  #addPairs(a: KeyWord, b: KeyWord): void {
    this.#addPair(keyKinds.twoWords, a.skeleton, b.skeleton)
    if (a.other !== undefined) this.#addPair(keyKinds.twoWords, a.other, b.skeleton)
    if (b.other !== undefined) this.#addPair(keyKinds.twoWords, a.skeleton, b.other)
    if (a.short !== undefined && b.short !== undefined) this.#addPair(keyKinds.twoWords, a.short, b.short)
    this.#addPair(keyKinds.initials, a.initial, b.initial)
  }

  /** The same key whichever word stands first. */
  #addPair(kind: number, a: Hash, b: Hash): void {
    const isTurned = a.low > b.low
    const [one, other] = isTurned ? [b, a] : [a, b]
    this.#add(kind, { low: mix(one.low + Math.imul(other.low, 31)), high: mix(one.high ^ mix(other.high)) })
  }

  #add(kind: number, { low, high }: Hash): void {
    const seen = this.#seen
    for (let at = 0; at < seen.length; at += 3)
      if (seen[at] === low && seen[at + 1] === high && seen[at + 2] === kind) return
    if (seen.length >= mostKeys * 3) return
    seen.push(low, high, kind)
    this.#sink?.person.add(this.#number)
    this.#sink?.kind.add(kind)
    this.#sink?.halves.add(low).add(high)
  }
}

function toReadings(name: Name): KeyWord[][] {
  const { tokens, otherReadings } = toNameForms(name)
  return [tokens, ...otherReadings].map(toKeyWords)
}

/** Titles count only where there is nothing else; of too many words the longest. */
function chosen(words: readonly KeyWord[]): readonly KeyWord[] {
  const names = words.every(({ counts }) => counts) ? words : words.filter(({ counts }) => counts)
  const good = names.length >= 2 ? names : words
  if (good.length <= mostWords) return good
  return [...good].sort((a, b) => b.text.length - a.text.length).slice(0, mostWords)
}
