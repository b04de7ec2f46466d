import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { IndexRequest, SourceDraft } from '@isthmus/contract'
import type { Call, Handlers } from './api.ts'
import { toActor } from './guards.ts'
import type { HandlerParts } from './handlers.ts'
import { connectSource, IntakeReader, IntakeTransactor, inspectSource } from './intake/index.ts'
import { loggedInspection } from './logged-inspection.ts'
import { removeSource } from './matching/index.ts'

/** What answers the operations of sources; the guards have run before. */
export function sourceHandlers(
  parts: HandlerParts,
): Pick<Handlers, Extract<keyof Handlers, `source.${string}`>> {
  const { sources, indexRuns } = parts
  const landing = join(parts.config.folder, 'landing')
  const reader = new IntakeReader(parts.database)
  return {
    'source.list': async () => ({ sources: sources.listEntries() }),
    'source.inspect': (call) => inspect(parts, landing, call),
    'source.connect': (call) => connect(parts, landing, call),
    'source.index': async ({ officer, id, body }) => {
      await indexRuns.start({ sourceId: id, ...(body as IndexRequest) }, toActor(officer))
      return reader.getLatestRun(id)
    },
    'source.report': async ({ id }) => {
      sources.getEntry(id)
      return reader.getLatestRun(id)
    },
    'source.remove': async ({ officer, id }) => {
      await removeSource({ ...parts, linkage: parts.linkage.transactor }, id, toActor(officer))
      return { sources: sources.listEntries() }
    },
  }
}

/** An inspection shows the clear values of records, so it is logged before and after. */
async function inspect(
  parts: HandlerParts,
  landing: string,
  { officer, body, signal }: Call,
): Promise<unknown> {
  const draft = body as SourceDraft
  const context = { landing, bounds: parts.bounds, signal }
  return loggedInspection(parts, { actor: toActor(officer), draft }, () => inspectSource(draft, context))
}

async function connect(parts: HandlerParts, landing: string, { officer, body }: Call): Promise<unknown> {
  const { sources, bounds, clock } = parts
  const transactor = new IntakeTransactor(parts.database)
  const entry = await connectSource(
    { transactor, sources, landing, bounds, now: clock() },
    body as SourceDraft,
    officer.id,
  )
  await parts.auditLog.append({
    event: 'source.connected',
    operation: 'config',
    correlationId: randomUUID(),
    actor: toActor(officer),
    outcome: 'done',
    detail: { source: entry.id, kind: entry.kind },
  })
  return entry
}
