import { createHmac } from 'node:crypto'
import { toNameForms } from '@isthmus/protocol/names'

export type NameParts = { family?: string | undefined; given?: string | undefined; full?: string | undefined }

/** Of a name with more words than these, the first ones. */
const mostWords = 5

/** Keyed hashes, 16 bytes in base64url, of every two words of a name, as they sound and in whatever script and order. */
export function hashesOfName(key: Buffer, name: NameParts): string[] {
  const words = wordsOf(name)
  return words.flatMap((word, at) => words.slice(at + 1).map((other) => hashOf(key, [word, other])))
}

function wordsOf({ family, given, full }: NameParts): string[] {
  const text = [given, family, full].filter(Boolean).join(' ')
  const skeletons = toNameForms(text)
    .tokens.filter(({ role, skeleton }) => role === 'name' && skeleton !== '')
    .map(({ skeleton }) => skeleton)
  return [...new Set(skeletons)].slice(0, mostWords)
}

function hashOf(key: Buffer, words: readonly [string, string]): string {
  return createHmac('sha256', key)
    .update(`isthmus watched name 1\n${words.toSorted().join('\n')}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
