import type { PeerConfig } from '@isthmus/contract'
import { largestAttachment } from './attachment-cipher.ts'

export type AttachmentLimits = {
  largestBytes: number
  /** Of one peer, announced or lying here, and as many going out to it. */
  mostFiles: number
  mostBytes: number
  /** What stays free on the disk whatever comes. */
  freeBytes: number
  /** How long a file of another peer may lie here. */
  longestMs: number
  /** How long a file that this peer sends may lie at its receiver. */
  keepMs: number
}

const gib = 1024 ** 3
const dayMs = 86_400_000

export const defaultAttachmentLimits: AttachmentLimits = {
  largestBytes: largestAttachment,
  mostFiles: 64,
  mostBytes: 16 * gib,
  freeBytes: gib,
  longestMs: 30 * dayMs,
  keepMs: 7 * dayMs,
}

/** What the configuration says, and the limits of the house for the rest. */
export function toAttachmentLimits(config: PeerConfig['exchange']['attachments'] = {}): AttachmentLimits {
  const { largestMb, keepDays, gbOfPeer, freeGb } = config
  const limits = { ...defaultAttachmentLimits }
  if (largestMb !== undefined) limits.largestBytes = largestMb * 1024 ** 2
  if (keepDays !== undefined) limits.keepMs = keepDays * dayMs
  if (gbOfPeer !== undefined) limits.mostBytes = gbOfPeer * gib
  if (freeGb !== undefined) limits.freeBytes = freeGb * gib
  return limits
}
