import { join } from 'node:path'
import { indexSource, toIndexKey } from './matching/index.ts'
import {
  onParentGone,
  openDatabase,
  readConfig,
  readEnvironment,
  readOrCreateSecret,
  systemClock,
} from './platform/index.ts'

/**
 * The process of one intake run, apart from the peer's: reading and hashing a source must not hold up a search. It is
 * told by its arguments which run, says `answering` or `failed` over its channel, and ends with its parent.
 */
async function main(): Promise<void> {
  const [configFile, databaseUrl] = [readEnvironment().configFile, readEnvironment().databaseUrl]
  const [sourceId, runId] = process.argv.slice(2)
  if (!configFile || !databaseUrl || !sourceId || !runId)
    throw new TypeError('an intake run is started by its peer only')
  const config = readConfig(configFile)
  const database = openDatabase({
    connectionString: databaseUrl,
    connections: 4,
    applicationName: 'isthmus-intake',
  })
  const stop = new AbortController()
  onParentGone(() => stop.abort(new Error('the peer has ended')))
  const outcome = await indexSource(
    {
      database,
      indexKey: toIndexKey(readOrCreateSecret(config.folder, 'index')),
      landing: join(config.folder, 'landing'),
      clock: systemClock,
      signal: stop.signal,
    },
    { id: Number(runId), sourceId },
  )
  await database.close()
  process.send?.({ outcome })
  process.disconnect?.()
}

main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.name : 'unforeseen fault')
  process.exit(1)
})
