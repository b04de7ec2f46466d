import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/**
 * - `sound`: everything passes
 * - `cut`: connections break, and none is taken
 * - `silent`: connections are taken, and nothing comes through
 * - `slow`: everything passes after `delayMs`
 * - `torn`: the answer breaks off in its midst, after the request has gone through
 */
export type NetworkState = 'sound' | 'cut' | 'silent' | 'slow' | 'torn'

export type FaultyNetwork = {
  port: number
  become: (state: NetworkState) => void
  close: () => Promise<void>
}

const delayMs = 150

/** Bytes of answers that pass before a torn network breaks off: the handshake does, a receipt does not. */
const tornAfter = 2_200

/** A TCP relay on a port of its own before another one. */
export async function startFaultyNetwork(targetPort: number): Promise<FaultyNetwork> {
  let state: NetworkState = 'sound'
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  }
  const server = createServer((near) => {
    keep(near)
    if (state === 'cut') return near.destroy()
    const far = connect(targetPort, '127.0.0.1')
    keep(far)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
    relay(near, far, () => state)
    let passed = 0
    relay(
      far,
      near,
      () => state,
      (length) => {
        passed += length
        if (state === 'torn' && passed > tornAfter) near.destroy()
      },
    )
    return near
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    become: (next) => {
      state = next
      if (next === 'cut' || next === 'torn') for (const socket of sockets) socket.destroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function relay(
  from: Socket,
  to: Socket,
  stateOf: () => NetworkState,
  passed: (length: number) => void = () => {},
): void {
  from.on('data', (part) => {
    const state = stateOf()
    if (state === 'silent') return
    passed(part.length)
    if (state === 'slow') setTimeout(() => to.write(part), delayMs)
    else if (!to.destroyed) to.write(part)
  })
}
