import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Connector, type ConnectorContext, openConnector, openLanding } from '@isthmus/connectors'
import type { SourceDraft, SourcePreview } from '@isthmus/contract'
import {
  assertFits,
  type MappingText,
  parseMappingText,
  proposeMapping,
  toCanonical,
} from './mapping/index.ts'
import { type SourceBounds, verifySourcePlaces } from './source-bounds.ts'

const previewed = 20
/** A preview that finds nothing but skipped or rejected records stops here. */
const mostRead = 2_000

/**
 * Looks into a source without connecting it: its fields, the given mapping or a proposed one, and what its first records
 * become under that.
 * Throws ConnectorError when it cannot be read, IntakeError when it lies where it may not or the given mapping does not fit.
 */
export async function inspectSource(
  draft: SourceDraft,
  { bounds, ...context }: ConnectorContext & { bounds: SourceBounds },
): Promise<SourcePreview> {
  await verifySourcePlaces(draft.connector, bounds)
  await openLanding(context.landing)
  // What is unpacked for a look must not stay.
  const landing = await mkdtemp(join(context.landing, 'inspection-'))
  try {
    return await lookInto(draft, { ...context, landing })
  } finally {
    await rm(landing, { recursive: true, force: true })
  }
}

async function lookInto(draft: SourceDraft, context: ConnectorContext): Promise<SourcePreview> {
  await using connector = await openConnector(draft.connector, context)
  const description = await connector.describe()
  const yaml = draft.mapping ?? proposeMapping(description, draft.connector)
  const text = parseMappingText(yaml)
  assertFits(text, description, draft.connector.kind)
  return {
    fields: description.fields,
    mapping: yaml,
    ...(await previewOf(connector, text, context.signal)),
  }
}

async function previewOf(
  connector: Connector,
  { mapping }: MappingText,
  signal?: AbortSignal,
): Promise<Pick<SourcePreview, 'records' | 'rejections'>> {
  const stop = new AbortController()
  const records: SourcePreview['records'] = []
  const rejections: SourcePreview['rejections'] = []
  let read = 0
  for await (const item of connector.read(signal ? AbortSignal.any([signal, stop.signal]) : stop.signal)) {
    const canonical = 'rejected' in item ? item : toCanonical(mapping, item.record)
    if ('person' in canonical) records.push({ ...canonical.person })
    if ('thing' in canonical) records.push({ ...canonical.thing })
    if ('rejected' in canonical && rejections.length < 100) rejections.push(canonical.rejected)
    read++
    if (records.length === previewed || read === mostRead) break
  }
  return { records, rejections }
}
