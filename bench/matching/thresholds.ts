/**
 * Least scores, in bits, at which a pair is accepted; fixed on the development half of the data. They differ because
 * the share of true pairs among those compared differs: judged pairs, all pairs of two lists, a stranger in a list.
 */
export const thresholds = {
  listsAllAliases: 19,
  unUk: 22,
  listsPrimary: 15.5,
  listsOppositeScripts: 16,
  politicians: 22.5,
  negatives: 23,
  febrl: 15,
} as const
