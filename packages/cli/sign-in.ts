import { Command } from 'commander'
import { CliError } from './exit-code.ts'
import { PeerApi, readJson } from './peer-api.ts'
import { parsePeer, peerOption } from './peer-options.ts'
import { toPlainText } from './plain-text.ts'
import { keepToken } from './stored-token.ts'
import type { Terminal } from './terminal.ts'

type SignInConfiguration = { issuer: string; audience: string; scope: string; deviceClientId?: string }

export function signInCommand(terminal: Terminal): Command {
  return new Command('sign-in')
    .description('sign in with a browser, on this or another device')
    .addOption(peerOption())
    .addHelpText(
      'after',
      '\nShows an address and a code. The access token is kept for 30 minutes in your own configuration folder.',
    )
    .action(async (options: { peer: string }) => signIn(parsePeer(options.peer), terminal))
}

/** OAuth 2.0 device authorization grant (RFC 8628). */
async function signIn(peer: string, terminal: Terminal): Promise<void> {
  const configuration = await readConfiguration(peer)
  const oidc = await import('openid-client')
  const { issuer, deviceClientId, scope, audience } = configuration
  // parsePeer and readConfiguration let plain http pass for the own machine only.
  const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
  const parameters = { scope, resource: audience }
  try {
    const client = await oidc.discovery(new URL(issuer), deviceClientId, undefined, oidc.None(), { execute })
    const device = await oidc.initiateDeviceAuthorization(client, parameters)
    terminal.err(`Open ${toPlainText(device.verification_uri)} in a browser and enter the code`)
    terminal.err('')
    terminal.err(`    ${terminal.style('bold', toPlainText(device.user_code))}`)
    terminal.err('')
    const tokens = await oidc.pollDeviceAuthorizationGrant(client, device, parameters)
    const expiresAt = new Date(Date.now() + (tokens.expires_in ?? 1800) * 1000).toISOString()
    keepToken(peer, { token: tokens.access_token, expiresAt })
    terminal.err(`Signed in at ${peer} until ${expiresAt.slice(11, 16)} UTC.`)
  } catch (cause) {
    if (cause instanceof CliError) throw cause
    throw toRefusal(cause)
  }
}

async function readConfiguration(peer: string): Promise<SignInConfiguration & { deviceClientId: string }> {
  const response = await new PeerApi(peer, undefined).fetch('/auth/configuration')
  const { issuer, audience, scope, deviceClientId } = await readJson<Partial<SignInConfiguration>>(response)
  if (!issuer || !audience || !scope) throw new CliError('fault', 'the peer does not say how to sign in')
  if (!deviceClientId) {
    throw new CliError('refused', 'the identity provider of this peer is not set up for the command line', {
      remedy: 'ask the operator to configure deviceClientId',
    })
  }
  const isLocal = new URL(issuer).origin === peer
  if (isLocal || issuer.startsWith('https:')) return { issuer, audience, scope, deviceClientId }
  throw new CliError('refused', 'the identity provider of this peer is not https')
}

function toRefusal(cause: unknown): CliError {
  const code = (cause as { error?: unknown }).error
  if (code === 'access_denied') return new CliError('refused', 'the sign-in was aborted', { cause })
  if (code === 'expired_token')
    return new CliError('refused', 'the code has expired', { cause, remedy: 'sign in again' })
  return new CliError('fault', 'the identity provider did not sign you in', {
    cause,
    remedy: 'try again, or ask the operator',
  })
}
