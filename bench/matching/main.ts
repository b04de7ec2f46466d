import { parseArgs } from 'node:util'
import { shippedFolder } from './files.ts'
import { closeIndexedSources } from './index/indexed-source.ts'
import type { Scale, Task, TaskResult } from './task.ts'
import { runCalibration } from './tasks/calibration.ts'
import { runFebrl, runFebrlDedup } from './tasks/febrl.ts'
import { runHistorical } from './tasks/historical.ts'
import { runIndex1m } from './tasks/index-1m.ts'
import { runLink1m } from './tasks/link.ts'
import { runListsAllAliases } from './tasks/lists-all-aliases.ts'
import { runListsOppositeScripts } from './tasks/lists-opposite-scripts.ts'
import { runListsPrimary } from './tasks/lists-primary.ts'
import { runMatchKeys } from './tasks/match-keys.ts'
import { runNameBench } from './tasks/name-bench.ts'
import { runNegatives } from './tasks/negatives.ts'
import { runPoliticiansDob } from './tasks/politicians-dob.ts'
import { runPoliticiansNameTop1 } from './tasks/politicians-name-top1.ts'
import { runSearch } from './tasks/search.ts'
import { runSearchPostgresql } from './tasks/search-postgresql.ts'
import { runSpeed } from './tasks/speed.ts'
import { runUnUk26 } from './tasks/un-uk26.ts'

/** In the order in which they run; the names are the keys of the JSON result. */
const tasks: Readonly<Record<string, Task>> = {
  politicians_dob: runPoliticiansDob,
  politicians_name_top1: runPoliticiansNameTop1,
  lists_all_aliases: runListsAllAliases,
  un_uk26: runUnUk26,
  lists_primary: runListsPrimary,
  lists_opposite_scripts: runListsOppositeScripts,
  negatives: runNegatives,
  name_bench: runNameBench,
  febrl: runFebrl,
  febrl_dedup: runFebrlDedup,
  historical: runHistorical,
  calibration: runCalibration,
  match_keys: runMatchKeys,
  speed: runSpeed,
  search: runSearch,
  index_1m: runIndex1m,
  search_postgresql: runSearchPostgresql,
  link_1m: runLink1m,
}

const { values } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [shippedFolder] },
    only: { type: 'string' },
    persons: { type: 'string', default: '1000000' },
    growth: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const scale: Scale = { persons: Number(values.persons), isGrowthShown: values.growth }
if (!Number.isSafeInteger(scale.persons) || scale.persons < 1)
  throw new RangeError('--persons is a whole number, 1 or more')
const wanted = values.only?.split(',') ?? Object.keys(tasks)
const unknown = wanted.filter((name) => !Object.hasOwn(tasks, name))
if (unknown.length > 0)
  throw new RangeError(
    `--only names no task ${unknown.join(', ')}; there are ${Object.keys(tasks).join(', ')}`,
  )

const results: Record<string, TaskResult> = {}
for (const [name, task] of Object.entries(tasks)) if (wanted.includes(name)) await run(name, task)
await closeIndexedSources()
if (values.json) console.log(JSON.stringify(results))

/** Runs one task and prints its row. A task that fails must not hide what the others have found. */
async function run(name: string, task: Task): Promise<void> {
  const start = performance.now()
  try {
    const result = await task(values.data, scale)
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    if (result !== undefined) results[name] = result
    if (result === undefined)
      console.log(`${name.padEnd(24)} not run: its files are not in the data directory`)
    else console.log([`${toRow(name, result)}  (${seconds} s)`, ...toNestedRows(result)].join('\n'))
  } catch (fault) {
    process.exitCode = 1
    console.error(`${name.padEnd(24)} failed:`, fault)
  }
}

function toRow(name: string, result: TaskResult): string {
  const cells = Object.entries(result).flatMap(([key, value]) => {
    if (typeof value === 'object') return []
    return [`${key} ${Number.isInteger(value) ? value : value.toFixed(Math.abs(value) < 1 ? 4 : 2)}`]
  })
  return `${name.padEnd(24)} ${cells.join('  ')}`
}

/** A row below the task's own for each object in its result, named by its path. */
function toNestedRows(result: TaskResult, of = ''): string[] {
  return Object.entries(result).flatMap(([key, value]) => {
    if (typeof value !== 'object') return []
    const name = `${of}${key}`
    const isOnlyObjects = Object.values(value).every((inner) => typeof inner === 'object')
    return [...(isOnlyObjects ? [] : [toRow(`  ${name}`, value)]), ...toNestedRows(value, `${name}.`)]
  })
}
