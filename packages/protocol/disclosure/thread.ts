import type {
  DisclosureItem,
  DisclosurePart,
  DisclosureRequest,
  DisclosureUse,
  StageNotice,
} from '@isthmus/contract'
import type { Side } from './step.ts'

export type Access = 'direct' | 'indirect'

export type PartState = 'open' | 'released' | 'refused' | 'withdrawn'

export type PartThread = {
  readonly asked: DisclosurePart
  readonly state: PartState
  /** Known when the holder has received the request. */
  readonly access?: Access
  /** The latest announced delay for a judicial authorisation, milliseconds. */
  readonly judicialUntil?: number
  readonly stages: readonly StageNotice[]
  readonly decided: readonly { stage: string; outcome: 'granted' | 'refused' }[]
  readonly endedAt?: number
  /** Released before it was authorised: waits for judgement, or was judged. */
  readonly emergency?: 'to-judge' | 'justified' | 'unjustified'
}

export type ItemState = 'held' | 'recalled' | 'erased' | 'retained'

export type ItemThread = {
  readonly part: number
  readonly item: DisclosureItem
  readonly state: ItemState
}

export type UseThread = {
  readonly use: DisclosureUse
  readonly items: readonly number[]
  readonly outcome?: 'agreed' | 'refused'
}

export type Head = { readonly number: number; readonly hash: string; readonly at: number }

/** What both sides know of one disclosure once they have the same steps; instants in milliseconds. */
export type Thread = {
  readonly id: string
  readonly request: DisclosureRequest
  readonly requestHash: string
  readonly requestedAt: number
  readonly received?: { readonly at: number; readonly timeZone: string }
  /** Questions for clarification in their order; the last may be unanswered. */
  readonly clarifications: readonly { readonly askedAt: number; readonly answeredAt?: number }[]
  readonly parts: ReadonlyMap<number, PartThread>
  readonly items: ReadonlyMap<number, ItemThread>
  /** By the number of the requester's step that asked. */
  readonly uses: ReadonlyMap<number, UseThread>
  readonly heads: Readonly<Record<Side, Head | undefined>>
}

/** Whether nothing more is to be answered; recalls, corrections and questions about use may still come. */
export function isAnswered({ parts }: Thread): boolean {
  return [...parts.values()].every(({ state }) => state !== 'open')
}

export function isClarifying({ clarifications }: Thread): boolean {
  const last = clarifications.at(-1)
  return last !== undefined && last.answeredAt === undefined
}
