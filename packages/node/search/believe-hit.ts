import type { Comparison, Hit, SearchSubject } from '@isthmus/contract'
import { prepareSubject, toAskedForms } from '@isthmus/protocol/score'

/** What is wrong with a hit of another peer, in words without values; or the hit as far as it is to be believed. */
export type BelievedHit = { hit: Hit } | { fault: string }

/**
 * A hit of another peer as an officer may see it. Its bits must add up, comparisons to the score and parts to their
 * comparison, or the explanation would not explain. A peer that was taken over, or is careless, must not put words of its
 * own, or those of a record before its disclosure, where the page says "you asked": forms that are not made of the
 * question are taken out.
 */
export function believeHit(hit: Hit, asked: ReturnType<typeof toAskedForms>): BelievedHit {
  if (toHundredths(hit.comparisons) !== hundredthsOf(hit.score))
    return { fault: 'its comparisons do not add up to its score' }
  for (const { bits, held, parts } of hit.comparisons) {
    if (held !== undefined || parts?.some((part) => part.held !== undefined))
      return { fault: 'it tells what a record holds, before its disclosure' }
    if (parts && parts.length > 0 && toHundredths(parts) !== hundredthsOf(bits))
      return { fault: 'the parts of a comparison do not add up to it' }
  }
  return { hit: { ...hit, comparisons: hit.comparisons.map((one) => withOwnWords(one, asked)) } }
}

/** The forms that this peer itself makes of a subject; empty where nothing can be made of it. */
export function askedFormsOf(subject: SearchSubject): ReturnType<typeof toAskedForms> {
  return toAskedForms(prepareSubject(subject))
}

function withOwnWords(comparison: Comparison, asked: ReturnType<typeof toAskedForms>): Comparison {
  const own = asked.get(comparison.field)
  const { asked: said, parts, ...rest } = comparison
  return {
    ...rest,
    ...(said !== undefined && own?.forms.has(said) ? { asked: said } : {}),
    ...(parts ? { parts: parts.map((part) => withOwnWordsOf(part, own?.words)) } : {}),
  }
}

function withOwnWordsOf<Part extends { asked?: string }>(
  part: Part,
  words: ReadonlySet<string> = new Set(),
): Part {
  const { asked, ...rest } = part
  if (asked === undefined || asked.split(' ').every((word) => words.has(word))) return part
  return rest as Part
}

function toHundredths(items: readonly { bits: number }[]): number {
  return items.reduce((sum, { bits }) => sum + hundredthsOf(bits), 0)
}

function hundredthsOf(bits: number): number {
  return Math.round(bits * 100)
}
