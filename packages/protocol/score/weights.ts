import type { BirthLevel } from '../dates/index.ts'

/**
 * The shipped weights, in bits: log2 of how much likelier an agreement (or difference) is among records of one person
 * than among records of two. A model as data; thresholds were fixed on the development data (bench/matching).
 */
export const weights = {
  name: {
    /** Share of a word's rarity that a match of this likeness earns, and what it costs besides. */
    likeness: [
      { from: 0.995, share: 1, cost: 0 },
      { from: 0.93, share: 0.92, cost: 0.2 },
      { from: 0.87, share: 0.75, cost: 0.8 },
      { from: 0.8, share: 0.5, cost: 1.5 },
      { from: 0.72, share: 0.3, cost: 2.2 },
    ],
    /** Words that sound less alike than this do not match. */
    floor: 0.72,
    /** A word that either name has and the other contradicts. */
    conflict: -6,
    /** A word that only the longer name has. */
    extra: -0.9,
    initialAgrees: 1.5,
    initialDiffers: -3,
    titleAgrees: 0.5,
    /** What a name may earn at most and cost at most. */
    most: 30,
    least: -15,
    alias: -0.3,
    weakAlias: -2.5,
  },
  rarity: { least: 2, most: 14, unknown: 13 },
  birth: {
    exact: 12,
    'year-only': 5,
    overlaps: 4,
    'swapped-day-month': 8,
    'off-by-one': 5,
    near: 0,
    differs: -4,
  } satisfies Record<BirthLevel, number>,
  /** Added to `differs` per year apart, down to `leastBirth`. */
  birthPerYear: -0.2,
  leastBirth: -8,
  nationality: { agrees: 2.5, differs: -1.2 },
  sex: { agrees: 0.8, differs: -3 },
  place: { exact: 4, close: 3, partial: 1.5, differs: -0.5 },
  document: { agrees: 22, otherCountry: -5, close: 9, differs: -0.5 },
} as const

/** The least probability of each band. */
export const bands = { strong: 0.95, probable: 0.5, possible: 0.02 } as const
