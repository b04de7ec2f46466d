import { LinkageError, runLinkage } from './linkage/index.ts'
import { openRunProcess, startRunMain, systemClock } from './platform/index.ts'

/**
 * The process of one linkage run, apart from the peer's: it reads whole sources and takes all it may of memory and
 * processors. It is told by its arguments which run and which sources, ends its run when told so over its channel, and
 * ends with its parent.
 */
async function main(): Promise<void> {
  const [runId, ...sources] = process.argv.slice(2)
  if (!runId || sources.length === 0) throw new TypeError('a linkage run is started by its peer only')
  const { config, database, stop } = openRunProcess({ connections: 2, applicationName: 'isthmus-linkage' })
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

startRunMain(main)
