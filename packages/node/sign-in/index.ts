export { getOfficer, type RequireOfficer } from './guard.ts'
export type { DemoOfficer, Officer, OfficerClaims, Role } from './officer.ts'
export {
  type Elsewhere,
  type EmbeddedProvider,
  type ExternalProvider,
  type SignInOptions,
  verifyOptions,
} from './options.ts'
export { verifyOwnRequest } from './own-request.ts'
export { PasskeyAdministration } from './passkeys/administration.ts'
export type { PasskeyOwner } from './passkeys/passkey-owner.ts'
export { Passkeys, type PasskeysParts } from './passkeys/passkeys.ts'
export type { StepUpUse } from './passkeys/step-up.ts'
export { registerSignIn, type SignIn } from './register-sign-in.ts'
export { SignInError, type SignInErrorCode } from './sign-in-error.ts'
export type { RecordSignIn, SignInEvent } from './sign-in-event.ts'
