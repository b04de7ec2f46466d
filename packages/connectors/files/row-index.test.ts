import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RowIndex } from './row-index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-rows-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it.each([
  ['in memory', 1000],
  ['on disk', 1_300_000],
])(
  'finds all rows of a key in the order of the file, %s, and leaves nothing behind',
  async (_where, rows) => {
    using index = new RowIndex(folder)
    for (let at = 0; at < rows; at++) index.add(String(at % (rows / 4)), { start: at * 10, length: 9 })
    index.seal()
    for (let key = 0; key < rows / 4; key += Math.ceil(rows / 4000)) {
      const starts = [0, 1, 2, 3].map((turn) => (key + (turn * rows) / 4) * 10)
      expect(index.find(String(key))).toEqual(starts.map((start) => ({ start, length: 9 })))
    }
    expect(index.find('none')).toEqual([])
    expect(await readdir(folder)).toEqual([])
  },
)
