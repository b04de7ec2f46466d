import { createServer } from 'node:net'
import { PlatformError } from '@isthmus/node/platform'

/** Throws PlatformError PORT_TAKEN naming every port that another program holds. */
export async function verifyPortsFree(ports: readonly number[]): Promise<void> {
  const taken = (await Promise.all(ports.map(async (port) => ((await isFree(port)) ? [] : [port])))).flat()
  if (taken.length === 0) return
  throw new PlatformError('PORT_TAKEN', `port ${taken.join(', ')} is taken by another program`, {
    remedy: 'Is Isthmus running already? Stop it, or choose other ports: ISTHMUS_PORT=5101 npm start',
  })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
