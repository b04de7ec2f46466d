import { Command } from 'commander'
import { PeerApi } from './peer-api.ts'
import { parsePeer, peerOption } from './peer-options.ts'
import { findToken, forgetToken } from './stored-token.ts'
import type { Terminal } from './terminal.ts'

export function signOutCommand(terminal: Terminal): Command {
  return new Command('sign-out')
    .description('forget the access token of this peer')
    .addOption(peerOption())
    .option('--everywhere', 'also end your sessions in browsers and all your other access tokens')
    .action(async (options: { peer: string; everywhere?: boolean }) => {
      const peer = parsePeer(options.peer)
      const token = findToken(peer, new Date())
      if (options.everywhere && token) await new PeerApi(peer, token).fetch('/auth/sign-out-everywhere', {})
      terminal.err(forgetToken(peer) ? `Signed out at ${peer}.` : `You were not signed in at ${peer}.`)
    })
}
