import type { Model, Weights } from './model.ts'
import type { ProfileName } from './profile-name.ts'

/** How much two names may differ by the scripts they are written in; see weights.ts. */
export type Tolerance = Weights['name']['sameScript']

/** Scripts whose writing tells least of how a foreign name sounds. */
const FAR = new Set(['Hani', 'Hang', 'Kana', 'Hira', 'Thai', 'Taml', 'Ethi', 'Khmr', 'Mymr', 'Laoo'])

/** Scripts that write syllables or words: a sign more or less is another name. */
const SYLLABIC = new Set(['Hani', 'Hang'])

export function toTolerance(one: ProfileName, other: ProfileName, { weights: { name } }: Model): Tolerance {
  if (one.script === other.script) return SYLLABIC.has(one.script) ? name.syllables : name.sameScript
  return FAR.has(one.script) || FAR.has(other.script) ? name.farScript : name.otherScript
}
