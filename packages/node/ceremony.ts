import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Invitation,
  type OperatorKey,
  type Organisation,
  type PeerConfig,
  parse,
  type TrustRequest,
} from '@isthmus/contract'
import {
  type DocumentSigner,
  findDocument,
  isSignedByQuorum,
  parseTrustList,
  signTrustRequest,
  toFingerprint,
  verifyInvitation,
} from '@isthmus/protocol/trust'
import { type PeerFiles, readJson, readPeerFiles, type TakenKey, withPeerKeys } from './ceremony-keys.ts'
import {
  createPeerKey,
  createSoftwareSigner,
  listPeerKeys,
  openKeystore,
  writeWhole,
} from './platform/index.ts'
import { createFetchText, publicListPath, sendTrustRequest, toChain, toListedKey } from './trust/index.ts'

export {
  type AcceptOptions,
  acceptFirstList,
  draftFirstList,
  type FirstDraft,
  type FoundingKeys,
  makeFoundingKeys,
} from './founding.ts'

export { changePassphrase, type MovedToToken, moveToToken, type OpenerOptions } from './keystore-opener.ts'

/** What happens with private keys on the machine where they lie: nothing of it passes through a peer's API. */

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
  const files = readPeerFiles(configFile)
  const file = join(files.folder, 'trust', `join-${invitation.id}.json`)
  const kept = existsSync(file)
    ? (readJson(file) as KeptRequest)
    : { text: await makeRequest(options, { files, invitation }), isSent: false }
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
    isListed: () => acceptWhenListed({ files, invitation }),
  }
}

type KeptRequest = { text: string; isSent: boolean }

function makeRequest(
  options: JoinOptions,
  { files, invitation }: { files: PeerFiles; invitation: Invitation },
): Promise<string> {
  return withPeerKeys(files, async (own) => {
    const keys = own.take()
    const request = toJoinRequest(options, { invitation, peer: files.config.peerId, keys })
    const signers = keys.flatMap(({ signer }) => signer ?? [])
    return (await signTrustRequest(request, signers)).text
  })
}

function toJoinRequest(
  { organisationFile, name, address, now, invitation: text }: JoinOptions,
  { invitation, peer, keys }: { invitation: Invitation; peer: string; keys: readonly TakenKey[] },
): TrustRequest {
  return {
    federation: invitation.federation,
    id: randomUUID(),
    kind: 'join',
    requestedAt: now.toISOString(),
    invitation: text.trim(),
    peer,
    name,
    address,
    organisation: readOrganisation(organisationFile),
    keys: keys.map(({ use, id, key }) => toListedKey({ use, id, key }, now)),
  }
}

/** The list is written where the configuration says, with the operators of the invitation pinned, once it has this peer. */
async function acceptWhenListed({
  files,
  invitation,
}: {
  files: PeerFiles
  invitation: Invitation
}): Promise<boolean> {
  const { configFile, config, folder } = files
  const texts = await fetchChain(invitation)
  if (texts.length === 0) return false
  const latest = toChain(texts, invitation.operators).at(-1)
  const listed = latest?.list.peers.find(({ id }) => id === config.peerId)?.keys ?? []
  if (listed.length === 0) return false
  const isOurs = await withPeerKeys(files, (own) => listed.some(({ use, id }) => own.has(use, id)))
  if (!isOurs) return false
  const file = join(folder, 'trust', 'joined.jsonl')
  writeWhole(file, `${texts.map((text) => text.trim()).join('\n')}\n`)
  const trustList: PeerConfig['trustList'] = {
    file,
    operators: invitation.operators,
    addresses: [invitation.desk],
  }
  writeWhole(configFile, `${JSON.stringify({ ...config, trustList }, null, 2)}\n`)
  return true
}

/**
 * The list in force, and those before it back to one that a quorum of the operators signed whom the invitation names: an
 * emergency list has fewer signatures. Throws TrustError as `toChain` later on when there is no such list.
 */
async function fetchChain({ desk, operators }: Invitation): Promise<string[]> {
  const fetchText = createFetchText(() => undefined)
  const fetch = (path: string): Promise<string | undefined> =>
    fetchText(new URL(path, desk), AbortSignal.timeout(10_000))
  const latest = await fetch(publicListPath)
  const texts = latest === undefined ? [] : [latest]
  for (let oldest = latest; oldest !== undefined && !isSignedByQuorum(oldest, operators); ) {
    const { version } = parseTrustList(oldest).list
    oldest = version > 1 ? await fetch(`${publicListPath}/${version - 1}`) : undefined
    if (oldest !== undefined) texts.unshift(oldest)
  }
  return texts
}

function readOrganisation(file: string): Organisation {
  return parse('Organisation', readJson(file))
}

function fingerprintOf(text: string): string {
  const document = findDocument(text, 'isthmus-trust-request+jws')
  return document ? toFingerprint(document.payload) : ''
}
