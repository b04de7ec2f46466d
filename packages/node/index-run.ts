import { once } from 'node:events'
import { join } from 'node:path'
import { indexSource, toIndexKey } from './matching/index.ts'
import { openRunProcess, startRunMain, systemClock } from './platform/index.ts'

/**
 * The process of one intake run, apart from the peer's: reading and hashing a source must not hold up a search. It is
 * told by its arguments which run, and how many records it may delete, and over its channel the key of the index; there
 * it says `answering`, `held` or `failed`. It ends with its parent.
 */
async function main(): Promise<void> {
  const [sourceId, runId, mayDelete] = process.argv.slice(2)
  if (!sourceId || !runId) throw new TypeError('an intake run is started by its peer only')
  const { config, database, stop } = openRunProcess({ connections: 4, applicationName: 'isthmus-intake' })
  const indexKey = await receiveIndexKey()
  const outcome = await indexSource(
    {
      database,
      indexKey: toIndexKey(indexKey),
      landing: join(config.folder, 'landing'),
      clock: systemClock,
      signal: stop.signal,
      allowed: { ...config.intake, ...(mayDelete === undefined ? {} : { mayDelete: Number(mayDelete) }) },
    },
    { id: Number(runId), sourceId },
  )
  await database.close()
  process.send?.({ outcome })
  process.disconnect?.()
}

async function receiveIndexKey(): Promise<Buffer> {
  const [message]: unknown[] = await once(process, 'message')
  if (typeof message === 'object' && message !== null && 'indexKey' in message)
    return Buffer.from(String(message.indexKey), 'base64url')
  throw new TypeError('an intake run is told the key of the index by its peer')
}

startRunMain(main)
