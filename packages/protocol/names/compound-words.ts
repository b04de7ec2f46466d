import { toLatinSound } from './latin.ts'
import type { Reading } from './letter-table.ts'

/** One word with its reading, before it becomes a token. */
export type Word = Reading & { script: string; isVowelless: boolean }

const SERVANT =
  /^(abd|abed|abid|abdo|abdou|abdu|abdi|abdul|abdel|abdal|abdil|abdoul|abdur|abdus|abdool|abdulla?h?|abdolah?|abdol|ebdul|abdr|abdl)$/
const SERVANT_JOINED =
  /^ab[ie]?d(?:[aeiou]{1,2}(?:([rsztdn])(?=\1)|l(?!lah?$|h?$))?)?([b-df-hj-npq-tv-z]..+)$/
const RELIGION = /^(?:a?l?)?(din|deen|dine|eddin|eddine|uddin|addin|oddin|udin|ddin|aldin)$/
const _RELIGION_JOINED = /^(.{2,}?)(?:a?l?)?(?:[aeiou]{1,2}d?-?)?d(?:i|ee|y)ne?$/

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
  if (SERVANT.test(word.roman) && !/^abdul?lah?$|^abdolah?$/.test(word.roman) && !isArticle(follower.roman)) {
    return follower.roman.length > 2 ? { word: follower, at: next } : undefined
  }
  if (
    /^(?:allh|allah|ullah|ollah|ulla|alla)$/.test(follower.roman) &&
    word.roman.length > 2 &&
    !isArticle(word.roman)
  ) {
    return { word: { ...follower, roman: 'ullah', sound: 'ulah' }, at: next }
  }
  if (RELIGION.test(follower.roman) && word.roman.length > 2 && !SERVANT.test(word.roman)) {
    return { word: { ...follower, roman: 'din', sound: 'din' }, at: next }
  }
  return undefined
}

function isArticle(roman: string | undefined): boolean {
  return roman !== undefined && /^(al|el|ul|ur|ar|as|es|ad|ed|il|az|an|ash)$/.test(roman)
}

function toPair(first: Word, second: Word): Word {
  const isServant = SERVANT.test(first.roman)
  const head = isServant ? { roman: 'abd', sound: 'abd' } : first
  return {
    roman: head.roman + second.roman,
    sound: head.sound + second.sound,
    script: first.script,
    isVowelless: first.isVowelless || second.isVowelless,
  }
}

function toLevel(word: Word): Word {
  if (word.script !== 'Latn' && word.script !== 'Cyrl') return word
  const servant = SERVANT_JOINED.exec(word.roman)
  if (servant?.[2] !== undefined && word.roman.length > 6 && !/^abdul?lah?/.test(word.roman)) {
    return { ...word, roman: `abd${servant[2]}`, sound: `abd${toLatinSound(servant[2])}` }
  }
  return word
}
