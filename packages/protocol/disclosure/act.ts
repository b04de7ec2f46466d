import {
  type DisclosureAct,
  type DisclosureRequest,
  hasShape,
  type Passkey,
  type PasskeyAssertion,
  type StageNotice,
} from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { toUtf8 } from '../bytes/index.ts'
import { canonicalJson } from '../log/index.ts'
import { DisclosureError } from './errors.ts'
import { type VerifyPasskey, verifyAssertion } from './passkey.ts'
import { askedScope, isWithin } from './scope.ts'

/** SHA-256("isthmus act 1\n" || canonical JSON of the act): the challenge that the authoriser's passkey signs. */
export function actChallenge(act: DisclosureAct): Uint8Array {
  return sha256(toUtf8(`isthmus act 1\n${canonicalJson(act)}`))
}

export type ExpectedAct = {
  thread: string
  request: DisclosureRequest
  requestHash: string
  /** Instant of the request, and the present one, milliseconds. */
  requestedAt: number
  now: number
  /** Pseudonyms of whoever made or sent the request, and of those for whom they stand in. */
  requesters: readonly string[]
  stages: readonly StageNotice[]
  /** Acts already counted. */
  former: readonly DisclosureAct[]
  /** The passkey with that id, as the authoriser's peer vouches for it. */
  findPasskey: (credentialId: string) => Passkey | undefined
  verifyPasskey: VerifyPasskey
}

/** How much later than our own clock an act may have been made. */
const toleratedSkewMs = 60_000

/**
 * That the authoriser decided this, about this request, in this stage, and signed it. The clauses in their order:
 * shape; this thread and request; not before it and not from the future; a stage and a role that waits for it; not who
 * asked; not counted already; a grant has a scope, and none wider than was asked; a passkey of that person, not revoked
 * when it was used; its signature over this very act. Throws DisclosureError ACT_..., SCOPE_WIDER_THAN_ASKED, PASSKEY_...
 */
export function verifyAct(
  signed: { act: unknown; assertion: unknown },
  expected: ExpectedAct,
): DisclosureAct {
  const { act, assertion } = signed
  if (!hasShape('DisclosureAct', act) || !hasShape('PasskeyAssertion', assertion))
    throw new DisclosureError('ACT_MALFORMED', 'the act or its assertion is not as the contract says')
  verifyPlace(act, expected)
  verifyAuthoriser(act, expected)
  verifyScope(act, expected)
  verifySignature(act, assertion, expected)
  return act
}

function verifyPlace(act: DisclosureAct, expected: ExpectedAct): void {
  if (act.thread !== expected.thread || act.request !== expected.requestHash)
    throw new DisclosureError('ACT_OF_ANOTHER_REQUEST', 'the act is about another request')
  const decidedAt = Date.parse(act.decidedAt)
  if (!(decidedAt >= expected.requestedAt))
    throw new DisclosureError('ACT_BEFORE_THE_REQUEST', 'the act is older than the request')
  if (decidedAt > expected.now + toleratedSkewMs)
    throw new DisclosureError('ACT_FROM_THE_FUTURE', 'the clock of the act is ahead')
}

/** I1: nobody approves their own request. */
function verifyAuthoriser(act: DisclosureAct, { requesters, stages, former }: ExpectedAct): void {
  const { authoriser, id, stage } = act
  if (requesters.includes(authoriser.pseudonym))
    throw new DisclosureError('ACT_OF_THE_REQUESTER', 'who asked cannot authorise')
  const waiting = stages.find((one) => one.id === stage)
  if (!waiting?.roles.includes(authoriser.role))
    throw new DisclosureError('ACT_ROLE_WRONG', `stage ${stage} is not one for a ${authoriser.role}`)
  const isCounted = former.some(
    (one) => one.id === id || (one.stage === stage && one.authoriser.pseudonym === authoriser.pseudonym),
  )
  if (isCounted) throw new DisclosureError('ACT_REPLAYED', `this person has decided about stage ${stage}`)
}

function verifyScope({ decision, scope }: DisclosureAct, { request, requestedAt }: ExpectedAct): void {
  if ((decision === 'grant') !== (scope !== undefined))
    throw new DisclosureError('ACT_WITHOUT_SCOPE', 'a grant, and nothing else, has a scope')
  if (scope && !isWithin(scope, askedScope(request, new Date(requestedAt).toISOString())))
    throw new DisclosureError('SCOPE_WIDER_THAN_ASKED', 'the scope is wider than what was asked')
}

function verifySignature(
  act: DisclosureAct,
  assertion: PasskeyAssertion,
  { findPasskey, verifyPasskey }: ExpectedAct,
): void {
  const passkey = findPasskey(assertion.credentialId)
  if (passkey?.pseudonym !== act.authoriser.pseudonym || passkey.enrolledAt > act.decidedAt)
    throw new DisclosureError('PASSKEY_UNKNOWN', 'the authoriser has not enrolled this passkey')
  if (passkey.revokedAt !== undefined && passkey.revokedAt <= act.decidedAt)
    throw new DisclosureError('PASSKEY_REVOKED', 'the passkey was revoked before the act')
  verifyAssertion(assertion, { passkey, challenge: actChallenge(act), verifyPasskey })
}
