import type { IncidentList } from '@isthmus/contract'
import { type IncidentRoom, withContact } from '../incident-room.ts'
import type { IncidentQuery } from '../reader.ts'

/** incident.list: one page, with whom to call; what was raised a moment ago is in it. */
export async function listIncidents(room: IncidentRoom, query: IncidentQuery): Promise<IncidentList> {
  await room.incidents.settle()
  const { incidents, next } = await room.reader.listIncidents(query)
  return {
    incidents: incidents.map((incident) => withContact(incident, room.findContact)),
    severe: await room.reader.countSevere(),
    ...(next ? { next } : {}),
  }
}
