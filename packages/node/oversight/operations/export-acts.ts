import { randomUUID } from 'node:crypto'
import type { OversightAct } from '@isthmus/contract'
import { type OversightRoom, toActor, type Viewer } from '../oversight-room.ts'
import { csvHead, toCsvLine } from '../to-csv.ts'
import type { Window } from '../window.ts'

type Produce<Line> = (signal: AbortSignal) => AsyncGenerator<Line>

/** oversight.lines: every act of the window that the viewer may see; that a copy was taken is logged before the first. */
export async function exportLines(
  room: OversightRoom,
  viewer: Viewer,
  window: Window,
): Promise<Produce<OversightAct>> {
  await recordExport(room, viewer, { window, format: 'jsonl' })
  return (signal) => streamActs(room, viewer, { window, signal })
}

/** oversight.table: the same as CSV (RFC 4180). */
export async function exportTable(
  room: OversightRoom,
  viewer: Viewer,
  window: Window,
): Promise<Produce<string>> {
  await recordExport(room, viewer, { window, format: 'csv' })
  return async function* produce(signal) {
    yield csvHead
    for await (const act of streamActs(room, viewer, { window, signal })) yield toCsvLine(act)
  }
}

async function* streamActs(
  room: OversightRoom,
  viewer: Viewer,
  { window, signal }: { window: Window; signal: AbortSignal },
): AsyncGenerator<OversightAct> {
  for await (const logged of room.parts.auditReader.streamEntries({ ...window })) {
    if (signal.aborted) return
    for (const { sources, ...act } of room.toActs(viewer, [logged])) yield act
  }
}

async function recordExport(
  room: OversightRoom,
  viewer: Viewer,
  { window, format }: { window: Window; format: string },
): Promise<void> {
  await room.parts.auditLog.append({
    event: 'audit-log.exported',
    operation: 'disclosure',
    correlationId: randomUUID(),
    actor: toActor(viewer),
    outcome: 'done',
    detail: { format, since: window.since.toISOString(), until: window.until.toISOString() },
  })
}
