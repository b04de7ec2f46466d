import { createServer } from 'node:net'

/** Above the ports of whole test federations and below those that Linux gives to outgoing connections (ip_local_port_range). */
const lowest = 28_000
const count = 4_700

let next = Math.floor(Math.random() * count)

/**
 * A port that nothing listens at and that no outgoing connection takes before the caller listens there: for tests and benchmarks,
 * whose addresses stand in trust lists before anything listens. Never the same twice in one process.
 */
export async function findFreePort(): Promise<number> {
  for (let tried = 0; tried < count; tried++) {
    const port = lowest + (next++ % count)
    if (await isFree(port)) return port
  }
  throw new RangeError(`no free port from ${lowest} to ${lowest + count - 1}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
