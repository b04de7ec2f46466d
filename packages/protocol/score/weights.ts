import type { BirthLevel } from '../dates/index.ts'

/** The version of the shape of `weights`: whoever adds, removes or renames one raises it, or stored models are refused. */
export const weightsVersion = 2

/**
 * The shipped weights, in bits: log2 of how much likelier an agreement (or difference) is among records of one person
 * than among records of two. A model as data; thresholds were fixed on the development data (bench/matching).
 */
export const weights = {
  name: {
    /** What a matching word loses of its rarity when it is not the same. */
    unlike: 0.2,
    /**
     * Tolerance by the scripts of the two names: one script, one script that writes syllables or words, two scripts, two
     * of which one tells little of how a foreign name sounds. `floor`: words that sound less alike do not match;
     * `related`: below it they have nothing to do with each other; `perSound`: cost of each consonant's worth of
     * difference; `akin` to `conflict`: cost of two words that contradict each other, from nearly alike to wholly unlike;
     * `most`: what the other words may then earn at most.
     */
    sameScript: { floor: 0.72, related: 0.45, perSound: 4, akin: -3, conflict: -10, most: 13 },
    syllables: { floor: 0.95, related: 0.6, perSound: 4, akin: -4, conflict: -10, most: 13 },
    otherScript: { floor: 0.6, related: 0.42, perSound: 3.5, akin: -3, conflict: -10, most: 16 },
    farScript: { floor: 0.52, related: 0.42, perSound: 2.8, akin: -1.5, conflict: -4, most: 16 },
    /** The least that a matching word may earn. */
    leastOfWord: -2,
    /** Two words written as one must sound this much alike. */
    joined: 0.86,
    /** A word that only the longer name has. */
    extra: -0.9,
    /** The longer name has a given name before all that the shorter one holds. */
    givenMissing: -6,
    /** A word is the name of a child in both names (Abu Ahmad), or in one of them only. */
    childAgrees: 0,
    childDiffers: -3,
    /** Each is named as the father of the other. */
    fatherSwapped: -14,
    /** Every word of both names has its partner. */
    complete: 3,
    /** The two texts are the same, particles and all. */
    sameText: 2,
    initialAgrees: 1.5,
    initialDiffers: -6,
    titleAgrees: 2.5,
    /** Names in two scripts: beyond `full` bits only a share counts, up to `most`. */
    acrossScripts: { full: 14, share: 0.2, most: 18 },
    /** What a name may earn at most and cost at most. */
    most: 26,
    least: -10,
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
  /** By the words; `code`: the postcode; `house`: the number, in what may be the same street. */
  place: {
    exact: 4,
    close: 2.5,
    partial: 1,
    differs: -0.5,
    code: { exact: 8, slip: 5, district: 2.5, differs: -0.5 },
    house: { agrees: 2, differs: -0.5 },
    /** What all places together may earn at most and cost at most. */
    most: 18,
    least: -1,
  },
  document: { agrees: 22, otherCountry: -5, close: 9, differs: -0.5 },
} as const

/**
 * The least probability of each band. `possible` is so low that a common name that agrees word for word is still shown in a
 * source of a million persons.
 */
export const bands = { strong: 0.95, probable: 0.5, possible: 0.005 } as const
