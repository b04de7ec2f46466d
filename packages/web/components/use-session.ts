import type { Session } from '@isthmus/contract/types'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext } from 'react'
import { ApiError } from '../api/api-error.ts'
import { sessionQuery } from '../api/queries.ts'

export const SessionContext = createContext<Session | undefined>(undefined)

/** The session of the signed-in officer. Asserts that the page stands behind the gate. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('useSession: this page stands before the gate')
  return session
}

/** Called with whatever a call threw: when the session has ended, the gate is shown. */
export function useSessionEnd(): (error: unknown) => void {
  const queryClient = useQueryClient()
  return useCallback(
    (error) => {
      if (!(error instanceof ApiError) || error.code !== 'NOT_SIGNED_IN') return
      void queryClient.resetQueries({ queryKey: sessionQuery.queryKey })
    },
    [queryClient],
  )
}
