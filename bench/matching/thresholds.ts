/**
 * Least scores, in bits, at which a pair is accepted; fixed on the development half of the data. They differ because
 * the share of true pairs among those compared differs: judged pairs, all pairs of two lists, a stranger in a list.
 */
export const thresholds = {
  listsAllAliases: 20,
  unUk: 23,
  listsPrimary: 12,
  listsOppositeScripts: 14.3,
  politicians: 18.4,
  negatives: 23,
  nameBench: 9,
} as const
