export { actChallenge, type ExpectedAct, verifyAct } from './act.ts'
export { type Clock, type ClockRules, clockOf, directiveClock } from './clock.ts'
export { addPeriod, type Period } from './deadline.ts'
export { DisclosureError, type DisclosureErrorCode } from './errors.ts'
export { foldThread, verifyStep } from './fold-thread.ts'
export { type VerifyPasskey, verifyAssertion } from './passkey.ts'
export { permittedScope, type StageState, stateOfStage } from './permit.ts'
export { askedScope, type Disclosing, intersectScopes, isCovered, isWithin } from './scope.ts'
export { otherSide, type Side, stepHash } from './step.ts'
export {
  type Head,
  type ItemState,
  type ItemThread,
  isAnswered,
  isClarifying,
  type PartState,
  type PartThread,
  type Thread,
  type UseThread,
} from './thread.ts'
export { verifyPasskeySignature } from './verify-passkey.ts'
