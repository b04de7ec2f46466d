import type { Catalogue, CataloguePeer, Organisation, SourceEntry } from '@isthmus/contract'
import { toQualityNodes } from './quality.ts'
import {
  authorityTable,
  context,
  type GraphNode,
  inEnglish,
  iri,
  known,
  legislation,
  literal,
} from './vocabulary.ts'

export type DcatDocument = { '@context': typeof context; '@graph': GraphNode[] }

/**
 * The catalogue as DCAT-AP 3.0.1 in JSON-LD. `base` is the address at which this peer is reached, with or without a
 * slash at its end; every identifier in the result begins with it.
 */
export function toDcat(catalogue: Catalogue, base: string): DcatDocument {
  const names = namesUnder(base)
  const organisations = new Map(catalogue.peers.map(({ organisation }) => [organisation.id, organisation]))
  return {
    '@context': context,
    '@graph': [
      toCatalogNode(catalogue, names),
      ...catalogue.peers.map((peer) => toServiceNode(peer, names)),
      ...catalogue.peers.flatMap((peer) =>
        peer.sources.flatMap((source) => toSourceNodes(peer, source, names)),
      ),
      ...[...organisations.values()].map((organisation) => toAgentNode(organisation, names)),
    ],
  }
}

type Names = ReturnType<typeof namesUnder>

function namesUnder(base: string) {
  const root = base.replace(/\/+$/, '')
  const under = (...parts: string[]) =>
    [root, 'catalogue', ...parts.map((part) => encodeURIComponent(part.toWellFormed()))].join('/')
  return {
    catalogue: `${root}/catalogue`,
    questions: `${root}/api/searches`,
    organisation: (id: string) => under('organisations', id),
    peer: (id: string) => under('peers', id),
    source: (peer: string, source: string) => under('peers', peer, 'sources', source),
    entry: (peer: string, source: string) => under('peers', peer, 'entries', source),
    metric: (name: string) => under('metrics', name),
  }
}

function toCatalogNode({ peers }: Catalogue, names: Names): GraphNode {
  const sources = peers.flatMap((peer) => peer.sources.map((source) => ({ peer: peer.id, source })))
  const indexed = sources.filter(({ source }) => source.indexedAt !== undefined)
  const latest = indexed
    .map(({ source }) => source.indexedAt ?? '')
    .toSorted()
    .at(-1)
  return known({
    '@id': names.catalogue,
    '@type': 'dcat:Catalog',
    'dct:title': inEnglish('Isthmus: the databases of this federation'),
    'dct:description': inEnglish(
      'Which databases the authorities of the federation have connected, what kind of data they hold, how fresh and how complete they are, and whom to call. It describes the databases and holds no personal data.',
    ),
    'dct:publisher': toPublisher(peers, names),
    'dct:language': authorityTable.english,
    'dct:modified': latest ? literal(latest, 'dateTime') : undefined,
    'dcat:themeTaxonomy': authorityTable.themes,
    'dcat:service': peers.map(({ id }) => iri(names.peer(id))),
    'dcat:dataset': sources.map(({ peer, source }) => iri(names.source(peer, source.id))),
    'dcat:record': indexed.map(({ peer, source }) => iri(names.entry(peer, source.id))),
  })
}

function toPublisher(peers: readonly CataloguePeer[], names: Names): GraphNode {
  const publisher = peers.find(({ state }) => state === 'this-peer') ?? peers[0]
  if (publisher) return iri(names.organisation(publisher.organisation.id))
  return { '@type': 'foaf:Agent', 'foaf:name': 'A federation without peers' }
}

