import { type Period, toYearMonthDay } from '../dates/index.ts'
import { NumberStack } from './number-stack.ts'
import { PackedName, packName, skipName, WordStore } from './packed-names.ts'
import type { Profile, ProfileDocument } from './profile.ts'
import type { ProfileName } from './profile-name.ts'
import { type ProfilePlace, toProfilePlace } from './profile-place.ts'

type Birth = Profile['births'][number]

const precisions = ['day', 'month', 'year', 'range'] as const
const most = 0xffff

/**
 * Many persons ready to be compared in little memory: a few numbers for each, and every word once. Holds clear values; it
 * is for the memory of a running process only. What is got from it is as `toPersonProfile` made it.
 */
export class PackedProfiles {
  readonly #numbers = new NumberStack()
  readonly #starts = new NumberStack()
  readonly #words = new WordStore()

  /** Persons held. */
  get size(): number {
    return this.#starts.length
  }

  /** Memory of the numbers; the words come on top. */
  get bytes(): number {
    return this.#numbers.bytes + this.#starts.bytes
  }

  /** Different words held. */
  get words(): number {
    return this.#words.words
  }

  /** Keeps a profile and returns its number: 0, 1, 2. */
  add({ names, births, nationalities, places, documents, sex }: Profile): number {
    const numbers = this.#numbers
    const words = this.#words
    this.#starts.push(numbers.length)
    numbers.push(Math.min(most, names.length) | (Math.min(most, births.length) << 16))
    numbers.push(Math.min(most, nationalities.length) | (Math.min(most, documents.length) << 16))
    numbers.push(Math.min(most, places.length) | ((sex === undefined ? 0 : words.addText(sex) + 1) << 16))
    for (const name of names.slice(0, most)) packName(name, numbers, words)
    for (const birth of births.slice(0, most)) packBirth(birth, numbers)
    for (const nationality of nationalities.slice(0, most)) numbers.push(words.addText(nationality))
    for (const document of documents.slice(0, most)) packDocument(document, numbers, words)
    for (const { text } of places.slice(0, most)) numbers.pushText(text)
    return this.#starts.length - 1
  }

