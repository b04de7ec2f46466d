import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findText, toObjects, toRows } from './files.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-bench-files-'))
  mkdirSync(join(folder, 'bench'))
  writeFileSync(join(folder, 'bench', 'packed.csv.gz'), gzipSync('a,b\n1,2\n'))
  writeFileSync(join(folder, 'bench', 'plain.csv'), '\uFEFFa\nplain\n')
  writeFileSync(join(folder, 'bench', 'names_20270101_half.csv'), 'dated')
})

afterAll(() => rmSync(folder, { recursive: true }))

test.each([
  ['bench/packed.csv.gz', 'a,b\n1,2\n'],
  ['bench/packed.csv', 'a,b\n1,2\n'],
  ['bench/plain.csv.gz', 'a\nplain\n'],
  ['bench/names*.csv.gz', 'dated'],
  ['bench/names*_half.csv', 'dated'],
  ['bench/other*.csv', undefined],
  ['nowhere/names*.csv', undefined],
  ['bench/names*_half_half.csv', undefined],
])('%s is found however it is packed and dated', (path, text) => {
  expect(findText([folder], path)).toBe(text)
})

test('the first directory that has a file wins', () => {
  const other = mkdtempSync(join(tmpdir(), 'isthmus-bench-files-'))
  mkdirSync(join(other, 'bench'))
  writeFileSync(join(other, 'bench', 'plain.csv'), 'first')
  expect(findText([other, folder], 'bench/plain.csv')).toBe('first')
  expect(findText([other, folder], 'bench/packed.csv')).toBe('a,b\n1,2\n')
  rmSync(other, { recursive: true })
})

test('rows keep quoted commas, and blank lines are none', () => {
  expect(toRows('id, name\r\n1,"Doe, ""J"""\r\n\r\n2,x\r\n')).toEqual([
    { id: '1', name: 'Doe, "J"' },
    { id: '2', name: 'x' },
  ])
  expect(toObjects('{"a":1}\r\n\r\n{"a":2}\n')).toEqual([{ a: 1 }, { a: 2 }])
})
