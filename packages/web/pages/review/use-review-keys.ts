import { useEffect } from 'react'
import type { PairState } from '../../api/linkage.ts'

/** `reason0` is the first of the usual reasons. */
export type ReviewKey = PairState | 'next' | 'previous' | 'undo' | 'write' | 'leave' | `reason${number}`

const letters: Readonly<Record<string, ReviewKey>> = {
  s: 'same',
  d: 'different',
  u: 'undecided',
  z: 'undo',
  r: 'write',
}

/** Which act a key stands for; undefined for every other key, and while something is typed or chosen. */
export function toReviewKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { isTyping, isRightToLeft }: { isTyping: boolean; isRightToLeft: boolean },
): ReviewKey | undefined {
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.key === 'ArrowRight') return isRightToLeft ? 'previous' : 'next'
  if (event.key === 'ArrowLeft') return isRightToLeft ? 'next' : 'previous'
  if (event.key === 'Escape') return 'leave'
  if (/^[1-9]$/.test(event.key)) return `reason${Number(event.key) - 1}`
  // By its place too: on a Greek keyboard the key S types sigma.
  return (
    letters[event.key.toLowerCase()] ?? letters[/^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? '']
  )
}

/** Listens on the whole page while `isOn`; a single letter must be able to be switched off (WCAG 2.1.4). */
export function useReviewKeys(isOn: boolean, onKey: (key: ReviewKey) => void): void {
  useEffect(() => {
    if (!isOn) return
    const listen = (event: KeyboardEvent) => {
      const isRightToLeft = getComputedStyle(document.documentElement).direction === 'rtl'
      const key = toReviewKey(event, { isTyping: isTypingTarget(event.target), isRightToLeft })
      if (key === undefined || event.repeat) return
      event.preventDefault()
      onKey(key)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isOn, onKey])
}

function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}
