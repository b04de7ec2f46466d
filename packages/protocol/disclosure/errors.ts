import { CodedError } from '../errors/index.ts'

/** Why a step, an act or a permit of a disclosure is not believed (docs/disclosure.md). */
export type DisclosureErrorCode =
  | 'STEP_MALFORMED'
  | 'STEP_OF_ANOTHER_THREAD'
  | 'STEP_OUT_OF_ORDER'
  | 'STEP_FORKED'
  | 'STEP_OF_THE_OTHER_SIDE'
  | 'STEP_IMPOSSIBLE'
  | 'STEP_FROM_THE_PAST'
  | 'PART_UNKNOWN'
  | 'PART_ENDED'
  | 'ITEM_UNKNOWN'
  | 'ITEM_ENDED'
  | 'ITEM_NUMBER_TAKEN'
  | 'STAGES_UNSATISFIED'
  | 'SCOPE_EXCEEDED'
  | 'SCOPE_WIDER_THAN_ASKED'
  | 'ACT_MALFORMED'
  | 'ACT_OF_ANOTHER_REQUEST'
  | 'ACT_OF_THE_REQUESTER'
  | 'ACT_ROLE_WRONG'
  | 'ACT_WITHOUT_SCOPE'
  | 'ACT_FROM_THE_FUTURE'
  | 'ACT_BEFORE_THE_REQUEST'
  | 'ACT_REPLAYED'
  | 'PASSKEY_UNKNOWN'
  | 'PASSKEY_REVOKED'
  | 'PASSKEY_CHALLENGE_WRONG'
  | 'PASSKEY_ORIGIN_WRONG'
  | 'PASSKEY_USER_NOT_VERIFIED'
  | 'PASSKEY_SIGNATURE_WRONG'

/** The message names clause, part or stage, never a value of a person. */
export class DisclosureError extends CodedError<DisclosureErrorCode> {
  override name = 'DisclosureError'
}
