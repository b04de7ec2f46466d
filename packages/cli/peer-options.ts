import { type Command, Option } from 'commander'
import { CliError } from './exit-code.ts'
import { PeerApi, readJson } from './peer-api.ts'
import { findToken } from './stored-token.ts'

const defaultPeer = 'http://localhost:4101'

export type PeerOptions = { peer: string; as?: string; json?: boolean }

export function peerOption(): Option {
  return new Option('--peer <url>', 'address of your own peer').env('ISTHMUS_PEER').default(defaultPeer)
}

/** The options that every question to a peer has. */
export function addPeerOptions(command: Command): Command {
  return command
    .addOption(peerOption())
    .addOption(
      new Option('--as <officer>', 'act as this demo officer (demonstrations only)').env('ISTHMUS_AS'),
    )
    .option('--json', 'print JSON for machines instead of tables')
}

/** The peer, with the access token of whoever is signed in or of the demo officer. */
export async function openPeer(options: PeerOptions): Promise<PeerApi> {
  const peer = parsePeer(options.peer)
  if (!options.as) return new PeerApi(peer, findToken(peer, new Date()))
  return new PeerApi(peer, await getDemoToken(peer, options.as))
}

/** The peer's origin; plain http is for the own machine only, because the access token travels with it. */
export function parsePeer(text: string): string {
  const address = URL.parse(text)
  const isWeb = address?.protocol === 'https:' || address?.protocol === 'http:'
  if (!address || !isWeb || address.username || address.pathname !== '/' || address.search) {
    throw new CliError('usage', '--peer is not the address of a peer', {
      remedy: 'write it like https://isthmus.example.eu',
    })
  }
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
  if (address.protocol === 'https:' || isLoopback) return address.origin
  throw new CliError('usage', '--peer is not an https address', {
    remedy: 'plain http is for the own machine only',
  })
}

async function getDemoToken(peer: string, officer: string): Promise<string> {
  const response = await new PeerApi(peer, undefined)
    .fetch('/auth/demo-token', { officer })
    .catch((fault: unknown) => {
      if (!(fault instanceof CliError) || fault.outcome !== 'usage') throw fault
      throw new CliError('refused', 'this peer is no demonstration: nobody can act as somebody else', {
        cause: fault,
        remedy: 'leave out --as (and ISTHMUS_AS) and use isthmus sign-in',
      })
    })
  const { access_token: token } = await readJson<{ access_token?: unknown }>(response)
  if (typeof token === 'string') return token
  throw new CliError('fault', 'the peer gave no access token')
}
