import { openConnector } from '@isthmus/connectors'
import type { Mapping, SourceDraft, SourceEntry } from '@isthmus/contract'
import { IntakeError } from '../errors.ts'
import { assertFits, parseMappingText, placeholders } from '../mapping/index.ts'
import type { OpenSources } from '../open-sources.ts'
import { type SourceBounds, verifySourcePlaces } from '../source-bounds.ts'
import type { IntakeTransactor } from '../transactor.ts'

export type ConnectParts = {
  transactor: IntakeTransactor
  sources: OpenSources
  landing: string
  bounds: SourceBounds
  now: Date
}

/** source.connect: keeps a source with its reviewed mapping, after both have been tried on each other once more. */
export async function connectSource(
  parts: ConnectParts,
  draft: SourceDraft,
  connectedBy: string,
): Promise<SourceEntry> {
  if (!draft.mapping) {
    throw new IntakeError('MAPPING_INVALID', 'no mapping is given', {
      remedy: 'inspect the source, review the mapping that is proposed, and connect it with that',
    })
  }
  await verifySourcePlaces(draft.connector, parts.bounds)
  const text = parseMappingText(draft.mapping)
  assertReviewed(text.mapping)
  await using connector = await openConnector(draft.connector, { landing: parts.landing })
  assertFits(text, await connector.describe(), draft.connector.kind)
  const { id } = text.mapping.source
  await parts.transactor.insertSource({
    id,
    mapping: draft.mapping,
    connector: draft.connector,
    connectedBy,
    at: parts.now,
  })
  await parts.sources.refresh()
  return parts.sources.getEntry(id)
}

/** Every officer of the federation reads title and contact in the catalogue and beside a hit. */
function assertReviewed({ source }: Mapping): void {
  const left = [
    source.title === placeholders.title ? 'source.title' : '',
    source.contact === placeholders.contact ? 'source.contact' : '',
  ]
  const fields = left.filter(Boolean).join(' and ')
  if (fields === '') return
  throw new IntakeError('MAPPING_INVALID', `the mapping still has the proposed ${fields}`, {
    remedy: 'review the mapping line by line and write what officers are to read',
  })
}
