import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findFebrl } from './tasks/febrl.ts'
import {
  findLists,
  runAllAliases,
  runKeyRecall,
  runOppositeScripts,
  runPrimary,
  runUnUk,
} from './tasks/lists.ts'
import { findFalseAlarms } from './tasks/negatives.ts'
import { findPoliticians, runNameOnly, runWithBirth } from './tasks/politicians.ts'
import { runSpeed } from './tasks/speed.ts'

const SHIPPED = join(import.meta.dirname, '..', 'data', 'persons')

const { values } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const folders = values.data === undefined ? [SHIPPED] : [values.data, SHIPPED]
const results: Record<string, Record<string, number>> = {}

/** Runs one task unless `--only` names others, and prints its row. */
function run(name: string, work: () => Record<string, number> | undefined): void {
  if (values.only !== undefined && !values.only.split(',').includes(name)) return
  const start = performance.now()
  const result = work()
  if (result === undefined) {
    console.log(`${name.padEnd(24)} not run: its files are not in the directory given by --data`)
    return
  }
  results[name] = result
  const cells = Object.entries(result).map(
    ([key, value]) => `${key} ${Number.isInteger(value) ? value : value.toFixed(value < 1 ? 4 : 2)}`,
  )
  console.log(
    `${name.padEnd(24)} ${cells.join('  ')}  (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  )
}

const lists = await findLists(folders)
run('lists_all_aliases', () => lists && runAllAliases(lists))
run('un_uk26', () => lists && runUnUk(lists))
run('lists_primary', () => lists && runPrimary(lists))
run('lists_opposite_scripts', () => lists && runOppositeScripts(lists))
run('match_keys', () => lists && runKeyRecall(lists))
run('negatives', () => lists && findFalseAlarms(folders, [...lists.persons.values()]))
let politicians: ReturnType<typeof findPoliticians>
run('politicians_dob', () => {
  politicians ??= findPoliticians(folders)
  return politicians && runWithBirth(politicians)
})
run('politicians_name_top1', () => {
  politicians ??= findPoliticians(folders)
  return politicians && runNameOnly(politicians)
})
run('febrl', () => findFebrl(folders))
run('speed', () => lists && runSpeed([...lists.persons.values()]))
if (values.json) console.log(JSON.stringify(results))
