import { CliError } from './exit-code.ts'

/** The pure verifiers say what is wrong; what to do about it depends on where they are asked. */
const remedies = new Map([
  ['TRUST_LIST_UNREADABLE', 'name the file as isthmus trust found wrote it; an editor may have changed it'],
  ['TRUST_LIST_SIGNATURE_WRONG', 'have that operator sign again, and ask how the file came to you'],
  ['TRUST_LIST_QUORUM_MISSED', 'have more operators sign the same first list (isthmus trust found sign)'],
  ['FOUNDING_IMPOSSIBLE', 'mend what is named and draft again; what was signed before is then worth nothing'],
  ['INVITATION_UNREADABLE', 'copy the invitation whole, or name the file that holds it'],
  ['INVITATION_EXPIRED', 'ask an operator for a new invitation'],
])

/** What a ceremony does, with its faults, which carry codes and remedies and never a value, in words. */
export async function inWords<Result>(act: () => Promise<Result>, place?: string): Promise<Result> {
  try {
    return await act()
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault) || fault instanceof CliError) throw fault
    const own = 'remedy' in fault && typeof fault.remedy === 'string' ? fault.remedy : undefined
    const remedy = own ?? remedies.get(String(fault.code))
    const message = place === undefined ? fault.message : `${place}: ${fault.message}`
    throw new CliError('refused', message, { cause: fault, ...(remedy ? { remedy } : {}) })
  }
}
