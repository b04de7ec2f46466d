import { LinkageError, runLinkage } from './linkage/index.ts'
import { onParentGone, openDatabase, readConfig, readEnvironment, systemClock } from './platform/index.ts'

/**
 * The process of one linkage run, apart from the peer's: it reads whole sources and takes all it may of memory and
 * processors. It is told by its arguments which run and which sources, ends its run when told so over its channel, and
 * ends with its parent.
 */
async function main(): Promise<void> {
  const { configFile, databaseUrl } = readEnvironment()
  const [runId, ...sources] = process.argv.slice(2)
  if (!configFile || !databaseUrl || !runId || sources.length === 0)
    throw new TypeError('a linkage run is started by its peer only')
  const config = readConfig(configFile)
  const database = openDatabase({
    connectionString: databaseUrl,
    connections: 2,
    applicationName: 'isthmus-linkage',
  })
  const stop = new AbortController()
  onParentGone(() => stop.abort(new Error('the peer has ended')))
  process.on('message', (message) => {
    if (message === 'cancel') stop.abort(new LinkageError('RUN_CANCELLED', 'the run was cancelled'))
  })
  const parts = { database, folder: config.folder, clock: systemClock, signal: stop.signal }
  const outcome = await runLinkage(parts, { id: Number(runId), sources })
  await database.close()
  // Nothing may keep this process alive: the peer waits for its end.
  if (process.send) process.send({ outcome }, () => process.exit())
  else process.exit()
}

main().catch((fault: unknown) => {
  console.error(fault instanceof Error ? fault.name : 'unforeseen fault')
  process.exit(1)
})
