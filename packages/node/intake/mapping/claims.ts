import type { SourceValue } from '@isthmus/connectors'
import type {
  IdentityClaim,
  IdentityDocument,
  MappingClaim,
  MappingDocument,
  MappingName,
  MappingPlace,
  Name,
  Place,
} from '@isthmus/contract'
import { scriptOf } from '@isthmus/protocol/names'
import { birthsOf } from './births.ts'
import { toCountry } from './country.ts'
import { scopesOf } from './readers.ts'
import { noteFault, type Reading } from './reading.ts'
import { findSex } from './sex.ts'
import { edtfOf } from './source-date.ts'
import { choiceOf, isMet, textOf, textsOf } from './value.ts'
import { authenticities, documentTypes, nameKinds, nameQualities } from './words.ts'

type Entry = Pick<MappingClaim, 'each' | 'when'>

/** The claims that one entry of the mapping finds; a claim without a name is none. */
export function claimsOf(entry: MappingClaim, scope: SourceValue, reading: Reading): IdentityClaim[] {
  return scopesFor(entry, scope, reading)
    .map((item) => claimOf(entry, item, reading))
    .filter((claim) => claim.names.length > 0)
}

function claimOf(entry: MappingClaim, scope: SourceValue, reading: Reading): IdentityClaim {
  const names = collect(entry.names, scope, { reading, field: 'names', most: 500 }, namesOf)
  const sex = sexOf(entry, scope, reading)
  return {
    names: primaryFirst(names),
    births: collect(entry.births, scope, { reading, field: 'births', most: 100 }, birthsOf),
    birthPlaces: collect(entry.birthPlaces, scope, { reading, field: 'birthPlaces', most: 100 }, placeOf),
    nationalities: collect(
      entry.nationalities,
      scope,
      { reading, field: 'nationalities', most: 100 },
      (nationality, item) =>
        textsOf(nationality.country, item, reading)
          .flatMap((text) => bounded(text, 200, 'nationalities', reading))
          .map(toCountry),
    ),
    places: collect(entry.places, scope, { reading, field: 'places', most: 500 }, placeOf),
    documents: collect(entry.documents, scope, { reading, field: 'documents', most: 500 }, documentOf),
    ...(sex ? { sex } : {}),
  }
}

/** Every item of every entry, once each, as many as the canonical model holds. */
function collect<E extends Entry, Item extends object | string>(
  entries: readonly E[] | undefined,
  scope: SourceValue,
  { reading, field, most }: { reading: Reading; field: string; most: number },
  itemsOf: (entry: E, scope: SourceValue, reading: Reading) => Item[],
): Item[] {
  const all = (entries ?? []).flatMap((entry) =>
    scopesFor(entry, scope, reading).flatMap((inner) => itemsOf(entry, inner, reading)),
  )
  if (all.length <= 1) return all
  const found = new Map<string, Item>()
  for (const item of all) {
    const key = keyOf(item)
    if (found.has(key)) continue
    if (found.size === most) {
      noteFault(reading, field, `there are more than ${most}`)
      break
    }
    found.set(key, item)
  }
  return [...found.values()]
}

const unweighed = new Set(['kind', 'quality', 'language'])

/** Two spellings of one name under different kinds or qualities are one name; the first one stays. */
function keyOf(item: object | string): string {
  if (typeof item === 'string') return item
  let key = ''
  // Tidied texts hold no control character, so none can be taken for the end of another.
  for (const [name, value] of Object.entries(item)) if (!unweighed.has(name)) key += `${name}\0${value}\0`
  return key
}

function scopesFor(entry: Entry, scope: SourceValue, reading: Reading): SourceValue[] {
  const scopes = scopesOf(entry.each, scope, reading)
  return entry.when ? scopes.filter((item) => isMet(entry.when, item, reading)) : scopes
}

