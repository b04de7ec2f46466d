import { countEdits, toOwnAgreement } from './letter-edits.ts'
import type { ProfileToken } from './profile-name.ts'
import { weights } from './weights.ts'

/** Words that sound so much alike are variants of one name, however they are spelt. */
const VARIANT = 0.87
/** Words that differ by one letter, or by two of six and more, may be slips of each other. */
const ONE_SLIP = { letters: 4, likeness: 0.84 }
const TWO_SLIPS = { letters: 6, likeness: 0.74 }
/** What each letter beyond two takes away. */
const PER_LETTER = 0.05
/** Words that agree in less than half of the letters that are their own lose this. */
const OWN = { least: 0.5, loss: 0.25 }
/** Two words that many people bear are two names, not slips of each other. */
const TWO_NAMES = { likeness: 0.6, letters: 5 }
const KNOWN_RARITY = weights.rarity.unknown - 2

/**
 * The likeness of two words of one script: sounds tell how a name may be heard, letters how it may be miswritten. `sound`
 * is how alike they sound, 0 for not at all.
 */
export function toSpeltLikeness(one: ProfileToken, other: ProfileToken, sound: number): number {
  if (sound >= VARIANT || sound === 0) return sound
  const edits = countEdits(one.spelling, other.spelling)
  const letters = Math.max(one.spelling.letters.length, other.spelling.letters.length)
  const isFarApart = edits > 1 && toOwnAgreement(one.spelling, other.spelling, edits) < OWN.least
  const likeness = areTwoNames(one, other, { edits, letters })
    ? Math.min(sound, TWO_NAMES.likeness)
    : toSlipLikeness(sound, edits, letters)
  return isFarApart ? likeness - OWN.loss : likeness
}

function areTwoNames(
  one: ProfileToken,
  other: ProfileToken,
  { edits, letters }: { edits: number; letters: number },
): boolean {
  const areKnown = one.romanRarity < KNOWN_RARITY && other.romanRarity < KNOWN_RARITY
  return areKnown && (edits > 1 || letters <= TWO_NAMES.letters)
}

function toSlipLikeness(sound: number, edits: number, letters: number): number {
  if (edits <= 1) return letters < ONE_SLIP.letters ? sound : Math.max(sound, ONE_SLIP.likeness)
  if (edits === 2) return letters < TWO_SLIPS.letters ? sound : Math.max(sound, TWO_SLIPS.likeness)
  return sound - PER_LETTER * (edits - 2)
}
