import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PairState } from '../../api/linkage.ts'
import type { ReasonProps } from './DecisionBar.tsx'
import type { Review } from './use-review.ts'
import type { ReviewKey } from './use-review-keys.ts'

/**
 * What keys and buttons do. Same and different need both records on the page, and a reason: chosen without one, they wait
 * for it.
 */
export function useDecision(
  { pairs, at, go, decide, undo }: Review,
  canJudge: boolean,
): {
  act: (key: ReviewKey) => void
  reason: ReasonProps
} {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [waiting, setWaiting] = useState<'same' | 'different'>()
  const field = useRef<HTMLInputElement>(null)
  const usual = useMemo(() => Object.values(t('review.reasons', { returnObjects: true })), [t])
  const start = useCallback(() => {
    setWaiting(undefined)
    setText('')
  }, [])
  const choose = useCallback(
    (state: PairState, why: string) => {
      if (state !== 'undecided' && !canJudge) return
      if (state !== 'undecided' && why.trim() === '') return setWaiting(state)
      field.current?.blur()
      start()
      decide(state, why)
    },
    [canJudge, decide, start],
  )
  const act = useCallback(
    (key: ReviewKey) => {
      if (key === 'next' || key === 'previous') {
        start()
        go(Math.min(pairs.length - 1, Math.max(0, key === 'next' ? at + 1 : at - 1)))
      } else if (key === 'undo') undo()
      else if (key === 'write') field.current?.focus()
      else if (key === 'leave') setWaiting(undefined)
      else if (key === 'same' || key === 'different' || key === 'undecided') choose(key, text)
      else {
        const why = usual[Number(key.slice('reason'.length))]
        if (why === undefined) return
        setText(why)
        if (waiting !== undefined) choose(waiting, why)
      }
    },
    [at, pairs.length, go, undo, choose, start, text, usual, waiting],
  )
  const onEnter = (): void => {
    if (waiting !== undefined) choose(waiting, text)
  }
  const onLeave = (): void => {
    setWaiting(undefined)
    field.current?.blur()
  }
  return { act, reason: { text, onText: setText, field, waiting, onEnter, onLeave, usual } }
}
