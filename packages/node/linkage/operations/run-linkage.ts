import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import type { LinkageStep } from '@isthmus/contract'
import { IntakeReader } from '../../intake/index.ts'
import type { Clock, Database } from '../../platform/index.ts'
import { LinkageError } from '../errors.ts'
import { toFaultText } from '../fault-text.ts'
import { linkPersons } from '../link-persons.ts'
import { LinkageReader } from '../reader.ts'
import { toSourceFeed } from '../source-feed.ts'
import { LinkageTransactor } from '../transactor.ts'

const progressEveryMs = 500
const mostThreads = 4
const mostMemoryMb = 8_192

export type LinkingParts = {
  database: Database
  /** The peer's own folder. */
  folder: string
  clock: Clock
  signal: AbortSignal
}

/** What a run in its own process does: from the sources to pairs to review. Never throws; the run says how it ended. */
export async function runLinkage(
  parts: LinkingParts,
  run: { id: number; sources: readonly string[] },
): Promise<'done' | 'failed' | 'cancelled'> {
  const { database, clock, signal } = parts
  const transactor = new LinkageTransactor(database)
  const steps: LinkageStep[] = []
  let progress = { step: 'persons', persons: run.sources.map(() => 0) }
  const telling = setInterval(() => {
    transactor.noteProgress(run.id, { ...progress, steps }).catch(() => {})
  }, progressEveryMs)
  try {
    const decisions = await new LinkageReader(database).readDecisions(run.sources)
    const isOwn = run.sources.length === 1
    const found = await linkPersons({
      feeds: await toFeeds(parts, run.sources),
      folder: join(toLinkageFolder(parts.folder), `r${run.id}`),
      threads: Math.min(mostThreads, availableParallelism()),
      memoryMb: Math.min(mostMemoryMb, Math.floor(totalmem() / 2 ** 21)),
      signal,
      onProgress: (now) => {
        progress = now
      },
      onStep: (step) => steps.push(step),
      decided: (left, right) =>
        decisions.get(isOwn && left > right ? `${right}\n${left}` : `${left}\n${right}`),
    })
    await transactor.finishRun({ ...run, at: clock(), steps }, found)
    return 'done'
  } catch (fault) {
    clearInterval(telling)
    const state = fault instanceof LinkageError && fault.code === 'RUN_CANCELLED' ? 'cancelled' : 'failed'
    await transactor.noteProgress(run.id, { ...progress, steps })
    await transactor.endRun(run.id, {
      state,
      at: clock(),
      ...(state === 'failed' ? { fault: toFaultText(fault) } : {}),
    })
    return state
  } finally {
    clearInterval(telling)
  }
}

/** Where the runs of a peer keep what does not fit into memory. */
export function toLinkageFolder(peerFolder: string): string {
  return join(peerFolder, 'linkage')
}

async function toFeeds(
  { database, folder }: LinkingParts,
  ids: readonly string[],
): Promise<Parameters<typeof linkPersons>[0]['feeds']> {
  const reader = new IntakeReader(database)
  const landing = join(folder, 'landing')
  const sources = await Promise.all(ids.map((id) => reader.getSource(id)))
  const [left, right] = sources.map((source) => toSourceFeed({ source, landing }))
  if (left === undefined) throw new LinkageError('SOURCE_NOT_FOUND', 'a run has one source or two')
  return right === undefined ? [left] : [left, right]
}
