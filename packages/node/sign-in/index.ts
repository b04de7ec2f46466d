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
export { registerSignIn, type SignIn } from './register-sign-in.ts'
export { SignInError, type SignInErrorCode } from './sign-in-error.ts'
export type { RecordSignIn, SignInEvent } from './sign-in-event.ts'
