/** Least scores, in bits, at which a pair is accepted; fixed on the development half of the data. */
export const thresholds = {
  lists: 13,
  politicians: 13,
  negatives: 20,
  febrl: 15,
} as const
