import type { SearchSubject } from '@isthmus/contract'
import { toPerson, toSubject } from '../../synthetic/index.ts'

/** `recordNo` is whom it is about; undefined for a stranger. */
export type Question = { subject: SearchSubject; recordNo: number | undefined }

/** Persons of this seed are in no index. */
const strangers = 2

/** Every other question is about somebody who is not among the `persons` of the index. */
export function toQuestion(turn: number, persons: number): Question {
  const recordNo = (turn * 7919) % persons
  const isKnown = turn % 2 === 0
  const person = isKnown ? toPerson(recordNo) : toPerson(recordNo, strangers)
  return { subject: toSubject(person, turn), recordNo: isKnown ? recordNo : undefined }
}
