import { type AttachmentOutcome, type Envelope, hasShape, type TrustList } from '@isthmus/contract'
import { fromBase64Url, toBase64Url } from '../bytes/index.ts'
import { type EvidenceFiles, findJson } from './evidence-files.ts'
import type { Findings } from './finding.ts'
import { nameOf } from './verify-receipt.ts'
import { say } from './words/catalogue.ts'

type Message = { envelope: Envelope; content: unknown; place: string; list: TrustList; findings: Findings }

/** What a message about a file says, once its content is proven: which file, and what became of it. */
export function verifyAttachment({ envelope, content, place, list, findings }: Message): void {
  const body = bodyOf(content)
  const names = { from: nameOf(list, envelope.from), to: nameOf(list, envelope.to) }
  if (envelope.kind === 'attachment.manifest') {
    if (!hasShape('AttachmentManifest', body) || body.chunkDigests.length !== body.chunks) {
      findings.fail('attachment', place, say('attachment-malformed'))
      return
    }
    const { attachmentId: id, size, chunks } = body
    const digest = toHex(body.digest)
    findings.pass('attachment', place, say('attachment-announced', { ...names, id, size, chunks, digest }))
    findings.leaveOpen(say('open-attachment', { id }))
  }
  if (envelope.kind === 'attachment.withdrawal' && hasShape('AttachmentWithdrawal', body))
    findings.pass('attachment', place, say('attachment-withdrawn', { ...names, id: body.attachmentId }))
  if (envelope.kind === 'attachment.outcome' && hasShape('AttachmentOutcome', body))
    findings.pass(
      'attachment',
      place,
      say(outcomes[body.outcome], { from: names.from, id: body.attachmentId }),
    )
}

const outcomes = {
  complete: 'attachment-complete',
  broken: 'attachment-broken',
  withdrawn: 'attachment-deleted-unopened',
  opened: 'attachment-opened',
  expired: 'attachment-expired',
} as const satisfies Record<AttachmentOutcome['outcome'], string>

/** A file in hand, measured by whoever has it. */
export type MeasuredFile = { size: number; sha256: Uint8Array }

/**
 * Whether a file is one of those that an evidence file announces; a finding says which. The evidence itself is verified
 * by `verifyEvidence`.
 */
export function verifyFileInHand(files: EvidenceFiles, file: MeasuredFile, findings: Findings): void {
  for (const place of files.keys()) {
    if (!/^messages\/\d{1,4}\/question\.json$/.test(place)) continue
    const payload = findJson(files, place)
    const manifest = hasShape('Payload', payload) ? bodyOf(payload.content) : undefined
    if (!hasShape('AttachmentManifest', manifest)) continue
    if (manifest.size !== file.size || manifest.digest !== toBase64Url(file.sha256)) continue
    findings.pass('attachment-file', place, say('attachment-in-hand', { id: manifest.attachmentId }))
    return
  }
  findings.fail('attachment-file', 'messages/', say('attachment-not-in-hand'))
}

function bodyOf(content: unknown): unknown {
  return hasShape('MessageContent', content) ? content.body : undefined
}

function toHex(digest: string): string {
  return [...(fromBase64Url(digest) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
