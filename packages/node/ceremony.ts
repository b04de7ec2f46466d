import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import {
  type Invitation,
  type OperatorKey,
  type Organisation,
  type PeerConfig,
  type PeerKey,
  parse,
  type TrustRequest,
} from '@isthmus/contract'
import {
  type DocumentSigner,
  findDocument,
  signTrustRequest,
  toFingerprint,
  verifyInvitation,
  verifyPinned,
} from '@isthmus/protocol/trust'
import {
  createPeerKey,
  createSoftwareSigner,
  type Keystore,
  listPeerKeys,
  openKeystore,
  PlatformError,
  readEnvironment,
  readPassphrase,
  writeWhole,
} from './platform/index.ts'
import { createFetchText, publicListPath, sendTrustRequest, toListedKey } from './trust/index.ts'

/** What happens with private keys on the machine where they lie: nothing of it passes through a peer's API. */

const uses = ['signing', 'sealing', 'tls', 'log', 'witness'] as const satisfies readonly PeerKey['use'][]

/** A federation operator's key, in an encrypted keystore of its own. */
export type OpenedOperatorKey = { signer: DocumentSigner; entry: OperatorKey }

/** Opens the operator's keystore in this folder; makes keystore and key at the first use. Throws PlatformError. */
export function openOperatorKey(folder: string, passphrase: string, name = 'Operator'): OpenedOperatorKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keystore = openKeystore({ folder, passphrase })
  const key = listPeerKeys(keystore, 'signing')[0] ?? createPeerKey(keystore, 'signing')
  return { signer: createSoftwareSigner(key.privateKey), entry: { id: key.id, name, key: key.key } }
}

export type JoinOptions = {
  /** The peer's configuration, which need not say anything about the trust list yet. */
  configFile: string
  invitation: string
  /** File with the organisation that keeps the peer, as contract/peer/organisation.json says. */
  organisationFile: string
  name: string
  /** Base URL at which other peers will reach it. */
  address: string
  now: Date
}

export type Joining = {
  fingerprint: string
  invitation: Invitation
  /** Asks the desk once: true when the list has this peer, which from then on can be started. */
  isListed: () => Promise<boolean>
}

/**
 * The key ceremony of a new peer: makes its keys in its keystore, asks the desk to list them, and pins the operators that
 * the invitation names. Called again, it goes on with the same request. Throws PlatformError, TrustError, TrustListError.
 */
export async function joinFederation(options: JoinOptions): Promise<Joining> {
  const { configFile, now } = options
  const { invitation } = verifyInvitation(options.invitation, 'those-it-names', now)
  const config = readRawConfig(configFile)
  const folder = absolute(configFile, config.folder)
  const keystore = openKeystore({
    folder,
    passphrase: readPassphrase(toKeystoreConfig(configFile, config), readEnvironment()),
  })
  const file = join(folder, 'trust', `join-${invitation.id}.json`)
  const kept = existsSync(file)
    ? (readJson(file) as KeptRequest)
    : { text: await makeRequest(options, { config, keystore, invitation }), isSent: false }
  if (!kept.isSent) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // Before it is sent: the invitation is good for this one request only.
    writeWhole(file, JSON.stringify(kept))
    await sendTrustRequest(invitation.desk, kept.text)
    writeWhole(file, JSON.stringify({ ...kept, isSent: true }))
  }
  return {
    fingerprint: fingerprintOf(kept.text),
    invitation,
    isListed: () => acceptWhenListed({ configFile, config, invitation, keystore }),
  }
}

type KeptRequest = { text: string; isSent: boolean }

async function makeRequest(
  { organisationFile, name, address, now, invitation: text }: JoinOptions,
  made: { config: RawConfig; keystore: Keystore; invitation: Invitation },
): Promise<string> {
  const keys = uses.map((use) => listPeerKeys(made.keystore, use)[0] ?? createPeerKey(made.keystore, use))
  const signers = keys
    .filter(({ use }) => use === 'signing' || use === 'log' || use === 'witness')
    .map(({ privateKey }) => createSoftwareSigner(privateKey))
  const request: TrustRequest = {
    federation: made.invitation.federation,
    id: randomUUID(),
    kind: 'join',
    requestedAt: now.toISOString(),
    invitation: text.trim(),
    peer: made.config.peerId,
    name,
    address,
    organisation: readOrganisation(organisationFile),
    keys: keys.map((key) => toListedKey({ use: key.use, id: key.id, key: key.key }, now)),
  }
  return (await signTrustRequest(request, signers)).text
}

/** The list is written where the configuration says, with the operators of the invitation pinned, once it has this peer. */
async function acceptWhenListed(joined: {
  configFile: string
  config: RawConfig
  invitation: Invitation
  keystore: Keystore
}): Promise<boolean> {
  const { configFile, config, invitation, keystore } = joined
  const fetchText = createFetchText(() => undefined)
  const text = await fetchText(new URL(publicListPath, invitation.desk), AbortSignal.timeout(10_000))
  if (text === undefined) return false
  const { list } = verifyPinned(text, invitation.operators)
  const held = new Set(uses.flatMap((use) => listPeerKeys(keystore, use).map(({ id }) => id)))
  const self = list.peers.find(({ id }) => id === config.peerId)
  if (!self?.keys.some(({ id }) => held.has(id))) return false
  const file = join(absolute(configFile, config.folder), 'trust', 'joined.jsonl')
  writeWhole(file, `${text.trim()}\n`)
  const trustList: PeerConfig['trustList'] = {
    file,
    operators: invitation.operators,
    addresses: [invitation.desk],
  }
  writeWhole(configFile, `${JSON.stringify({ ...config, trustList }, null, 2)}\n`)
  return true
}

type RawConfig = Pick<PeerConfig, 'peerId' | 'folder' | 'keystore'>

/** Only what joining needs: the trust list is yet to be written into it. */
function readRawConfig(file: string): RawConfig {
  const config = readJson(file) as Partial<RawConfig> | null
  if (typeof config?.peerId === 'string' && typeof config.folder === 'string')
    return { ...config, peerId: config.peerId, folder: config.folder }
  throw new PlatformError('CONFIG_INVALID', `${file} does not say peerId and folder`, {
    remedy: 'see contract/node/peer-config.json',
  })
}

function toKeystoreConfig(configFile: string, { keystore }: RawConfig): Pick<PeerConfig, 'keystore'> {
  if (!keystore?.passphraseFile) return keystore ? { keystore } : {}
  return { keystore: { ...keystore, passphraseFile: absolute(configFile, keystore.passphraseFile) } }
}

function readOrganisation(file: string): Organisation {
  return parse('Organisation', readJson(file))
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new PlatformError('CONFIG_INVALID', `${file} cannot be read as JSON`, {
      cause,
      remedy: 'check the path and its content',
    })
  }
}

function fingerprintOf(text: string): string {
  const document = findDocument(text, 'isthmus-trust-request+jws')
  return document ? toFingerprint(document.payload) : ''
}

function absolute(configFile: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(configFile), path)
}
