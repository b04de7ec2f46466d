import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type LinkedPair, linkPersons } from '@isthmus/node/linkage'
import { makeTemporaryFolder } from '../../measure/temporary-folder.ts'
import { isSamePerson, type Register, toRegisterFeed, writeRegister } from '../link/register-file.ts'
import type { Scale, TaskResult } from '../task.ts'

const growth = [10_000, 100_000]
/** Of the persons of either register. */
const sharedPart = 0.2
const threads = 2
const memoryMb = 8_192

/**
 * Links two registers of invented persons, a fifth of whom both have, each in its own spelling: seconds from the rows of
 * both files to links and clusters. A link is a pair that the model calls at least probable.
 */
export async function runLink1m(_folders: readonly string[], scale: Scale): Promise<TaskResult> {
  const sizes: Record<string, TaskResult> = {}
  for (const persons of scale.isGrowthShown ? growth : []) sizes[String(persons)] = await link(persons)
  const result = await link(scale.persons)
  return scale.isGrowthShown ? { ...result, growth: sizes } : result
}

async function link(persons: number): Promise<TaskResult> {
  const folder = makeTemporaryFolder()
  const shared = Math.round(persons * sharedPart)
  const first: Register = { file: join(folder, 'first.jsonl'), which: 'first', persons, shared }
  const second: Register = { file: join(folder, 'second.jsonl'), which: 'second', persons, shared }
  try {
    await writeRegister(first)
    await writeRegister(second)
    const processor = process.cpuUsage()
    const shares: Record<string, number> = {}
    let before = 0
    const startedAt = performance.now()
    const { pairs, clusters } = await linkPersons({
      feeds: [toRegisterFeed(first), toRegisterFeed(second)],
      folder: join(folder, 'run'),
      threads,
      memoryMb,
      signal: new AbortController().signal,
      onStep: ({ name }) => {
        const now = toSeconds(process.cpuUsage(processor))
        shares[name] = now - before
        before = now
      },
    })
    const seconds = (performance.now() - startedAt) / 1000
    return {
      seconds,
      processor_seconds: toSeconds(process.cpuUsage(processor)),
      ...toQuality(pairs, shared),
      clusters,
      persons,
      processor_seconds_of: shares,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function toSeconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6
}

function toQuality(pairs: Iterable<LinkedPair>, shared: number): TaskResult {
  const bands = {
    strong: { found: 0, wrong: 0 },
    probable: { found: 0, wrong: 0 },
    possible: { found: 0, wrong: 0 },
  }
  for (const { left, right, band } of pairs)
    bands[band][isSamePerson(left.reference, right.reference) ? 'found' : 'wrong'] += 1
  const { strong, probable, possible } = bands
  const found = strong.found + probable.found
  return {
    recall: found / shared,
    precision: found / (found + strong.wrong + probable.wrong),
    to_review: (found + possible.found) / shared,
    possible: possible.found + possible.wrong,
  }
}
