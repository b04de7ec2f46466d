import { NodeError } from '../platform/index.ts'

export type NotificationErrorCode = 'NOTICE_NOT_FOUND' | 'MAIL_CONFIG_INVALID'

export class NotificationError extends NodeError<NotificationErrorCode> {
  override name = 'NotificationError'
}
