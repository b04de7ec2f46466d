/** Least scores, in bits, at which a pair is accepted; fixed on the development half of the data. */
export const thresholds = {
  lists: 21,
  politicians: 22,
  negatives: 23,
  febrl: 15,
} as const
