import type { Person, SearchSubject } from '@isthmus/contract'
import { findPeriod, type Period } from '../dates/index.ts'
import { findDocumentNumber } from '../match-keys/index.ts'
import { toCountry } from './countries.ts'
import { type ProfileName, toProfileNames } from './profile-name.ts'
import { type ProfilePlace, toProfilePlace } from './profile-place.ts'

export type ProfileDocument = { readonly number: string; readonly country: string | undefined }

/** One side of a comparison, made ready once: a question's subject or a source's person. */
export type Profile = {
  readonly names: readonly ProfileName[]
  readonly births: readonly { readonly period: Period; readonly edtf: string }[]
  readonly nationalities: readonly string[]
  readonly places: readonly ProfilePlace[]
  readonly documents: readonly ProfileDocument[]
  readonly sex: string | undefined
}

const MAX_NAMES = 200
const MAX_PLACES = 50

/** The profile of a person in a source: everything its claims say, side by side. */
export function toPersonProfile(person: Person): Profile {
  const found: Person['claims'][number] = {
    names: [],
    births: [],
    birthPlaces: [],
    nationalities: [],
    places: [],
    documents: [],
  }
  for (const claim of person.claims) {
    found.names.push(...claim.names)
    found.births.push(...claim.births)
    found.birthPlaces.push(...claim.birthPlaces)
    found.nationalities.push(...claim.nationalities)
    found.places.push(...claim.places)
    found.documents.push(...claim.documents)
    if (claim.sex !== undefined) found.sex = claim.sex
  }
  const places = new Set<string>()
  for (const place of [...found.birthPlaces, ...found.places]) {
    const text = place.text ?? [place.city, place.region].filter(Boolean).join(' ')
    if (text !== '' && places.size < MAX_PLACES) places.add(text)
  }
  return {
    names: found.names.slice(0, MAX_NAMES).flatMap(toProfileNames),
    births: toBirths(found.births),
    nationalities: [...new Set(found.nationalities.map(toCountry))],
    places: [...places].map(toProfilePlace),
    documents: toDocuments(found.documents),
    sex: found.sex,
  }
}

/** The profile of whom a question is about. */
export function toSubjectProfile(subject: SearchSubject): Profile {
  const asked: ProfileName[] = []
  const { family, given, full } = subject
  if (family !== undefined || given !== undefined) {
    asked.push(
      ...toProfileNames({
        kind: 'primary',
        quality: 'strong',
        ...(family === undefined ? {} : { family }),
        ...(given === undefined ? {} : { given }),
      }),
    )
  }
  if (full !== undefined && asked.length === 0) asked.push(...toProfileNames(full))
  return {
    names: asked,
    births: subject.birth === undefined ? [] : toBirths([subject.birth]),
    nationalities: (subject.nationalities ?? []).map(toCountry),
    places: (subject.places ?? []).map(toProfilePlace),
    documents: toDocuments(subject.documents ?? []),
    sex: subject.sex,
  }
}

function toBirths(births: readonly string[]): { period: Period; edtf: string }[] {
  const found: { period: Period; edtf: string }[] = []
  for (const edtf of births) {
    const period = findPeriod(edtf)
    if (period !== undefined) found.push({ period, edtf })
  }
  return found
}

function toDocuments(documents: readonly { number: string; country?: string }[]): ProfileDocument[] {
  const found: ProfileDocument[] = []
  for (const document of documents) {
    const number = findDocumentNumber(document.number)
    if (number !== undefined)
      found.push({
        number,
        country:
          document.country === undefined || document.country === '' ? undefined : toCountry(document.country),
      })
  }
  return found
}
