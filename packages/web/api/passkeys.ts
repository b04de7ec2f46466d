import type {
  PasskeyAssertion,
  PasskeyChallenge,
  PasskeyInvitation,
  PasskeyList,
  PasskeyRecovery,
  PasskeyRecoveryList,
} from '@isthmus/contract/types'
import { queryOptions } from '@tanstack/react-query'
import { peerPaths } from '../paths.ts'
import { fetchApi, fetchJson } from './fetch-api.ts'
import { createPasskey, signWithPasskey } from './passkey-browser.ts'

const key = 'passkeys'

export const passkeysQuery = queryOptions({
  queryKey: [key, 'own'],
  queryFn: ({ signal }) => fetchJson<PasskeyList>(peerPaths.passkeys, signal),
  staleTime: 0,
})

/** Recoveries of everybody at this peer, for operators. */
export const recoveriesQuery = queryOptions({
  queryKey: [key, 'recoveries'],
  queryFn: ({ signal }) => fetchJson<PasskeyRecoveryList>(`${peerPaths.passkeys}/recoveries`, signal),
  refetchInterval: 20_000,
  staleTime: 0,
})

/** What is done to a key or a recovery, and needs no further word. */
export type RecoveryDecision = { id: string; decision: 'approval' | 'refusal' }

/** The fresh signature that whoever has a passkey owes for this operation on this subject. Throws ApiError, PasskeyFault. */
export async function confirmWithPasskey(operation: string, subject: string): Promise<PasskeyAssertion> {
  const { publicKey } = await send<PasskeyChallenge>('POST', '/challenges', { operation, subject })
  return signWithPasskey(publicKey)
}

/** Enrols whichever authenticator the person takes. Throws ApiError, PasskeyFault. */
export async function enrolPasskey(
  { enrolment }: Pick<PasskeyList, 'enrolment'>,
  { name, code }: { name: string; code: string },
): Promise<PasskeyList> {
  const ground = {
    ...(enrolment === 'code' ? { code: code.trim() } : {}),
    ...(enrolment === 'step-up' ? { stepUp: await confirmWithPasskey('passkeys.enrol', '') } : {}),
  }
  const { publicKey } = await send<PasskeyChallenge>('POST', '/enrolments', ground)
  return send('POST', '', { name: name.trim(), ...(await createPasskey(publicKey)) })
}

export function renamePasskey(id: string, name: string): Promise<PasskeyList> {
  return send('PUT', `/${encodeURIComponent(id)}`, { name: name.trim() })
}

export function revokePasskey(id: string): Promise<PasskeyList> {
  return send('DELETE', `/${encodeURIComponent(id)}`)
}

export function askRecovery(): Promise<PasskeyRecovery> {
  return send('POST', '/recoveries')
}

/** `hasPasskey`: whether the operator has one, and so owes a signature. */
export async function decideRecovery(
  { id, decision }: RecoveryDecision,
  hasPasskey: boolean,
): Promise<PasskeyRecovery> {
  const operation = decision === 'approval' ? 'passkeys.approve' : 'passkeys.refuse'
  const stepUp = hasPasskey ? { stepUp: await confirmWithPasskey(operation, id) } : {}
  return send('POST', `/recoveries/${encodeURIComponent(id)}/${decision}`, stepUp)
}

export async function inviteOfficer(officer: string, hasPasskey: boolean): Promise<PasskeyInvitation> {
  const stepUp = hasPasskey ? { stepUp: await confirmWithPasskey('passkeys.invite', officer) } : {}
  return send('POST', '/invitations', { officer, ...stepUp })
}

async function send<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown = {},
): Promise<Answer> {
  const response = await fetchApi(`${peerPaths.passkeys}${path}`, { method, body })
  return response.json()
}
