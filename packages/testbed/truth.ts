import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '@isthmus/contract'
import { type DemoSourceId, demoSourceIds, readDemoPersons } from './read-lists.ts'

const clustersFile = join(import.meta.dirname, '../../bench/data/persons/truth/crosslist_clusters.csv')

/** One person as one source of the demo holds them. */
export type Holding = { sourceId: DemoSourceId; person: Person }

/**
 * Persons whom analysts found on several lists, each with the records of the demo that hold them; most records first.
 * Where a list holds a person twice, both records are there.
 */
export async function readHoldings(): Promise<Holding[][]> {
  const byTruth = new Map<string, Holding>()
  for (const sourceId of demoSourceIds) {
    for await (const { person, truth } of readDemoPersons(sourceId)) {
      if (truth) byTruth.set(`${truth.list},${truth.id}`, { sourceId, person })
    }
  }
  return [...readClusters().values()]
    .map((members) => members.flatMap((member) => byTruth.get(member) ?? []))
    .sort((a, b) => b.length - a.length)
}

/** Cluster to `list,id`; an id may hold a comma. */
function readClusters(): Map<string, string[]> {
  const clusters = new Map<string, string[]>()
  for (const line of readFileSync(clustersFile, 'utf8').split('\n').slice(1)) {
    const [, cluster, list, id] = /^([^,]+),([^,]+),"?(.+?)"?\r?$/.exec(line) ?? []
    if (!cluster || !list || !id) continue
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), `${list},${id}`])
  }
  return clusters
}
