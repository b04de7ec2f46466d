import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue, CataloguePeer, Organisation, SourceEntry } from '@isthmus/contract'
import fc from 'fast-check'
import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import { describe, expect, it } from 'vitest'
import { type DcatDocument, toDcat } from './to-dcat.ts'

const shapes = readFileSync(
  join(import.meta.dirname, '../../../vectors/dcat-ap/dcat-ap-3.0.1-shapes.ttl'),
  'utf8',
)
const validator = new Validator(new Store(new Parser().parse(shapes)))
const base = 'https://peer.example'

const organisation: Organisation = {
  id: 'police-gr',
  name: 'Police',
  kind: 'police',
  regime: 'LED',
  country: 'GR',
  contact: 'Duty desk, +30 210 000 0000, desk@police.example',
}
const source: SourceEntry = {
  id: 'wanted-persons',
  title: 'Wanted persons',
  description: 'Persons whom a court has ordered to be found.',
  kind: 'postgres',
  regime: 'LED',
  state: 'answering',
  persons: 1200,
  things: 30,
  indexedAt: '2026-11-23T10:00:00Z',
  publishedOn: '2026-11-20',
  notice: 'An excerpt. Never to be used for screening.',
  modes: ['open'],
  completeness: { familyName: 1, birthDate: 0.82 },
}
const peer: CataloguePeer = {
  id: 'peer-gr',
  name: 'Police peer',
  organisation,
  state: 'this-peer',
  sources: [source],
}
const shelter: CataloguePeer = {
  id: 'peer-ngo',
  name: 'Shelter peer',
  organisation: { ...organisation, id: 'shelter', name: 'Shelter', kind: 'ngo', regime: 'GDPR', contact: '' },
  state: 'unreachable',
  sources: [
    { ...source, id: 'guests', regime: 'GDPR', description: '', publishedOn: '2026~', contact: 'Office' },
    {
      id: 'empty',
      title: 'Empty',
      description: 'Nothing yet',
      kind: 'csv',
      regime: 'none',
      state: 'connected',
      persons: 0,
      things: 0,
      modes: [],
      completeness: {},
    },
  ],
}

describe('the catalogue as DCAT-AP 3.0.1', () => {
  it('passes the SHACL shapes with every field, with few fields, and empty', async () => {
    expect(await faultsOf(toDcat({ peers: [peer, shelter] }, base))).toEqual([])
    expect(await faultsOf(toDcat({ peers: [{ ...shelter, sources: [] }] }, `${base}/`))).toEqual([])
    expect(await faultsOf(toDcat({ peers: [] }, base))).toEqual([])
  })

  it('describes each source with publisher, contact, access rights, law, theme, date and completeness', async () => {
    const quads = await quadsOf(toDcat({ peers: [peer, shelter] }, base))
    const wanted = '<https://peer.example/catalogue/peers/peer-gr/sources/wanted-persons>'
    expect(quads).toContain(
      `${wanted} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset>`,
    )
    expect(quads).toContain(
      `${wanted} <http://purl.org/dc/terms/publisher> <${base}/catalogue/organisations/police-gr>`,
    )
    expect(quads).toContain(
      `${wanted} <http://purl.org/dc/terms/accessRights> <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC>`,
    )
    expect(quads).toContain(
      `${wanted} <http://data.europa.eu/r5r/applicableLegislation> <http://data.europa.eu/eli/dir/2016/680/oj>`,
    )
    expect(quads).toContain(
      `${wanted} <http://purl.org/dc/terms/modified> "2026-11-20"^^<http://www.w3.org/2001/XMLSchema#date>`,
    )
    expect(quads).toContain('<http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:desk@police.example>')
    expect(quads).toContain(
      '<http://www.w3.org/ns/dqv#value> "0.8200"^^<http://www.w3.org/2001/XMLSchema#decimal>',
    )
    expect(quads).toContain(
      `<${base}/catalogue/peers/peer-gr> <http://www.w3.org/ns/dcat#servesDataset> ${wanted}`,
    )
  })

  it.each([
    ['a dataset without a title', 'dcat:Dataset', 'dct:title', undefined, 'http://purl.org/dc/terms/title'],
    [
      'a service without an endpoint',
      'dcat:DataService',
      'dcat:endpointURL',
      undefined,
      'http://www.w3.org/ns/dcat#endpointURL',
    ],
    [
      'a catalogue without a publisher',
      'dcat:Catalog',
      'dct:publisher',
      undefined,
      'http://purl.org/dc/terms/publisher',
    ],
    ['an agent without a name', 'foaf:Agent', 'foaf:name', undefined, 'http://xmlns.com/foaf/0.1/name'],
    [
      'a source that changed on two days',
      'dcat:Dataset',
      'dct:modified',
      ['2026-11-20', '2026-11-21'],
      'http://purl.org/dc/terms/modified',
    ],
    ['a theme that is text', 'dcat:Dataset', 'dcat:theme', 'safety', 'http://www.w3.org/ns/dcat#theme'],
  ])('is refused by the shapes for %s', async (_, type, property, value, path) => {
    const whole = toDcat({ peers: [peer] }, base)
    const graph = whole['@graph'].map((node) =>
      node['@type'] === type ? { ...node, [property]: value } : node,
    )
    expect(await faultsOf({ ...whole, '@graph': graph })).toContain(path)
  })

  it.each([
    ['1999', '"1999"^^<http://www.w3.org/2001/XMLSchema#gYear>'],
    ['1999-02', '"1999-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'],
    ['1999-02-28', '"1999-02-28"^^<http://www.w3.org/2001/XMLSchema#date>'],
    ['1999~', undefined],
    ['1999/2001', undefined],
  ])('gives the date %s its own type, or leaves it out', async (publishedOn, expected) => {
    const { indexedAt: _, ...unindexed } = source
    const changed: Catalogue = { peers: [{ ...peer, sources: [{ ...unindexed, publishedOn }] }] }
    const dates = (await quadsOf(toDcat(changed, base)))
      .split('\n')
      .filter((line) => line.includes('terms/modified'))
    expect(dates.map((line) => line.split(' ')[2])).toEqual(expected ? [expected] : [])
  })

  it('passes the shapes whatever the owners write', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const catalogues = fc.record({
      id: fc.string({ minLength: 1, maxLength: 20 }),
      title: text.filter(Boolean),
      description: text,
      contact: text,
      notice: text,
      date: fc.constantFrom('1999', '1999-02', '1999~', '1999/2001'),
    })
    await fc.assert(
      fc.asyncProperty(catalogues, async ({ id, title, description, contact, notice, date }) => {
        const written = {
          ...source,
          title,
          description,
          contact,
          notice,
          publishedOn: date,
          completeness: { [title]: 0.5 },
        }
        const catalogue: Catalogue = { peers: [{ ...peer, id, name: title, sources: [written] }] }
        expect(await faultsOf(toDcat(catalogue, base))).toEqual([])
      }),
      { numRuns: 25 },
    )
  })
})

async function quadsOf(document: DcatDocument): Promise<string> {
  const documentLoader = (): Promise<never> => Promise.reject(new Error('nothing is fetched'))
  return jsonld.toRDF(document, { format: 'application/n-quads', documentLoader, safe: true })
}

/** The paths at which the document breaks the shapes. */
async function faultsOf(document: DcatDocument): Promise<(string | undefined)[]> {
  const graph = new Store(new Parser().parse(await quadsOf(document)))
  const report = await validator.validate(graph)
  return report.results.map((result) => result.path?.value)
}