function toServiceNode(peer: CataloguePeer, names: Names): GraphNode {
  return known({
    '@id': names.peer(peer.id),
    '@type': 'dcat:DataService',
    'dct:title': inEnglish(peer.name),
    'dct:description': inEnglish(
      `The peer of ${peer.organisation.name} answers whether its sources know a person. It is asked through the peer that publishes this catalogue, by officers who are signed in, for a stated purpose and legal basis.`,
    ),
    'dct:publisher': iri(names.organisation(peer.organisation.id)),
    'dct:accessRights': authorityTable.restricted,
    'dcatap:applicableLegislation': legislation[peer.organisation.regime],
    'dcat:contactPoint': toContactNode(peer.organisation.name, peer.organisation.contact),
    'dcat:endpointURL': iri(names.questions),
    'dcat:servesDataset': peer.sources.map(({ id }) => iri(names.source(peer.id, id))),
    'dcat:theme': authorityTable.justiceAndSafety,
  })
}

function toSourceNodes(peer: CataloguePeer, source: SourceEntry, names: Names): GraphNode[] {
  const dataset = toDatasetNode(peer, source, names)
  if (source.indexedAt === undefined) return [dataset]
  // The entry in the catalogue changes with each intake run; the source itself does not.
  const entry: GraphNode = {
    '@id': names.entry(peer.id, source.id),
    '@type': 'dcat:CatalogRecord',
    'foaf:primaryTopic': iri(names.source(peer.id, source.id)),
    'dct:modified': literal(source.indexedAt, 'dateTime'),
  }
  return [dataset, entry]
}

function toDatasetNode(peer: CataloguePeer, source: SourceEntry, names: Names): GraphNode {
  const { organisation } = peer
  return known({
    '@id': names.source(peer.id, source.id),
    '@type': 'dcat:Dataset',
    'dct:title': inEnglish(source.title),
    // An owner may leave the description empty; DCAT-AP asks for one.
    'dct:description': inEnglish(source.description || source.title),
    'dct:identifier': `${peer.id}/${source.id}`,
    'dct:publisher': iri(names.organisation(organisation.id)),
    'dct:accessRights': authorityTable.nonPublic,
    'dcatap:applicableLegislation': legislation[source.regime],
    'dcat:contactPoint': toContactNode(organisation.name, source.contact ?? organisation.contact),
    'dcat:theme': source.regime === 'GDPR' ? authorityTable.population : authorityTable.justiceAndSafety,
    'dcat:keyword': toKeywords(source).map(inEnglish),
    'dct:modified': toDateLiteral(source.publishedOn),
    'dct:provenance': source.notice ? toProvenanceNode(source.notice) : undefined,
    'dqv:hasQualityMeasurement': toQualityNodes(source, names.metric),
  })
}

function toProvenanceNode(notice: string): GraphNode {
  return { '@type': 'dct:ProvenanceStatement', 'rdfs:label': inEnglish(notice) }
}

function toKeywords(source: SourceEntry): string[] {
  return [
    ...(source.persons > 0 ? ['persons'] : []),
    ...(source.things > 0 ? ['vessels, vehicles, documents and organisations'] : []),
    ...source.modes.map((mode) => `answers ${mode} questions`),
  ]
}

function toAgentNode(organisation: Organisation, names: Names): GraphNode {
  return { '@id': names.organisation(organisation.id), '@type': 'foaf:Agent', 'foaf:name': organisation.name }
}

/** A contact is free text; an address or a link within it is offered as such too. */
function toContactNode(name: string, contact: string): GraphNode {
  const email = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/.exec(contact)?.[0]
  return known({
    '@type': 'vcard:Kind',
    'vcard:fn': name,
    'vcard:note': contact || undefined,
    'vcard:hasEmail': email ? iri(`mailto:${email}`) : undefined,
  })
}

/** An EDTF date as a literal of XML Schema; undefined for a range or an approximate date, which have none. */
function toDateLiteral(date: string | undefined): GraphNode | undefined {
  if (date === undefined || !/^\d{4}(-\d{2}){0,2}$/.test(date)) return undefined
  const types: Record<number, string> = { 4: 'gYear', 7: 'gYearMonth' }
  return literal(date, types[date.length] ?? 'date')
}
