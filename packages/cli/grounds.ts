import type { Purpose } from '@isthmus/contract'

/** Why and on which ground somebody asks, as the options name it. */
export type Grounds = { purpose: Purpose; legalBasis: string; case: string }

export function toGrounds(options: Grounds): { purpose: Purpose; legalBasis: string; caseReference: string } {
  return { purpose: options.purpose, legalBasis: options.legalBasis, caseReference: options.case }
}
