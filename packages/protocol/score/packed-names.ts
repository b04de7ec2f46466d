import type { SoundCodes } from '../names/index.ts'
import type { NumberStack } from './number-stack.ts'
import { type ProfileName, type ProfileToken, toTokenKey } from './profile-name.ts'

const isAliasBit = 1 << 5
const isWeakBit = 1 << 6
const hasKeyBit = 1 << 7
const hasShownBit = 1 << 8
const hasKinBit = 1 << 9
const wordsMask = 31
const scriptShift = 16

/** The words and scripts of many names, each held once. */
export class WordStore {
  readonly #tokens: ProfileToken[] = []
  readonly #tokenNumbers = new Map<string, number>()
  readonly #texts: string[] = []
  readonly #textNumbers = new Map<string, number>()

  get words(): number {
    return this.#tokens.length
  }

  token(number: number): ProfileToken | undefined {
    return this.#tokens[number]
  }

  text(number: number): string {
    return this.#texts[number] ?? ''
  }

  addToken(token: ProfileToken): number {
    const key = toTokenKey(token)
    const known = this.#tokenNumbers.get(key)
    if (known !== undefined) return known
    this.#tokenNumbers.set(key, this.#tokens.length)
    return this.#tokens.push(token) - 1
  }

  /** For texts of which there are few: scripts, countries. */
  addText(text: string): number {
    const known = this.#textNumbers.get(text)
    if (known !== undefined) return known
    this.#textNumbers.set(text, this.#texts.length)
    return this.#texts.push(text) - 1
  }
}

export function packName(name: ProfileName, numbers: NumberStack, words: WordStore): void {
  const plain = toPlain(name.tokens)
  const hasKin = name.fathers !== 0 || name.children !== 0
  numbers.push(
    name.tokens.length |
      (name.isAlias ? isAliasBit : 0) |
      (name.isWeak ? isWeakBit : 0) |
      (name.key === name.shown ? 0 : hasKeyBit) |
      (name.shown === plain ? 0 : hasShownBit) |
      (hasKin ? hasKinBit : 0) |
      (words.addText(name.script) << scriptShift),
  )
  for (const token of name.tokens) numbers.push(words.addToken(token))
  if (hasKin) {
    numbers.push(name.fathers)
    numbers.push(name.children)
  }
  if (name.shown !== plain) numbers.pushText(name.shown)
  if (name.key !== name.shown) numbers.pushText(name.key)
}

/** The number after the name that is packed at `at`. */
export function skipName(at: number, numbers: NumberStack): number {
  const head = numbers.at(at)
  let end = at + 1 + (head & wordsMask) + (head & hasKinBit ? 2 : 0)
  if (head & hasShownBit) end = numbers.skipText(end)
  return head & hasKeyBit ? numbers.skipText(end) : end
}

function toPlain(tokens: readonly ProfileToken[]): string {
  let plain = ''
  for (const token of tokens) plain += plain === '' ? token.roman : ` ${token.roman}`
  return plain
}

/** A packed name, whose texts are made when somebody looks at them. */
export class PackedName implements ProfileName {
  readonly script: string
  readonly tokens: readonly ProfileToken[]
  readonly joined: (SoundCodes | undefined)[] = []
  readonly fathers: number
  readonly children: number
  readonly isAlias: boolean
  readonly isWeak: boolean
  readonly #head: number
  /** Of the texts. */
  readonly #at: number
  readonly #numbers: NumberStack
  #shown: string | undefined
  #key: string | undefined

  constructor(at: number, numbers: NumberStack, words: WordStore) {
    const head = numbers.at(at)
    const count = head & wordsMask
    const tokens: ProfileToken[] = []
    for (let word = 0; word < count; word++) {
      const token = words.token(numbers.at(at + 1 + word))
      if (token !== undefined) tokens.push(token)
    }
    const end = at + 1 + count
    const hasKin = (head & hasKinBit) !== 0
    this.script = words.text(head >>> scriptShift)
    this.tokens = tokens
    this.fathers = hasKin ? numbers.at(end) : 0
    this.children = hasKin ? numbers.at(end + 1) : 0
    this.isAlias = (head & isAliasBit) !== 0
    this.isWeak = (head & isWeakBit) !== 0
    this.#head = head
    this.#at = hasKin ? end + 2 : end
    this.#numbers = numbers
  }

  get shown(): string {
    this.#shown ??= this.#head & hasShownBit ? this.#numbers.textAt(this.#at) : toPlain(this.tokens)
    return this.#shown
  }

  get key(): string {
    this.#key ??= this.#head & hasKeyBit ? this.#numbers.textAt(this.#keyAt()) : this.shown
    return this.#key
  }

  #keyAt(): number {
    return this.#head & hasShownBit ? this.#numbers.skipText(this.#at) : this.#at
  }
}