  /** The profile with this number. Throws RangeError when there is none. */
  get(number: number): Profile {
    if (number >= this.#starts.length) throw new RangeError(`no profile ${number} is held`)
    return new PackedProfile(this.#starts.at(number), this.#numbers, this.#words)
  }
}

/** What a question seldom asks for is made when somebody looks at it. */
class PackedProfile implements Profile {
  readonly names: readonly ProfileName[]
  readonly births: readonly Birth[]
  readonly nationalities: readonly string[]
  readonly sex: string | undefined
  readonly #numbers: NumberStack
  readonly #words: WordStore
  readonly #documentCount: number
  readonly #placeCount: number
  /** Of the documents and places. */
  readonly #restAt: number
  #documents: readonly ProfileDocument[] | undefined
  #places: readonly ProfilePlace[] | undefined

  constructor(start: number, numbers: NumberStack, words: WordStore) {
    const counts = numbers.at(start)
    const others = numbers.at(start + 1)
    const last = numbers.at(start + 2)
    let at = start + 3
    const names: ProfileName[] = []
    for (let left = counts & 0xffff; left > 0; left--) {
      names.push(new PackedName(at, numbers, words))
      at = skipName(at, numbers)
    }
    const births: Birth[] = []
    for (let left = counts >>> 16; left > 0; left--) {
      births.push(new PackedBirth(at, numbers))
      at = skipBirth(at, numbers)
    }
    const nationalities: string[] = []
    for (let left = others & 0xffff; left > 0; left--) nationalities.push(words.text(numbers.at(at++)))
    this.names = names
    this.births = births
    this.nationalities = nationalities
    this.sex = last >>> 16 === 0 ? undefined : words.text((last >>> 16) - 1)
    this.#numbers = numbers
    this.#words = words
    this.#documentCount = others >>> 16
    this.#placeCount = last & 0xffff
    this.#restAt = at
  }

  get documents(): readonly ProfileDocument[] {
    this.#documents ??= this.#unpackDocuments()
    return this.#documents
  }

  get places(): readonly ProfilePlace[] {
    this.#places ??= this.#unpackPlaces()
    return this.#places
  }

  #unpackDocuments(): ProfileDocument[] {
    const found: ProfileDocument[] = []
    let at = this.#restAt
    for (let left = this.#documentCount; left > 0; left--) {
      const country = this.#numbers.at(at)
      found.push({
        number: this.#numbers.textAt(at + 1),
        country: country === 0 ? undefined : this.#words.text(country - 1),
      })
      at = this.#numbers.skipText(at + 1)
    }
    return found
  }

  #unpackPlaces(): ProfilePlace[] {
    const found: ProfilePlace[] = []
    let at = this.#restAt
    for (let left = this.#documentCount; left > 0; left--) at = this.#numbers.skipText(at + 1)
    for (let left = this.#placeCount; left > 0; left--) {
      found.push(toProfilePlace(this.#numbers.textAt(at)))
      at = this.#numbers.skipText(at)
    }
    return found
  }
}

function packDocument({ number, country }: ProfileDocument, numbers: NumberStack, words: WordStore): void {
  numbers.push(country === undefined ? 0 : words.addText(country) + 1)
  numbers.pushText(number)
}

const hasTextBit = 1
const isCircaBit = 2
const precisionShift = 2

function packBirth({ period, edtf }: Birth, numbers: NumberStack): void {
  const hasText = edtf !== toEdtf(period)
  const precision = precisions.indexOf(period.precision)
  numbers.push((hasText ? hasTextBit : 0) | (period.isCirca ? isCircaBit : 0) | (precision << precisionShift))
  numbers.push(period.from)
  numbers.push(period.to)
  if (hasText) numbers.pushText(edtf)
}

function skipBirth(at: number, numbers: NumberStack): number {
  return numbers.at(at) & hasTextBit ? numbers.skipText(at + 3) : at + 3
}

class PackedBirth implements Birth {
  readonly period: Period
  readonly #at: number
  readonly #numbers: NumberStack

  constructor(at: number, numbers: NumberStack) {
    const head = numbers.at(at)
    this.period = {
      from: numbers.at(at + 1) | 0,
      to: numbers.at(at + 2) | 0,
      precision: precisions[(head >>> precisionShift) & 3] ?? 'range',
      isCirca: (head & isCircaBit) !== 0,
    }
    this.#at = at
    this.#numbers = numbers
  }

  get edtf(): string {
    return this.#numbers.at(this.#at) & hasTextBit ? this.#numbers.textAt(this.#at + 3) : toEdtf(this.period)
  }
}

/** Days of birth are few, and come again with every comparison. */
const dayTexts = new Map<number, string>()
const mostDayTexts = 50_000

function toDayText(dayNumber: number): string {
  const known = dayTexts.get(dayNumber)
  if (known !== undefined) return known
  const made = toText(dayNumber, 3)
  if (dayTexts.size >= mostDayTexts) dayTexts.clear()
  dayTexts.set(dayNumber, made)
  return made
}

/** How the date of a period is mostly written. */
function toEdtf({ from, to, precision, isCirca }: Period): string {
  const circa = isCirca ? '~' : ''
  if (precision === 'day') return `${toDayText(from)}${circa}`
  if (precision === 'month') return `${toText(from, 2)}${circa}`
  return precision === 'year' ? `${toText(from, 1)}${circa}` : `${toText(from, 1)}/${toText(to, 1)}`
}

function toText(dayNumber: number, fields: 1 | 2 | 3): string {
  const { year, month, day } = toYearMonthDay(dayNumber)
  const texts = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')]
  return texts.slice(0, fields).join('-')
}
