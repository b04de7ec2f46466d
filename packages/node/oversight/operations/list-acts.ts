import { randomUUID } from 'node:crypto'
import type { OversightAct, OversightActList } from '@isthmus/contract'
import { type AuditEventName, auditEvents, type EntryFilter } from '../../audit-log/index.ts'
import { type OversightRoom, toLookedEvent, type Viewer } from '../oversight-room.ts'
import type { Window } from '../window.ts'
import { toDetail } from './summarise-acts.ts'

export type ActQuery = { pseudonym?: string; purpose?: string; event?: string; before?: number }

const actsOfPage = 50
const entriesOfStep = 500
/** A filter that fits hardly anything gives an incomplete page, with a `next`, rather than opening the whole log. */
const mostSteps = 20

/** oversight.acts: one page, the latest first; that somebody looked is logged before. */
export async function listActs(
  room: OversightRoom,
  viewer: Viewer,
  { window, query }: { window: Window; query: ActQuery },
): Promise<OversightActList> {
  const { pseudonym, purpose, event, before } = query
  const detail = {
    ...toDetail(window),
    ...(pseudonym ? { pseudonym } : {}),
    ...(purpose ? { purpose } : {}),
    ...(event ? { event } : {}),
  }
  await room.parts.auditLog.append(
    toLookedEvent(viewer, { what: 'acts', correlationId: randomUUID(), detail }),
  )
  return readPage(room, {
    filter: { ...window, ...(event && isEvent(event) ? { events: [event] } : {}) },
    before,
    toActs: (entries) => room.toActs(viewer, entries).map(({ sources, ...act }) => act),
    fits: (act) =>
      (pseudonym === undefined || act.pseudonym === pseudonym) &&
      (purpose === undefined || act.purpose === purpose),
  })
}

/** oversight.own: everything that the log has of the officer's own acts, and what is asked about them. */
export async function listOwnActs(
  room: OversightRoom,
  officer: { id: string },
  before: number | undefined,
): Promise<OversightActList> {
  const pseudonym = room.parts.pseudonymOf(officer.id)
  const page = await readPage(room, {
    filter: { actorId: officer.id },
    before,
    toActs: (entries) => entries.map((entry) => room.toAct(entry)),
    // A tag is a hash; the opened entry decides.
    fits: (act) => act.pseudonym === pseudonym,
  })
  return before === undefined ? { ...page, questions: await room.reader.listQuestions(pseudonym) } : page
}

type Page = {
  filter: EntryFilter
  before: number | undefined
  toActs: (entries: Parameters<OversightRoom['toActs']>[1]) => OversightAct[]
  fits: (act: OversightAct) => boolean
}

async function readPage(
  room: OversightRoom,
  { filter, before, toActs, fits }: Page,
): Promise<OversightActList> {
  const acts: OversightAct[] = []
  let to = before
  for (let step = 0; step < mostSteps; step += 1) {
    const entries = await room.parts.auditReader.readEntries({
      ...filter,
      ...(to === undefined ? {} : { to }),
      newestFirst: true,
      limit: entriesOfStep,
    })
    const fitting = toActs(entries).filter(fits)
    const taken = fitting.slice(0, actsOfPage - acts.length)
    acts.push(...taken)
    if (acts.length === actsOfPage && (taken.length < fitting.length || entries.length === entriesOfStep))
      return { acts, next: indexOf(acts.at(-1)) }
    if (entries.length < entriesOfStep) return { acts }
    to = entries.at(-1)?.index
  }
  return { acts, ...(to === undefined ? {} : { next: String(to) }) }
}

function indexOf(act: OversightAct | undefined): string {
  return act?.id.slice(1) ?? '0'
}

function isEvent(event: string): event is AuditEventName {
  return Object.hasOwn(auditEvents, event)
}
