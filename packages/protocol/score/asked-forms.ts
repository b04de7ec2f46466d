import type { Comparison } from '@isthmus/contract'
import type { PreparedSubject } from './compare-person.ts'

/** What a comparison of a field may show as asked: whole forms, and for names and places their single words. */
export type AskedForms = { readonly forms: ReadonlySet<string>; readonly words: ReadonlySet<string> }

/** All that the answers to a question may give back of it, by field. */
export function toAskedForms({ profile }: PreparedSubject): ReadonlyMap<Comparison['field'], AskedForms> {
  const { names, births, nationalities, places, documents, sex } = profile
  const found: [Comparison['field'], string[]][] = [
    ['name', names.map(({ shown }) => shown)],
    ['birth', births.map(({ edtf }) => edtf)],
    ['nationality', [...nationalities, nationalities.join(', ').slice(0, 500)]],
    ['place', places.map(({ forms }) => forms.shown)],
    ['document', documents.map(({ number }) => number)],
    ['sex', sex === undefined ? [] : [sex]],
  ]
  return new Map(
    found.map(([field, forms]) => [
      field,
      { forms: new Set(forms), words: new Set(forms.flatMap((form) => form.split(' '))) },
    ]),
  )
}
