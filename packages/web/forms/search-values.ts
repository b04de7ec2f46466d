import type { Purpose, SearchRequest, SearchSubject } from '@isthmus/contract/types'
import { findEdtfBirth } from './edtf-birth.ts'

/** Why somebody asks; the same on every form that asks. */
export type ReasonValues = { purpose: Purpose | ''; legalBasis: string; caseReference: string }

/** What stands in the search form, as typed. Kept in memory only. */
export type SearchValues = ReasonValues & {
  nameMode: 'full' | 'parts'
  full: string
  family: string
  given: string
  birth: string
  isApproximate: boolean
  nationality: string
  place: string
  document: string
  sex: '' | 'female' | 'male' | 'other'
}

/** What is still needed before the question can be asked; each has its words in `missing.*`. */
export type Missing =
  | 'identity'
  | 'identityMore'
  | 'birthUnreadable'
  | 'documentShort'
  | 'purpose'
  | 'legalBasis'
  | 'caseReference'

export const emptySearch: SearchValues = {
  nameMode: 'full',
  full: '',
  family: '',
  given: '',
  birth: '',
  isApproximate: false,
  nationality: '',
  place: '',
  document: '',
  sex: '',
  purpose: '',
  legalBasis: '',
  caseReference: '',
}

/** Everything that is missing, at once and in the order of the form. */
export function toMissing(values: SearchValues): Missing[] {
  const missing: Missing[] = []
  const known = knownParts(values)
  if (known === 0) missing.push('identity')
  if (known === 1) missing.push('identityMore')
  if (isUnreadableBirth(values)) missing.push('birthUnreadable')
  if (values.document.trim() !== '' && lengthOf(values.document) < 3) missing.push('documentShort')
  return [...missing, ...toMissingReason(values)]
}

export function toMissingReason(values: ReasonValues): Missing[] {
  const missing: Missing[] = []
  if (values.purpose === '') missing.push('purpose')
  if (lengthOf(values.legalBasis) < 3) missing.push('legalBasis')
  if (lengthOf(values.caseReference) < 2) missing.push('caseReference')
  return missing
}

function isUnreadableBirth(values: SearchValues): boolean {
  return values.birth.trim() !== '' && findEdtfBirth(values.birth, values.isApproximate) === undefined
}

/** The question as the peer takes it; undefined as long as something is missing. */
export function findSearchRequest(values: SearchValues): SearchRequest | undefined {
  const { purpose } = values
  if (purpose === '' || toMissing(values).length > 0) return undefined
  return {
    subject: toSubject(values),
    purpose,
    legalBasis: values.legalBasis.trim(),
    caseReference: values.caseReference.trim(),
  }
}

/** Whom the form asks about, as far as it is filled in. */
export function toSubject(values: SearchValues): SearchSubject {
  const birth = findEdtfBirth(values.birth, values.isApproximate)
  const nationalities = splitList(values.nationality)
  const place = values.place.trim()
  const number = values.document.trim()
  return {
    ...toNames(values),
    ...(birth === undefined ? {} : { birth }),
    ...(values.sex === '' ? {} : { sex: values.sex }),
    ...(nationalities.length === 0 ? {} : { nationalities }),
    ...(place === '' ? {} : { places: [place] }),
    ...(number === '' ? {} : { documents: [{ number }] }),
  }
}

function toNames(values: SearchValues): Pick<SearchSubject, 'full' | 'family' | 'given'> {
  const full = values.full.trim()
  if (values.nameMode === 'full') return full === '' ? {} : { full }
  const family = values.family.trim()
  const given = values.given.trim()
  return { ...(family === '' ? {} : { family }), ...(given === '' ? {} : { given }) }
}

/**
 * How many of {family, given, birth} are known; 2 when a document number makes them needless. The rule is the peer's
 * (protocol/subject); here it only spares a round trip, so where scripts make it hard to tell, the peer is left to say.
 */
function knownParts(values: SearchValues): number {
  if (isTelling(values.document)) return 2
  const names =
    values.nameMode === 'full' ? countWords(values.full) : countFilled(values.family, values.given)
  const birth = findEdtfBirth(values.birth, values.isApproximate) === undefined ? 0 : 1
  return Math.min(2, names) + birth
}

/** In code points, as the contract counts. */
function lengthOf(text: string): number {
  return [...text.trim()].length
}

/** A document number of at least five letters or digits stands for one person. */
function isTelling(document: string): boolean {
  return (document.normalize('NFKC').match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 5
}

function countWords(text: string): number {
  // Chinese and Korean names are written without a space between family and given name.
  if (/\p{Script=Han}{2}|\p{Script=Hangul}{2}/u.test(text)) return 2
  return text.match(/\p{L}[\p{L}\p{M}\p{N}'’.]*/gu)?.length ?? 0
}

function countFilled(...texts: string[]): number {
  return texts.filter((text) => text.trim() !== '').length
}

function splitList(text: string): string[] {
  const parts = text.split(/[,;،]/u).map((part) => part.trim())
  return parts.filter((part) => part !== '').slice(0, 5)
}
