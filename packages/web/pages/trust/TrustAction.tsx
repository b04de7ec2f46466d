import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { performTrustAct, type TrustAct, trustQuery } from '../../api/trust.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'

/** A button that has something done, and what went wrong beside it. Nothing of it takes effect before operators sign. */
export function TrustAction({ act, label, about }: { act: TrustAct; label: string; about?: string }) {
  const queries = useQueryClient()
  const doing = useMutation({
    mutationFn: () => performTrustAct(act),
    onSuccess: () => queries.invalidateQueries({ queryKey: trustQuery.queryKey }),
  })
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={doing.isPending}
        data-testid={`trust-${act.do}`}
        {...(about === undefined ? {} : { 'aria-label': `${label}: ${about}` })}
        onClick={() => doing.mutate()}
      >
        {label}
      </Button>
      {doing.error ? <ProblemNotice error={doing.error} /> : null}
    </>
  )
}
