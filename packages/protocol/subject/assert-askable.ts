import type { SearchSubject } from '@isthmus/contract'
import { findPeriod } from '../dates/index.ts'
import { findDocumentNumber } from '../match-keys/index.ts'
import { toNameForms } from '../names/index.ts'
import { SubjectError } from './subject-error.ts'

const LIMITS = { full: 500, family: 300, given: 300 } as const
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/**
 * Passes a subject that may be asked about: every text can be read, and at least two of family name, given name and
 * birth, or one document number, are there (a `full` of two words or more counts as family and given name).
 * Throws SubjectError TOO_LITTLE_ASKED or SUBJECT_UNREADABLE.
 */
export function assertAskable(subject: SearchSubject): void {
  const names = countNames(subject)
  const births = countBirths(subject)
  const documents = countDocuments(subject)
  assertTexts('nationalities', subject.nationalities, 100)
  assertTexts('places', subject.places, 200)
  if (documents > 0 || names + births >= 2) return
  throw new SubjectError(
    'TOO_LITTLE_ASKED',
    'too little is asked to tell one person from others',
    'give at least two of family name, given name and date of birth, or one document number',
  )
}

function countNames(subject: SearchSubject): number {
  let parts = 0
  for (const part of ['family', 'given'] as const) {
    if (subject[part] !== undefined && countWords(part, subject[part]) > 0) parts++
  }
  return subject.full === undefined ? parts : Math.max(parts, Math.min(2, countWords('full', subject.full)))
}

function countWords(field: keyof typeof LIMITS, text: string): number {
  assertReadable(field, text, LIMITS[field])
  const words = toNameForms(text).tokens.filter(
    (token) => token.role !== 'particle' && token.role !== 'title',
  )
  if (words.length === 0 && !LETTER_OR_DIGIT.test(text))
    throw toUnreadable(field, 'holds no letter', 'write the name in any script')
  return words.length
}

function countBirths(subject: SearchSubject): number {
  if (subject.birth === undefined) return 0
  if (typeof subject.birth === 'string' && findPeriod(subject.birth) !== undefined) return 1
  throw toUnreadable(
    'birth',
    'is no possible date',
    'write YYYY, YYYY-MM, YYYY-MM-DD or a range of these, in the Gregorian calendar',
  )
}

function countDocuments(subject: SearchSubject): number {
  let numbers = 0
  for (const document of subject.documents ?? []) {
    assertReadable('documents.number', document.number, 100)
    if (document.country !== undefined) assertReadable('documents.country', document.country, 100)
    if (findDocumentNumber(document.number) !== undefined) numbers++
  }
  return numbers
}

function assertTexts(field: string, texts: readonly string[] | undefined, limit: number): void {
  for (const text of texts ?? []) assertReadable(field, text, limit)
}

// Threat: the subject comes from outside; a text of megabytes or with broken code units must stop here.
function assertReadable(field: string, text: unknown, limit: number): void {
  if (typeof text !== 'string') throw toUnreadable(field, 'is no text', 'write it as text')
  if (text.length > limit) throw toUnreadable(field, `is longer than ${limit} characters`, 'shorten it')
  if (!text.isWellFormed())
    throw toUnreadable(field, 'holds a broken character (a lone surrogate)', 'type it again')
  if (text.includes('\0')) throw toUnreadable(field, 'holds a NUL character', 'type it again')
}

function toUnreadable(field: string, cause: string, remedy: string): SubjectError {
  return new SubjectError('SUBJECT_UNREADABLE', `${field} ${cause}`, remedy)
}
