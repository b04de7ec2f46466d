export { assertAskable } from './assert-askable.ts'
export { SubjectError, type SubjectErrorCode } from './subject-error.ts'
