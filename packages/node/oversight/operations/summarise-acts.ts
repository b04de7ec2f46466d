import { randomUUID } from 'node:crypto'
import type { OversightAct, OversightSummary } from '@isthmus/contract'
import { type OversightRoom, toLookedEvent, type Viewer } from '../oversight-room.ts'
import { groupActs, toRough, toRoughGroups } from '../summarise.ts'
import type { Window } from '../window.ts'

/** Each question once, however many entries it has on this side: asked, answered to others, refused. */
const countedEvents = ['search.completed', 'search.answered', 'search.refused', 'search.denied'] as const

/** oversight.summary: how often what was done. An operator learns rough counts only. */
export async function summariseActs(
  room: OversightRoom,
  viewer: Viewer,
  window: Window,
): Promise<OversightSummary> {
  const isRough = viewer.statement.role === 'operator'
  await room.parts.auditLog.append(
    toLookedEvent(viewer, { what: 'summary', correlationId: randomUUID(), detail: toDetail(window) }),
  )
  const { acts: all, isCut } = await room.readActs(viewer, window, { events: countedEvents })
  const acts = toQuestionsOnce(all)
  const groups = groupActs(acts)
  return {
    from: window.since.toISOString(),
    to: window.until.toISOString(),
    acts: isRough ? toRough(acts.length) : acts.length,
    isRough,
    isCut,
    groups: isRough ? toRoughGroups(groups) : groups,
  }
}

/** What the own sources answered to an officer of this peer is part of that officer's question, not a second one. */
function toQuestionsOnce<Act extends OversightAct>(acts: readonly Act[]): Act[] {
  const own = new Set(
    acts.filter(({ event }) => event === 'search.completed').map(({ correlationId }) => correlationId),
  )
  return acts.filter(({ event, correlationId }) => event === 'search.completed' || !own.has(correlationId))
}

export function toDetail({ since, until }: Window): { since: string; until: string } {
  return { since: since.toISOString(), until: until.toISOString() }
}
