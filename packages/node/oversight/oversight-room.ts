import type { ActorStatement, OversightAct, SearchSubject, WatchedNameKind } from '@isthmus/contract'
import type { AuditEvent, AuditLog, AuditLogReader, EntryFilter, LoggedEntry } from '../audit-log/index.ts'
import type { Incidents } from '../incident/index.ts'
import type { Clock, Database, Logger } from '../platform/index.ts'
import { findAnomalies } from './find-anomalies.ts'
import { sealName } from './name-box.ts'
import { OversightReader } from './reader.ts'
import { isInScope, type Scope } from './scope.ts'
import { type PseudonymOf, toAct } from './to-act.ts'
import { toQuestions } from './to-questions.ts'
import { OversightTransactor } from './transactor.ts'
import { WatchedNames } from './watched-names.ts'
import type { Window } from './window.ts'

/** Who looks, and what the policy lets be seen. */
export type Viewer = {
  id: string
  statement: ActorStatement
  organisation: { id: string }
  wholePeer: boolean
}

export type OversightParts = {
  database: Database
  auditLog: AuditLog
  auditReader: AuditLogReader
  pseudonymOf: PseudonymOf
  /** The organisations whose officers act here, as the trust list says now. */
  listHosts: () => readonly string[]
  /** 32 bytes of the keystore; seals the names of officers and hashes watched ones. */
  key: Buffer
  clock: Clock
  logger: Logger
}

export type SeenOfficer = { id: string; name: string; organisation: { id: string } }

/** Entries that one look opens at most; of more, the latest. */
export const mostEntries = 20_000

/** The room's own things, and what every operation of it needs. */
export class OversightRoom {
  readonly parts: OversightParts
  readonly reader: OversightReader
  readonly transactor = new OversightTransactor()
  readonly #watched: WatchedNames
  readonly #seen = new Set<string>()

  private constructor(parts: OversightParts, watched: WatchedNames) {
    this.parts = parts
    this.reader = new OversightReader(parts.database)
    this.#watched = watched
  }

  static async open(parts: OversightParts): Promise<OversightRoom> {
    const names = await new OversightReader(parts.database).listWatched()
    return new OversightRoom(parts, new WatchedNames(parts.key, names))
  }

  /** Remembers an officer who acts here: sealed, so that a pseudonym can be named, and watched. Never throws or waits. */
  noteOfficer({ id, name, organisation }: SeenOfficer): void {
    const mark = `${id}\n${name}\n${organisation.id}`
    if (this.#seen.has(mark)) return
    this.#seen.add(mark)
    const { clock, database, key, logger } = this.parts
    const at = clock()
    const watched = this.#watched.watch(id, { full: name })
    const sealedName = sealName(key, { officerId: id, name })
    const keep = async (): Promise<void> => {
      await this.transactor.keepOfficer(database, {
        officerId: id,
        organisation: organisation.id,
        sealedName,
        at,
      })
      await this.transactor.keepWatched(database, watched, { by: 'identity-provider', at })
    }
    keep().catch(() => {
      this.#seen.delete(mark)
      logger.warn('an officer could not be noted for the oversight of the log')
    })
  }

  /** What the searched name is to whoever asks; the name goes no further. */
  findWatchedKind(officerId: string, subject: SearchSubject): WatchedNameKind | undefined {
    return this.#watched.findKind(officerId, subject)
  }

  /** From now on this name is protected; its hashes are kept already. */
  watchProtected(name: { family: string; given: string }): void {
    this.#watched.watch('', name)
  }

  /** The daily look: a probing series of the last two days is an incident, of which the operator learns that there was one. */
  async reportProbing(incidents: Pick<Incidents, 'raise'>): Promise<void> {
    const until = this.parts.clock()
    const since = new Date(until.getTime() - 2 * 86_400_000)
    const events = ['search.asked', 'search.completed'] as const
    const entries = await this.parts.auditReader.readEntries({
      since,
      until,
      events,
      newestFirst: true,
      limit: mostEntries,
    })
    const acts = entries.map((entry) => this.toAct(entry)).filter(({ isOwn }) => isOwn)
    const series = findAnomalies(toQuestions(acts)).filter(({ kind }) => kind === 'probing-series')
    for (const { on, count } of series)
      incidents.raise({ kind: 'probing-series', detail: { on, questions: count } })
  }

  /** Entries of a window that the viewer may see, the latest first. */
  async readActs(
    viewer: Viewer,
    window: Window,
    filter: EntryFilter = {},
  ): Promise<{ acts: (OversightAct & { sources: string[] })[]; isCut: boolean }> {
    const entries = await this.parts.auditReader.readEntries({
      ...window,
      newestFirst: true,
      limit: mostEntries + 1,
      ...filter,
    })
    return { acts: this.toActs(viewer, entries.slice(0, mostEntries)), isCut: entries.length > mostEntries }
  }

  toActs(viewer: Viewer, entries: readonly LoggedEntry[]): (OversightAct & { sources: string[] })[] {
    const scope = this.scopeOf(viewer)
    return entries
      .filter(({ entry }) => isInScope(entry, scope))
      .map((logged) => ({ ...this.toAct(logged), sources: sourcesOf(logged) }))
  }

  toAct(logged: LoggedEntry): OversightAct {
    return toAct(logged, { pseudonymOf: this.parts.pseudonymOf, hosts: this.parts.listHosts() })
  }

  scopeOf({ organisation, wholePeer }: Viewer): Scope {
    return { organisation: organisation.id, wholePeer, hosts: this.parts.listHosts() }
  }
}

/** The entry that says who looked at what; it is written before anything is shown. */
export function toLookedEvent(
  viewer: Viewer,
  {
    what,
    correlationId,
    detail = {},
  }: { what: string; correlationId: string; detail?: Record<string, string | number> },
): AuditEvent {
  return {
    event: 'oversight.looked',
    operation: 'consultation',
    correlationId,
    actor: toActor(viewer),
    outcome: 'done',
    detail: { what, ...detail },
  }
}

export function toActor({
  id,
  statement,
  organisation,
}: Omit<Viewer, 'wholePeer'>): NonNullable<AuditEvent['actor']> {
  return {
    id,
    role: statement.role,
    organisation: organisation.id,
    ...(statement.unit ? { unit: statement.unit } : {}),
  }
}

/** What a search reached, or which source answered. */
function sourcesOf({ entry }: LoggedEntry): string[] {
  const { sources, source } = entry?.detail ?? {}
  if (entry && typeof source === 'string') return [`${entry.peer}/${source}`]
  if (entry?.event !== 'search.completed' || typeof sources !== 'object' || sources === null) return []
  return Object.keys(sources)
}
