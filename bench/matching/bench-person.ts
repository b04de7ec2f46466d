import type { Person } from '@isthmus/contract'
import { findPeriod, parseSourceDate } from '@isthmus/protocol/dates'

export type PlainPerson = {
  id: string
  names: readonly string[]
  dob?: readonly string[]
  nat?: readonly string[]
  gender?: string | null
  docs?: readonly (readonly [string, string, string])[]
  places?: readonly string[]
}

/** A canonical person from the plain shape that the benchmark files share. The first name is the primary one. */
export function toPerson(plain: PlainPerson): Person {
  const names = plain.names
    .flatMap((name) => name.split(';'))
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return {
    kind: 'person',
    reference: plain.id,
    claims: [
      {
        names: names.slice(0, 500).map((full, at) => ({
          full: full.slice(0, 500),
          kind: at === 0 ? ('primary' as const) : ('alias' as const),
          quality: 'unknown' as const,
        })),
        births: (plain.dob ?? []).flatMap(toBirth),
        birthPlaces: [],
        nationalities: [...(plain.nat ?? [])],
        places: (plain.places ?? []).map((text) => ({ text })),
        documents: (plain.docs ?? []).map(([, number, country]) => ({
          type: 'other' as const,
          number,
          ...(country === '' ? {} : { country }),
        })),
        ...toSex(plain.gender),
      },
    ],
  }
}

function toBirth(text: string): string[] {
  if (findPeriod(text) !== undefined) return [text]
  const { edtf } = parseSourceDate(text)
  return edtf === undefined ? [] : [edtf]
}

function toSex(gender: string | null | undefined): { sex?: 'female' | 'male' } {
  const letter = gender?.charAt(0).toLowerCase()
  if (letter === 'f') return { sex: 'female' }
  return letter === 'm' ? { sex: 'male' } : {}
}
