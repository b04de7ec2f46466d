import type { BatchRequest, SearchEvent } from '@isthmus/contract/types'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { askBatch } from '../../api/ask-search.ts'
import { useSessionEnd } from '../../components/use-session.ts'
import { type BatchView, idleBatch, reduceBatch } from './batch-view.ts'

/** Between two paintings: a large batch answers far more often than anybody can read. */
const paintEveryMs = 150

/** Runs one batch at a time; it ends when the page is left. */
export function useBatchRun() {
  const [view, setView] = useState<BatchView>(idleBatch)
  const running = useRef<AbortController>(undefined)
  const endSession = useSessionEnd()

  const stop = useCallback(() => {
    running.current?.abort()
    setView((last) => (last.stage === 'asking' ? { ...last, stage: 'stopped' } : last))
  }, [])

  useEffect(() => () => running.current?.abort(), [])

  const ask = useCallback(
    async (request: BatchRequest) => {
      running.current?.abort()
      const controller = new AbortController()
      running.current = controller
      setView({ ...idleBatch, stage: 'asking' })
      const waiting: SearchEvent[] = []
      const paint = () => {
        const events = waiting.splice(0)
        if (events.length > 0) setView((last) => reduceBatch(last, events))
      }
      const timer = setInterval(paint, paintEveryMs)
      try {
        for await (const event of askBatch(request, controller.signal)) waiting.push(event)
        paint()
      } catch (cause) {
        paint()
        if (controller.signal.aborted) return
        endSession(cause)
        const error = cause instanceof ApiError ? cause : new ApiError('STREAM_BROKEN', 'the batch broke off')
        setView((last) => ({ ...last, stage: 'failed', error }))
      } finally {
        clearInterval(timer)
      }
    },
    [endSession],
  )

  return { view, ask: (request: BatchRequest) => void ask(request), stop }
}
