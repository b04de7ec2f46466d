import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

/** One word with its reading, before it becomes a token. */
export type Word = Reading & { script: string; isVowelless: boolean; written: string; role?: 'name' }

const SERVANT =
  /^(abd|abed|abid|abdo|abdou|abdu|abdi|abdul|abdel|abdal|abdil|abdoul|abdur|abdus|abdool|abdulla?h?|abdolah?|abdol|ebdul|abdr|abdl)$/
const SERVANT_JOINED =
  /^ab[ie]?d(?:[aeiou]{1,2}(?:([rsztdn])(?=\1)|l(?!lah?$|h?$))?)?([b-df-hj-npq-tv-z]..+)$/
const RELIGION = /^(?:a?l?)?(din|deen|dine|eddin|eddine|uddin|addin|oddin|udin|ddin|aldin)$/
// Shortened and joined forms: how they are written, and the form that all are levelled to.
const LEVELLED: readonly (readonly [RegExp, string])[] = [
  [/^(?:md|mohd|muhd|mohmd|mhmd|mohamd|mhd)$/, 'mohammad'],
  [/^a?b(?:u|ou|oo|o)ba[ckq]k?[aei]?r$/, 'abubakr'],
]
// Abdelaziz is abd al-aziz, but Abdulatif abd al-latif.
const SERVANT_BEFORE_VOWEL = /^ab[ie]?d[aeiou]{1,2}l((?!at[iey]{1,2}f)[aeiou].{2,})$/
// Kinship words of Arabic script, whose first vowel is written alike.
const ARABIC_KIN: Readonly<Record<string, string>> = { am: 'umm', abn: 'ibn', abnh: 'bint' }
const BAKR = /^ba?[ckq]k?[aeiou]?r$/
const FATHER = /^(?:abu|abou|abo|aboo|abi|bu|bou)$/
const FATHER_OF = /^(?:abul|abol|aboul|aboel|abal|abool)$/
const FATHER_OF_JOINED = /^ab(?:u|ou|o|oo|oe)l(?=[b-df-hj-np-tv-z]..)/

/**
 * Joins and levels the compounds that are written apart, together and assimilated: Abd al-Rahman, Abdul Rahman,
 * Abdurrahman; Salah al-Din, Salahuddin.
 */
export function joinCompounds(words: readonly Word[]): Word[] {
  const joined: Word[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word === undefined) continue
    const follower = findFollower(words, at)
    if (follower !== undefined) {
      joined.push(toPair(word, follower.word))
      at = follower.at
      continue
    }
    joined.push(toLevel(word))
  }
  return joined
}

function findFollower(words: readonly Word[], at: number): { word: Word; at: number } | undefined {
  const word = words[at]
  if (word === undefined) return undefined
  const hasArticle = isArticle(words[at + 1]?.roman)
  const next = hasArticle ? at + 2 : at + 1
  const follower = words[next]
  if (follower === undefined || follower.roman.length < 2) return undefined
  if (FATHER_OF.test(word.roman) && follower.roman.length > 2) return { word: follower, at: next }
  if (FATHER.test(word.roman) && (hasArticle || BAKR.test(follower.roman)) && follower.roman.length > 2)
    return { word: follower, at: next }
  if (SERVANT.test(word.roman) && !/^abdul?lah?$|^abdolah?$/.test(word.roman) && !isArticle(follower.roman)) {
    return follower.roman.length > 2 ? { word: follower, at: next } : undefined
  }
  if (
    /^(?:allh|allah|ullah|ollah|ulla|alla)$/.test(follower.roman) &&
    word.roman.length > 2 &&
    !isArticle(word.roman)
  ) {
    return {
      word: {
        ...follower,
        roman: 'ullah',
        sound: 'ulah',
        written: follower.script === 'Latn' ? 'ullah' : follower.written,
      },
      at: next,
    }
  }
  if (RELIGION.test(follower.roman) && word.roman.length > 2 && !SERVANT.test(word.roman)) {
    return {
      word: {
        ...follower,
        roman: 'din',
        sound: 'din',
        written: follower.script === 'Latn' ? 'din' : follower.written,
      },
      at: next,
    }
  }
  return undefined
}

function isArticle(roman: string | undefined): boolean {
  return roman !== undefined && /^(al|el|ul|ur|ar|as|es|ad|ed|il|az|an|ash)$/.test(roman)
}

function toPair(first: Word, second: Word): Word {
  const isServant = SERVANT.test(first.roman)
  if (FATHER_OF.test(first.roman) || FATHER.test(first.roman)) return toFatherOf(first, second)
  const head = isServant ? { roman: 'abd', sound: 'abd' } : first
  return {
    roman: head.roman + second.roman,
    sound: head.sound + second.sound,
    written: (isServant && first.script === 'Latn' ? 'abd' : first.written) + second.written,
    script: first.script,
    isVowelless: first.isVowelless || second.isVowelless,
  }
}

/** Abu l-Hasan, Abul Hassan, Abolhassan; Abu Bakr, Aboubacar. */
function toFatherOf(first: Word, second: Word): Word {
  const head = BAKR.test(second.roman) ? 'abu' : 'abul'
  return toLevel({
    ...second,
    roman: head + second.roman,
    sound: head + second.sound,
    written: first.script === 'Latn' ? head + second.written : first.written + second.written,
    isVowelless: first.isVowelless || second.isVowelless,
  })
}

function toLevel(word: Word): Word {
  const kin = word.script === 'Arab' ? ARABIC_KIN[word.roman] : undefined
  if (kin !== undefined) return { ...word, roman: kin, sound: toLatinSound(kin) }
  const levelled = LEVELLED.find(([pattern]) => pattern.test(word.roman))?.[1]
  if (levelled !== undefined && word.script === 'Latn')
    return { ...word, roman: levelled, sound: toLatinSound(levelled), written: levelled }
  if (word.script !== 'Latn' && word.script !== 'Cyrl') return word
  const served = SERVANT_BEFORE_VOWEL.exec(word.roman)?.[1] ?? SERVANT_JOINED.exec(word.roman)?.[2]
  if (served !== undefined && word.roman.length > 6 && !/^abdul?lah?/.test(word.roman)) {
    const roman = `abd${served}`
    const written = word.script === 'Latn' ? roman : word.written
    return { ...word, roman, sound: `abd${toLatinSound(served)}`, written }
  }
  if (FATHER_OF_JOINED.test(word.roman) && word.script === 'Latn') {
    const roman = word.roman.replace(FATHER_OF_JOINED, 'abul')
    return { ...word, roman, sound: toLatinSound(roman), written: roman }
  }
  return word
}
