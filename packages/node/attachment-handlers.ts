import type { AttachmentDraft, AttachmentSending } from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import type { AuditLog } from './audit-log/index.ts'
import {
  downloadAttachment,
  listAttachments,
  type Messages,
  prepareAttachment,
  sendAttachment,
  showAttachment,
  uploadAttachment,
  withdrawAttachment,
} from './exchange/index.ts'
import { type Admitted, toActor } from './guards.ts'
import type { Clock } from './platform/index.ts'
import type { Policy } from './policy/index.ts'
import type { Trust } from './trust/index.ts'

type AttachmentParts = { messages: Messages; trust: Trust; policy: Policy; auditLog: AuditLog; clock: Clock }

/** What answers the operations of files; the guards have run before. */
export function attachmentHandlers(
  parts: AttachmentParts,
): Pick<Handlers, Extract<keyof Handlers, `attachment.${string}`>> {
  const { messages } = parts
  return {
    'attachment.list': ({ officer, query }) =>
      listAttachments(messages, { ...beforeOf(query), mayOpen: mayOpen(parts, officer) }),
    'attachment.show': ({ officer, id }) =>
      showAttachment(messages, id, { mayOpen: mayOpen(parts, officer) }),
    'attachment.prepare': ({ officer, body }) =>
      prepareAttachment(parts, body as AttachmentDraft, toActor(officer)),
    'attachment.upload': ({ officer, id, body, params }) =>
      uploadAttachment(
        messages,
        { attachmentId: id, number: numberOf(params), bytes: body as Buffer },
        toActor(officer),
      ),
    'attachment.send': ({ officer, id, body }) =>
      sendAttachment(messages, { ...(body as AttachmentSending), attachmentId: id }, toActor(officer)),
    'attachment.download': ({ officer, id, headers: { range, 'if-range': ifRange } }) =>
      downloadAttachment(parts, { attachmentId: id, range, ifRange }, toActor(officer)),
    'attachment.withdraw': ({ officer, id }) => withdrawAttachment(messages, id, toActor(officer)),
  }
}

/** Names and notes are for whoever may open the files themselves. */
function mayOpen({ policy, trust }: AttachmentParts, { statement, organisation }: Admitted): boolean {
  const peer = { id: trust.self.id, owner: trust.self.owner }
  return policy.mayPerform(statement, organisation, { operation: 'attachment.download', peer }).allowed
}

function numberOf({ number = '' }: Call['params']): number {
  return /^\d{1,3}$/.test(number) ? Number(number) : -1
}

function beforeOf({ before }: Call['query']): { before?: string } {
  const isId = typeof before === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(before)
  return isId ? { before } : {}
}
