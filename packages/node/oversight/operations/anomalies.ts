import { randomUUID } from 'node:crypto'
import type { Anomaly, AnomalyList, AnomalyNote } from '@isthmus/contract'
import { OversightError } from '../errors.ts'
import { anomalyIdOf, type FoundAnomaly, findAnomalies } from '../find-anomalies.ts'
import { type OversightRoom, toActor, toLookedEvent, type Viewer } from '../oversight-room.ts'
import { toQuestions } from '../to-questions.ts'
import type { HandledState } from '../transactor.ts'
import type { Window } from '../window.ts'
import { toDetail } from './summarise-acts.ts'

const mostAnomalies = 500
const dayMs = 86_400_000
/** How far before a day the habits of an officer are looked for. */
const habitDays = 30

/** oversight.anomalies: what the rules find in the window, and what was decided about it. */
export async function listAnomalies(
  room: OversightRoom,
  viewer: Viewer,
  window: Window,
): Promise<AnomalyList> {
  await room.parts.auditLog.append(
    toLookedEvent(viewer, { what: 'anomalies', correlationId: randomUUID(), detail: toDetail(window) }),
  )
  const { found, isCut } = await readAnomalies(room, viewer, window)
  const handled = await room.reader.readHandled(found.map(({ id }) => id))
  return {
    from: window.since.toISOString(),
    to: window.until.toISOString(),
    isCut,
    anomalies: found
      .slice(0, mostAnomalies)
      .map((one) => ({ ...one, state: 'open', ...handled.get(one.id) })),
  }
}

/** oversight.handle, in one commit with its entry. Throws OversightError ANOMALY_NOT_FOUND. */
export async function handleAnomaly(
  room: OversightRoom,
  viewer: Viewer,
  note: AnomalyNote,
): Promise<Anomaly> {
  const { auditLog, clock } = room.parts
  const id = anomalyIdOf(note)
  const dayEnd = new Date(Date.parse(note.on) + dayMs)
  const window = { since: new Date(dayEnd.getTime() - habitDays * dayMs), until: dayEnd }
  const { found } = await readAnomalies(room, viewer, window)
  const anomaly = found.find((one) => one.id === id)
  if (!anomaly)
    throw new OversightError('ANOMALY_NOT_FOUND', 'no rule finds this in the log', {
      remedy: 'read the list again',
    })
  const at = clock()
  const before = (await room.reader.readHandled([id])).get(id)
  const state = toState(before?.state ?? 'open', note.state)
  const text = note.note.trim()
  await auditLog.appendWith(async (transaction) => {
    const handling = { state, act: note.state, note: text, by: viewer.id, at }
    await room.transactor.keepHandling(transaction, anomaly, handling)
    return {
      events: [
        {
          event: 'oversight.handled' as const,
          operation: 'consultation' as const,
          correlationId: randomUUID(),
          actor: toActor(viewer),
          outcome: 'done' as const,
          detail: {
            anomaly: id,
            kind: anomaly.kind,
            pseudonym: anomaly.pseudonym,
            on: anomaly.on,
            state: note.state,
          },
        },
      ],
      result: undefined,
    }
  })
  const remarks = [...(before?.remarks ?? []), { state: note.state, text, at: at.toISOString() }]
  return { ...anomaly, state, note: text, handledAt: at.toISOString(), handledBy: viewer.id, remarks }
}

/** A note takes no question back; whatever else is done is the new state. */
export function toState(before: Anomaly['state'], act: AnomalyNote['state']): HandledState {
  return act === 'noted' && (before === 'asked' || before === 'answered') ? before : act
}

async function readAnomalies(
  room: OversightRoom,
  viewer: Viewer,
  window: Window,
): Promise<{ found: FoundAnomaly[]; isCut: boolean }> {
  const { acts, isCut } = await room.readActs(viewer, window, {
    events: ['search.asked', 'search.completed'],
  })
  // Anomalies are of officers, and each controller has its own.
  const own = acts.filter(({ organisation }) => organisation === viewer.organisation.id)
  return { found: findAnomalies(toQuestions(own)), isCut }
}
