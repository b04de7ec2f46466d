import type { AttachmentDraft, AttachmentEntry } from '@isthmus/contract'
import type { Trust } from '../../trust/index.ts'
import type { Actor } from '../attachment-upload.ts'
import { ExchangeError } from '../errors.ts'
import type { Messages } from '../messages.ts'
import { toEntry } from './show-attachment.ts'

/** attachment.prepare. Throws ExchangeError PEER_UNKNOWN | ATTACHMENT_TOO_LARGE | ATTACHMENT_NO_ROOM. */
export async function prepareAttachment(
  { messages, trust }: { messages: Messages; trust: Trust },
  draft: AttachmentDraft,
  actor: Actor,
): Promise<AttachmentEntry> {
  if (!trust.listOtherPeers().some(({ id }) => id === draft.to)) {
    throw new ExchangeError('PEER_UNKNOWN', `${draft.to} is not another peer of the trust list`, {
      remedy: 'see isthmus trust list',
    })
  }
  const row = await messages.files.uploads.prepare({ ...draft, actor })
  return toEntry(messages, row, { mayOpen: true })
}
