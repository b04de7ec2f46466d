import { ContractError, type Invitation, type OperatorSet, parse } from '@isthmus/contract'
import { TrustListError } from './errors.ts'
import { findPayload, toPayload } from './payload.ts'
import { type DocumentSigner, findDocument, signDocument, verifySignatures } from './signed-document.ts'
import { assertOperators } from './trust-list.ts'

/** Longer than an invitation that pins fifty operators. */
const longestText = 20_000

/** An invitation to join, signed by one operator of the federation. */
export function signInvitation(invitation: Invitation, operator: DocumentSigner): Promise<string> {
  return signDocument(toPayload(invitation), 'isthmus-invitation+jws', [operator])
}

/**
 * What an invitation says, when one of `operators` signed it and it is not over at `now`. A new peer knows no operators
 * yet: it believes those that the invitation names, which is why two people compare a fingerprint afterwards.
 * Throws TrustListError INVITATION_UNREADABLE, INVITATION_SIGNATURE_WRONG, INVITATION_EXPIRED.
 */
export function verifyInvitation(
  text: string,
  operators: OperatorSet | 'those-it-names',
  now: Date,
): { invitation: Invitation; signedBy: string } {
  const document = findDocument(text.length > longestText ? '' : text.trim(), 'isthmus-invitation+jws')
  if (!document) throw unreadable()
  const invitation = toInvitation(findPayload(document.payload))
  const known = operators === 'those-it-names' ? invitation.operators : operators
  const { signedBy, wrong } = verifySignatures(document, known.keys)
  const [operator] = signedBy
  if (wrong.size > 0 || operator === undefined) {
    throw new TrustListError(
      'INVITATION_SIGNATURE_WRONG',
      'no operator of the federation signed the invitation',
    )
  }
  // A date that cannot be read is no date in the future.
  if (!(Date.parse(invitation.expiresAt) > now.getTime())) {
    throw new TrustListError('INVITATION_EXPIRED', `the invitation was good until ${invitation.expiresAt}`)
  }
  return { invitation, signedBy: operator }
}

function toInvitation(value: unknown): Invitation {
  try {
    const invitation = parse('Invitation', value)
    assertOperators(invitation.operators)
    return invitation
  } catch (cause) {
    if (cause instanceof ContractError || cause instanceof TrustListError) throw unreadable(cause)
    throw cause
  }
}

function unreadable(cause?: unknown): TrustListError {
  return new TrustListError('INVITATION_UNREADABLE', 'this is no invitation to a federation', { cause })
}