/** One name, or several where `full` has several texts; the parts belong to the first of them. */
function namesOf(entry: MappingName, scope: SourceValue, reading: Reading): Name[] {
  const [full, ...others] = textsOf(entry.full, scope, reading).flatMap((text) =>
    bounded(text, 500, 'names.full', reading),
  )
  const part = (name: 'family' | 'given' | 'middle' | 'patronymic' | 'title') =>
    fieldOf(entry[name], { scope, most: 300, field: `names.${name}`, reading })
  const [family, given] = [part('family'), part('given')]
  if (!full && !family && !given) return []
  const [middle, patronymic, title] = [part('middle'), part('patronymic'), part('title')]
  const language = fieldOf(entry.language, { scope, most: 35, field: 'names.language', reading })
  const claimed: Pick<Name, 'kind' | 'quality' | 'language'> = {
    kind: choiceOf(entry.kind, scope, { reading, field: 'names.kind', words: nameKinds }) ?? 'alias',
    quality:
      choiceOf(entry.quality, scope, { reading, field: 'names.quality', words: nameQualities }) ?? 'unknown',
    ...(language ? { language: language.toLowerCase() } : {}),
  }
  const first = {
    ...(full ? { full } : {}),
    ...(family ? { family } : {}),
    ...(given ? { given } : {}),
    ...(middle ? { middle } : {}),
    ...(patronymic ? { patronymic } : {}),
    ...(title ? { title } : {}),
  }
  return [first, ...others.map((other) => ({ full: other }))].map((parts) => ({
    ...parts,
    ...claimed,
    ...scriptIn(parts),
  }))
}

function scriptIn({ full, family, given }: Partial<Name>): Pick<Name, 'script'> {
  const script = scriptOf([full, family, given].filter(Boolean).join(' '))
  return script === 'Zyyy' ? {} : { script }
}

function primaryFirst(names: Name[]): Name[] {
  return names.toSorted((left, right) => Number(right.kind === 'primary') - Number(left.kind === 'primary'))
}

function placeOf(entry: MappingPlace, scope: SourceValue, reading: Reading): Place[] {
  const field = (value: MappingPlace['city'], most: number) =>
    fieldOf(value, { scope, most, field: 'places', reading })
  const [text, city, region] = [field(entry.text, 1000), field(entry.city, 300), field(entry.region, 300)]
  const country = field(entry.country, 200)
  if (!text && !city && !region && !country) return []
  return [
    {
      ...(text ? { text } : {}),
      ...(city ? { city } : {}),
      ...(region ? { region } : {}),
      ...(country ? { country: toCountry(country) } : {}),
    },
  ]
}

function documentOf(entry: MappingDocument, scope: SourceValue, reading: Reading): IdentityDocument[] {
  const number = fieldOf(entry.number, { scope, most: 200, field: 'documents.number', reading })
  if (!number) return []
  const country = fieldOf(entry.country, { scope, most: 200, field: 'documents.country', reading })
  const authenticity = choiceOf(entry.authenticity, scope, {
    reading,
    field: 'documents.authenticity',
    words: authenticities,
  })
  const [issuedOn, expiresOn] = (['issuedOn', 'expiresOn'] as const).map((name) => {
    const text = textOf(entry[name], scope, reading)
    return text === undefined ? undefined : edtfOf(text, `documents.${name}`, { reading })
  })
  return [
    {
      type:
        choiceOf(entry.type, scope, { reading, field: 'documents.type', words: documentTypes }) ?? 'other',
      number,
      ...(country ? { country: toCountry(country) } : {}),
      ...(issuedOn ? { issuedOn } : {}),
      ...(expiresOn ? { expiresOn } : {}),
      ...(authenticity ? { authenticity } : {}),
    },
  ]
}

function sexOf(entry: MappingClaim, scope: SourceValue, reading: Reading): IdentityClaim['sex'] {
  const words = textsOf(entry.sex, scope, reading)
  const sex = words.map(findSex).find((known) => known !== undefined)
  if (words.length > 0 && !sex) noteFault(reading, 'sex', 'the word for the sex is not known')
  return sex
}

type FieldContext = { scope: SourceValue; most: number; field: string; reading: Reading }

function fieldOf(
  value: MappingPlace['city'],
  { scope, most, field, reading }: FieldContext,
): string | undefined {
  const text = textOf(value, scope, reading)
  return text === undefined ? undefined : bounded(text, most, field, reading)[0]
}

function bounded(text: string, most: number, field: string, reading: Reading): string[] {
  if (text.length <= most) return [text]
  noteFault(reading, field, `the text is longer than ${most} characters`)
  return []
}
