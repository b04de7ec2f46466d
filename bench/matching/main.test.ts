import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedFolder } from './files.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-bench-matching-'))
  for (const place of ['truth', 'bench']) mkdirSync(join(folder, place))
  const persons = [
    { list: 'un', id: '1', names: ['Ivan Petrov', 'Иван Петров'], dob: ['1970-05-17'] },
    { list: 'uk26', id: 'A', names: ['Iwan PETROW', 'Ivan PETROV'], dob: ['1970-05-17'] },
    { list: 'uk26', id: 'B', names: ['Maria Rossi; Maria Bianchi'], dob: ['1980'] },
  ]
  writeFileSync(join(folder, 'truth', 'persons.jsonl'), persons.map((one) => JSON.stringify(one)).join('\n'))
  writeFileSync(
    join(folder, 'truth', 'crosslist_pairs.csv'),
    'list_a,id_a,list_b,id_b,same,source\nun,1,uk26,A,1,test\nun,1,uk26,B,0,test\nun,9,uk26,B,1,elsewhere\n',
  )
  cpSync(join(shippedFolder, 'bench', 'febrl_dataset4a.csv'), join(folder, 'bench', 'febrl_dataset4a.csv'))
})

afterAll(() => rmSync(folder, { recursive: true }))

function runBench(...options: string[]): { status: number | null; lines: string[]; errors: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), ...options],
    { encoding: 'utf8', timeout: 240_000 },
  )
  return { status, lines: stdout.trim().split('\n'), errors: stderr }
}

function toResults(lines: readonly string[]): Record<string, Record<string, unknown>> {
  return JSON.parse(lines.at(-1) ?? '')
}

test('only tasks whose files lie in the given directory are run, and nothing of the shipped data', {
  timeout: 120_000,
}, () => {
  const only = 'politicians_dob,lists_all_aliases,un_uk26,lists_primary,negatives,febrl,historical,name_bench'
  const { status, lines } = runBench('--data', folder, '--only', only, '--json')
  const results = toResults(lines)
  expect(status).toBe(0)
  expect(Object.keys(results)).toEqual(['lists_all_aliases', 'un_uk26', 'lists_primary'])
  expect(results.lists_all_aliases).toMatchObject({ recall: 1, same_pairs: 1, different_pairs: 1 })
  expect(results.un_uk26).toEqual({ precision: 1, recall: 1, f1: 1 })
  expect(lines.filter((line) => line.includes('not run'))).toHaveLength(5)
})

test('search and index are measured on invented persons, with the keys that the table wants', {
  timeout: 240_000,
}, () => {
  const only = 'search,index_1m,search_postgresql'
  const { status, lines } = runBench('--persons', '1500', '--only', only, '--json')
  const results = toResults(lines)
  expect(status).toBe(0)
  for (const key of ['per_core_per_s', 'p50_ms', 'p99_ms', 'explanation_cost', 'candidates'])
    expect(results.search?.[key], key).toBeGreaterThan(0)
  expect(results.search?.found).toBeGreaterThan(0.95)
  expect(results.index_1m).toMatchObject({ persons: 1500, seconds: expect.any(Number) })
  expect(results.search_postgresql?.candidates).toBeGreaterThan(0)
})

test('a task that nobody knows, or no number of persons, is refused', () => {
  expect(runBench('--only', 'nothing').errors).toContain('--only names no task nothing')
  expect(runBench('--persons', 'many').errors).toContain('--persons is a whole number')
})
