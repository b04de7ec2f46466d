import type { MessageKind } from '@isthmus/contract'

export type AsynchronousKind = Extract<MessageKind, 'message.test' | `attachment.${string}`>

export type KindTraits = {
  /** Whether the messages of this kind to one peer have their effect in the order in which they were accepted. */
  isOrdered: boolean
  /** How long delivery is tried when the sender does not say. */
  lifetimeMs: number
}

const dayMs = 86_400_000

/** The wire lets no envelope live longer (docs/protocol.md). */
export const longestLifetimeMs = 15 * dayMs

/**
 * No envelope under one message id is good longer than this after the message was accepted, however often it is sent
 * again: receivers forget ids a day later.
 */
export const longestUnderOneIdMs = 30 * dayMs

/** Every kind of message that goes through outbox and inbox. */
export const asynchronousKinds: Readonly<Record<AsynchronousKind, KindTraits>> = {
  'message.test': { isOrdered: false, lifetimeMs: 7 * dayMs },
  'attachment.manifest': { isOrdered: false, lifetimeMs: 7 * dayMs },
  'attachment.withdrawal': { isOrdered: false, lifetimeMs: 7 * dayMs },
  'attachment.outcome': { isOrdered: false, lifetimeMs: 7 * dayMs },
}

export function isAsynchronousKind(kind: string): kind is AsynchronousKind {
  return Object.hasOwn(asynchronousKinds, kind)
}
