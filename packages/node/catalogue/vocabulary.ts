/** JSON-LD context of the catalogue, kept inline so that a reader needs no network. */
export const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dcatap: 'http://data.europa.eu/r5r/',
  dqv: 'http://www.w3.org/ns/dqv#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** A node of the graph; `@id` is absent for blank nodes. */
export type GraphNode = { '@id'?: string; '@type'?: string; [property: string]: unknown }

const authority = 'http://publications.europa.eu/resource/authority'

/** Terms of the EU Vocabularies' authority tables. */
export const authorityTable = {
  nonPublic: iri(`${authority}/access-right/NON_PUBLIC`),
  restricted: iri(`${authority}/access-right/RESTRICTED`),
  justiceAndSafety: iri(`${authority}/data-theme/JUST`),
  population: iri(`${authority}/data-theme/SOCI`),
  themes: iri(`${authority}/data-theme`),
  english: iri(`${authority}/language/ENG`),
} as const

/** The law under which records are kept, by its European Legislation Identifier. */
export const legislation = {
  LED: iri('http://data.europa.eu/eli/dir/2016/680/oj'),
  GDPR: iri('http://data.europa.eu/eli/reg/2016/679/oj'),
  EUDPR: iri('http://data.europa.eu/eli/reg/2018/1725/oj'),
  none: undefined,
} as const

export function iri(id: string): { '@id': string } {
  return { '@id': id }
}

export function inEnglish(text: string): { '@value': string; '@language': 'en' } {
  return { '@value': text, '@language': 'en' }
}

/** A typed literal; `type` is a name of XML Schema. */
export function literal(value: string, type: string): { '@value': string; '@type': string } {
  return { '@value': value, '@type': `xsd:${type}` }
}

/** The properties that have a value: JSON-LD has no word for an unknown one. */
export function known(properties: GraphNode): GraphNode {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined))
}
