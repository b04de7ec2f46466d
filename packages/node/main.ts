import { parseArgs } from 'node:util'
import { createPeer } from './node.ts'
import { framesOf, NodeError, onParentGone, PlatformError, readEnvironment } from './platform/index.ts'

/**
 * Starts one peer, tells its parent, and stops it in order on SIGINT, SIGTERM, or when the parent is gone. With
 * `--log-restored <why>` it states instead that an old backup was restored, and ends.
 */
async function main(): Promise<void> {
  const environment = readEnvironment()
  if (!environment.configFile) {
    throw new PlatformError('CONFIG_INVALID', 'ISTHMUS_CONFIG is not set', {
      remedy: 'set it to the path of the configuration file of the peer',
    })
  }
  const peer = await createPeer(environment.configFile, environment)
  const { values } = parseArgs({ options: { 'log-restored': { type: 'string' } }, strict: false })
  const restored = values['log-restored']
  if (typeof restored === 'string') {
    const number = await peer.beginLogAnew(restored.slice(0, longestReason)).finally(() => peer.stop())
    console.log(
      `What the restored backup holds goes on as log ${number} of this peer, which its witnesses will tell apart from the former one. Start the peer as always.`,
    )
    return
  }
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    await peer.stop()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  onParentGone(stop)
  await peer.listen().catch(async (fault: unknown) => {
    await peer.stop()
    throw fault
  })
  process.send?.({ ready: true })
}

const longestReason = 300

main().catch((fault: unknown) => {
  const isOurs = fault instanceof NodeError
  const message = isOurs ? fault.message : unforeseen(fault)
  console.error(isOurs && fault.remedy ? `${message}. ${fault.remedy}` : message)
  process.send?.({
    fault: isOurs ? fault.message : 'an unforeseen fault; see its log',
    ...(isOurs && fault.remedy ? { remedy: fault.remedy } : {}),
  })
  process.exitCode = 1
  process.disconnect?.()
})

function unforeseen(fault: unknown): string {
  return fault instanceof Error ? `${fault.name}\n${framesOf(fault)}` : 'an unforeseen fault'
}
