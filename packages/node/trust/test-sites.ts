import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TrustList } from '@isthmus/contract'
import { signTrustList } from '@isthmus/protocol/trust'
import { createTestKeys, createTestOperators } from '@isthmus/testbed/trust-keys'

export const { operators, signer } = createTestOperators()
export const north = createTestKeys()
export const south = createTestKeys()

const dayMs = 86_400_000

/** The first list of a federation of two peers, good for a year. */
export function toFirstList(addressOf: (id: string) => string, now = new Date()): TrustList {
  const peer = (id: string, { keys }: typeof north): TrustList['peers'][number] => ({
    ...{ id, name: id, address: addressOf(id), owner: 'police', hosts: ['police'] },
    keys,
  })
  return {
    federation: 'test',
    version: 1,
    issuedAt: new Date(now.getTime() - dayMs).toISOString(),
    expiresAt: new Date(now.getTime() + 365 * dayMs).toISOString(),
    operators,
    organisations: [
      { id: 'police', name: 'Police', kind: 'police', regime: 'LED', country: 'GR', contact: 'x' },
    ],
    peers: [peer('north', north), peer('south', south)],
  }
}

export function toNextList(
  { list, hash }: { list: TrustList; hash: string },
  change: Partial<TrustList> = {},
): Promise<string> {
  const next = { ...list, version: list.version + 1, previous: hash, issuedAt: new Date().toISOString() }
  return signTrustList({ ...next, ...change }, [signer])
}

export type TestSite = {
  address: string
  /** What it serves from now on, by path; without it the site is down. */
  serve: (texts: Readonly<Record<string, string>>) => void
  asked: string[]
  close: () => void
}

/** An operators' site, or another peer, that says whatever a test wants. */
export async function openTestSite(): Promise<TestSite> {
  let served: Readonly<Record<string, string>> = {}
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const text = served[request.url ?? '']
    if (text === undefined) response.writeHead(404).end()
    else response.writeHead(200).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (texts) => {
      served = texts
    },
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
