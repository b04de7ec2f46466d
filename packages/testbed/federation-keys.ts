import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TrustList } from '@isthmus/contract'
import { signTrustList } from '@isthmus/node/trust'
import { generatePeerKeys, type PeerPublicKeys, type PeerSecrets } from '@isthmus/protocol/envelope'
import type { FederationPlan } from './federation-plan.ts'

type StoredKeys = { secrets: PeerSecrets; publicKeys: PeerPublicKeys }

const validForDays = 365

/** The operator's public key, for peers to pin, and the path of the list that it has signed. */
export type SignedTrust = { operatorKey: string; trustListFile: string }

/** Keys for every peer (kept over starts) and a freshly signed trust list with their addresses. */
export async function signFederation(plan: FederationPlan, folder: string, now: Date): Promise<SignedTrust> {
  const operator = readOrCreateOperator(join(folder, 'operator'))
  const peers = await Promise.all(
    plan.peers.map(async ({ id, name, port, owner, hosts }) => {
      const { publicKeys } = await readOrCreateKeys(peerFolder(folder, id))
      return { id, name, address: `http://127.0.0.1:${port}`, owner, hosts, ...publicKeys }
    }),
  )
  const list: TrustList = {
    federation: plan.id,
    // Seconds grow from start to start, so a later list always has a later version.
    version: Math.floor(now.getTime() / 1000),
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + validForDays * 86_400_000).toISOString(),
    organisations: plan.organisations,
    peers,
  }
  const trustListFile = join(folder, 'trust-list.jws')
  writeWhole(trustListFile, await signTrustList(list, operator.privateKey), 0o644)
  return { operatorKey: operator.publicKey, trustListFile }
}

export function peerFolder(folder: string, peerId: string): string {
  return join(folder, 'peers', peerId)
}

function readOrCreateOperator(folder: string): { privateKey: KeyObject; publicKey: string } {
  const file = join(folder, 'operator.jwk')
  if (!existsSync(file)) {
    const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    writeWhole(file, JSON.stringify(jwk), 0o600)
  }
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as { x: string }
  return { privateKey: createPrivateKey({ key: jwk, format: 'jwk' }), publicKey: jwk.x }
}

async function readOrCreateKeys(folder: string): Promise<StoredKeys> {
  const file = join(folder, 'secrets', 'peer-keys.json')
  if (!existsSync(file)) writeWhole(file, JSON.stringify(await generatePeerKeys()), 0o600)
  return JSON.parse(readFileSync(file, 'utf8')) as StoredKeys
}

/** The password of the peer's database role, kept over starts. */
export function readOrCreatePassword(folder: string): string {
  const file = join(folder, 'secrets', 'database-password')
  if (!existsSync(file)) writeWhole(file, randomBytes(24).toString('base64url'), 0o600)
  return readFileSync(file, 'utf8')
}

/** Whole or not at all: a start that is killed halfway leaves no half key behind. */
function writeWhole(file: string, text: string, mode: number): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, text, { mode })
  renameSync(`${file}.new`, file)
}
