import { NodeError } from '../platform/index.ts'

/** Faults on purpose name place, cause and remedy and hold no values; of anything else only the kind may be kept. */
export function toFaultText(fault: unknown): string {
  if (!(fault instanceof Error)) return 'an unforeseen fault'
  const isOnPurpose = fault instanceof NodeError || ('place' in fault && 'remedy' in fault)
  return isOnPurpose ? fault.message : `an unforeseen fault (${fault.name})`
}
