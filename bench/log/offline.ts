import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AuditLog, AuditLogReader } from '@isthmus/node/audit-log'
import { formatReadable, type LogReport, readablePath, verifyLogFiles } from '@isthmus/protocol/evidence'
import { listTiles, type TileId, tilePath, tileWidth } from '@isthmus/protocol/log'
import { operatorSet, signedList, witnessed } from '@isthmus/testbed/log-files'

/** The whole log as files, as `isthmus log export` writes them; of the test federation, so that its keys can sign. */
export async function exportLog(log: AuditLog, reader: AuditLogReader, folder: string): Promise<void> {
  const { size, root } = log.state()
  const save = async (path: string, bytes: Uint8Array | string): Promise<void> => {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
  for (const id of listTiles(size)) {
    await save(tilePath(id), await log.tiles.read(id))
    if (id.level > 0) continue
    await save(tilePath({ ...id, level: 'entries' }), await log.tiles.readBundle(id))
    await save(readablePath(id.index), await readLines(reader, id))
  }
  await save('trust-list.json', await signedList())
  await save('checkpoint', await witnessed({ size, root }))
}

async function readLines(reader: AuditLogReader, { index, width }: TileId): Promise<string> {
  const from = index * tileWidth
  const entries = await reader.readEntries({ from, to: from + width })
  return entries
    .flatMap(({ index, salt, entry }) =>
      salt && entry ? [formatReadable({ index, salt: Buffer.from(salt, 'base64url'), entry })] : [],
    )
    .join('')
}

/** As `isthmus log verify` does it, who has nothing but the files and the operators' keys. */
export function verifyFolder(folder: string): Promise<LogReport> {
  const read = (path: string): Promise<Uint8Array | undefined> =>
    readFile(join(folder, path)).catch(() => undefined)
  return verifyLogFiles({ read }, { operators: operatorSet })
}
