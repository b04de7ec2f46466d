import type { BirthLevel } from '../dates/index.ts'

/**
 * The shipped weights, in bits: log2 of how much likelier an agreement (or difference) is among records of one person
 * than among records of two. A model as data; thresholds were fixed on the development data (bench/matching).
 */
export const weights = {
  name: {
    /** What a matching word loses of its rarity when it is not the same. */
    unlike: 0.2,
    /**
     * Tolerance by the scripts of the two names. `floor`: words that sound less alike do not match; `related`: below
     * it they have nothing to do with each other; `perSound`: cost of each consonant's worth of difference; `akin` to
     * `conflict`: cost of two words that contradict each other, from nearly alike to wholly unlike.
     */
    sameScript: { floor: 0.72, related: 0.45, perSound: 4, akin: -3, conflict: -10 },
    otherScript: { floor: 0.6, related: 0.42, perSound: 3.5, akin: -2, conflict: -8 },
    farScript: { floor: 0.52, related: 0.42, perSound: 2.8, akin: -1.5, conflict: -4 },
    /** The least that a matching word may earn. */
    leastOfWord: -2,
    /** Two words written as one must sound this much alike. */
    joined: 0.86,
    /** What the other words may earn at most when two contradict. */
    mostContradicted: 16,
    /** A word that only the longer name has. */
    extra: -0.9,
    /** The longer name has a given name before all that the shorter one holds. */
    givenMissing: -6,
    /** Every word of both names has its partner. */
    complete: 3,
    /** The two texts are the same, particles and all. */
    sameText: 2,
    initialAgrees: 1.5,
    initialDiffers: -3,
    titleAgrees: 2.5,
    /** What a name may earn at most and cost at most. */
    most: 26,
    least: -15,
    alias: -0.3,
    weakAlias: -2.5,
  },
  rarity: { least: 2, most: 14, unknown: 13 },
  birth: {
    exact: 14,
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
