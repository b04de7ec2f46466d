import type { Name } from '@isthmus/contract'
import { type NameToken, type SoundCodes, toNameForms } from '../names/index.ts'
import { type Spelling, toSpelling } from './letter-edits.ts'
import { toRarity, toRomanRarity } from './rarity.ts'
import { type SoundBag, type SoundKinds, toSoundBag, toSoundKinds } from './sound-kinds.ts'

/** A word of a name, shared by all names that hold it. */
export type ProfileToken = NameToken & {
  /** Tells words apart; never given twice. */
  readonly id: number
  readonly bag: SoundBag
  readonly kinds: SoundKinds
  readonly spelling: Spelling
  /** Bits that the agreement of the word is worth, by its skeleton. */
  readonly rarity: number
  /** The same by its roman form, for words that are spelt alike. */
  readonly romanRarity: number
}

export type ProfileName = {
  /** ISO 15924. */
  readonly script: string
  /** The words that count, without particles. */
  readonly tokens: readonly ProfileToken[]
  /** The text in small letters. */
  readonly key: string
  /** The romanised words, as the asker may see them. */
  readonly shown: string
  /** Sounds of each word with the next one, made when first needed. */
  readonly joined: (SoundCodes | undefined)[]
  /** Bit n: word n follows bin, ibn, ben, bint: the father of word n - 1. */
  readonly fathers: number
  /** Bit n: word n follows abu, umm: not the name, but the name of a child. */
  readonly children: number
  readonly isAlias: boolean
  readonly isWeak: boolean
}

const FATHER_AFTER = new Set(['bin', 'ibn', 'ben', 'bn', 'bint', 'bnt', 'ould', 'wuld', 'wld'])
const CHILD_AFTER = new Set(['abu', 'abou', 'aboo', 'abi', 'umm', 'oum'])
const MEMO_SIZE = 100_000

const memo = new Map<string, ProfileToken>()
let nextId = 1

/** A name ready to be compared: one for each way to read it. */
export function toProfileNames(name: string | Name): readonly ProfileName[] {
  const forms = toNameForms(name)
  const isAlias = typeof name !== 'string' && name.kind !== 'primary'
  const isWeak = typeof name !== 'string' && name.quality === 'weak'
  const key = forms.text.toLowerCase()
  const made = [toProfileName(forms.tokens)]
  for (const reading of forms.otherReadings) made.push(toProfileName(reading))
  return made
    .filter(({ tokens }) => tokens.length > 0)
    .map((reading) => ({ ...reading, script: forms.script, key, joined: [], isAlias, isWeak }))
}

function toProfileName(reading: readonly NameToken[]) {
  const tokens: ProfileToken[] = []
  let shown = ''
  let fathers = 0
  let children = 0
  let before = ''
  for (const token of reading) {
    shown += shown === '' ? token.roman : ` ${token.roman}`
    if (token.role !== 'particle') {
      if (FATHER_AFTER.has(before)) fathers |= 1 << tokens.length
      else if (CHILD_AFTER.has(before)) children |= 1 << tokens.length
      tokens.push(toProfileToken(token))
    }
    before = token.roman
  }
  return { tokens, shown: shown.slice(0, 500), fathers, children }
}

function toProfileToken(token: NameToken): ProfileToken {
  const key = toTokenKey(token)
  const known = memo.get(key)
  if (known !== undefined) return known
  const made: ProfileToken = {
    ...token,
    id: nextId++,
    bag: toSoundBag(token.codes),
    kinds: toSoundKinds(token.codes),
    spelling: toSpelling(token.roman),
    rarity: toRarity(token),
    romanRarity: toRomanRarity(token),
  }
  if (memo.size >= MEMO_SIZE) memo.clear()
  memo.set(key, made)
  return made
}

/** Two words with the same key are the same to every comparison. */
export function toTokenKey({ letters, script, roman, sound, role, part }: NameToken): string {
  return `${letters.written} ${script} ${roman} ${sound} ${role} ${part}`
}
