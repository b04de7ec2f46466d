/** The mapping of every synthetic source: all kinds name their fields alike. */
export function syntheticMapping(sourceId: string): string {
  return `mapping: 1
source:
  id: ${sourceId}
  title: Synthetic register ${sourceId}
  description: Invented persons for measuring; nobody in it exists.
  regime: LED
  category: suspect
  answers:
    purposes: [criminal-investigation]
    modes: [open]
  reviewedBy: the benchmark
  reviewedOn: 2026-11-23
records:
  - kind: person
    reference: reference
    asOf: as_of
    claims:
      - names:
          - kind: primary
            quality: strong
            family: family
            given: given
          - each: alias
            kind: alias
            quality: { path: quality, map: { strong: strong, weak: weak } }
            family: family
            given: given
        births: [{ date: birth }]
        nationalities: [{ country: nationality }]
        places: [{ city: place }]
        documents: [{ type: passport, number: document_number, country: document_country }]
        sex: sex
`
}
