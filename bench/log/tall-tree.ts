import { hash } from 'node:crypto'
import { TileReader } from '@isthmus/node/audit-log'
import type { Database } from '@isthmus/node/platform'
import { Frontier, type Tile } from '@isthmus/protocol/log'

/**
 * The tree of a log of so many entries, its tiles in the tables of a real one; of the entries themselves only the hashes
 * are made, since a proof reads nothing else.
 */
export async function buildTallTree(
  database: Database,
  entries: number,
): Promise<{ tiles: TileReader; frontier: Frontier }> {
  const frontier = new Frontier()
  const number = Buffer.alloc(8)
  let full: Tile[] = []
  for (let index = 0; index < entries; index += 1) {
    number.writeDoubleBE(index)
    full.push(...frontier.append(hash('sha256', number, 'buffer')))
    if (full.length >= 400) {
      await insertTiles(database, full)
      full = []
    }
  }
  await insertTiles(database, full)
  return { tiles: new TileReader(database, () => frontier), frontier }
}

async function insertTiles(database: Database, tiles: readonly Tile[]): Promise<void> {
  await database.query(
    'insert into audit_log.tile (level, number, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])',
    [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      `{${tiles.map(({ hashes }) => `"\\\\x${Buffer.from(hashes).toString('hex')}"`).join(',')}}`,
    ],
    'bench-insert-tiles',
  )
}
