/** Precision, recall and F1 from counts of accepted and true pairs. */
export type Rates = { precision: number; recall: number; f1: number }

export function toRates(found: number, wrong: number, total: number): Rates {
  const precision = found / Math.max(1, found + wrong)
  const recall = found / Math.max(1, total)
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall) }
}
