import type { IdentityDocument, Name, Person, Thing } from '@isthmus/contract'
import type { Calendar } from '@isthmus/protocol/dates'

/** The closed sets of words that a mapping may choose from; each is checked against the contract's own type. */
export const nameKinds = ['primary', 'alias', 'former', 'birth'] as const satisfies readonly Name['kind'][]
export const nameQualities = ['strong', 'weak', 'unknown'] as const satisfies readonly Name['quality'][]
export const categories = [
  'suspect',
  'convicted',
  'victim',
  'witness',
  'contact',
  'beneficiary',
  'missing',
  'listed',
  'unknown',
] as const satisfies readonly NonNullable<Person['category']>[]
export const documentTypes = [
  'passport',
  'identity-card',
  'residence-permit',
  'travel-document',
  'tax-number',
  'registration',
  'other',
] as const satisfies readonly IdentityDocument['type'][]
export const authenticities = [
  'genuine',
  'doubtful',
  'false',
  'unknown',
] as const satisfies readonly NonNullable<IdentityDocument['authenticity']>[]
export const identifierTypes = [
  'imo',
  'mmsi',
  'call-sign',
  'plate',
  'vin',
  'registration',
  'phone-number',
  'other',
] as const satisfies readonly Thing['identifiers'][number]['type'][]
export const calendars = ['gregorian', 'solar-hijri', 'lunar-hijri'] as const satisfies readonly Calendar[]
