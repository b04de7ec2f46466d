import { NodeError } from '../platform/index.ts'

export type EvidenceErrorCode = 'EXCHANGE_NOT_FOUND' | 'TRANSCRIPT_UNREADABLE' | 'VERIFY_PAGE_MISSING'

export class EvidenceError extends NodeError<EvidenceErrorCode> {
  override name = 'EvidenceError'

  get statusCode(): number {
    return this.code === 'EXCHANGE_NOT_FOUND' ? 404 : 500
  }
}
