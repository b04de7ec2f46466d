export type SubjectErrorCode = 'TOO_LITTLE_ASKED' | 'SUBJECT_UNREADABLE'

/** Why a subject cannot be asked about. The message names what is missing and never a value. */
export class SubjectError extends Error {
  override name = 'SubjectError'
  readonly code: SubjectErrorCode
  readonly remedy: string

  constructor(code: SubjectErrorCode, message: string, remedy: string) {
    super(`${message}: ${remedy}`)
    this.code = code
    this.remedy = remedy
  }
}
