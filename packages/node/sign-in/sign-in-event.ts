import type { Officer } from './officer.ts'
import type { SignInErrorCode } from './sign-in-error.ts'

/** What goes into the audit log. No names: an officer is named by the id that the identity provider keeps. */
export type SignInEvent = {
  event: 'sign-in.granted' | 'sign-in.refused' | 'sign-in.ended' | 'sign-in.revoked'
  means: 'browser' | 'device' | 'demo-token'
  at: Date
  officer?: Pick<Officer, 'id' | 'role' | 'organisation'>
  reason?: SignInErrorCode
}

export type RecordSignIn = (event: SignInEvent) => Promise<void>

export function toActor(officer: Officer): Pick<Officer, 'id' | 'role' | 'organisation'> {
  return { id: officer.id, role: officer.role, organisation: officer.organisation }
}
