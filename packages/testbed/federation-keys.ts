import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { OperatorKey, OperatorSet } from '@isthmus/contract'
import {
  createPeerKey,
  createSoftwareSigner,
  type Keystore,
  listPeerKeys,
  openKeystore,
  type Signer,
  takeOverSecrets,
} from '@isthmus/node/platform'
import { chainFile } from '@isthmus/node/trust'
import { signTrustList, verifyChain } from '@isthmus/protocol/trust'
import { type PlannedList, planList } from './federation-list.ts'
import type { FederationPlan, PlannedPeer } from './federation-plan.ts'

/** What peers pin, and the file with the chain of lists. */
export type SignedTrust = { operators: OperatorSet; trustListFile: string }

const operatorNames = ['Operator one', 'Operator two', 'Operator three']
const quorum = 2

/** Keys for every peer and three operators (kept over starts), and a list with the addresses of the plan. */
export async function signFederation(
  plan: FederationPlan,
  folder: string,
  { now, addressOf = toAddress }: { now: Date; addressOf?: PlannedList['addressOf'] },
): Promise<SignedTrust> {
  const signers = operatorNames.map((name, index) => openOperator(operatorFolder(folder, index + 1), name))
  const operators = { quorum, emergencyQuorum: 1, keys: signers.map(({ entry }) => entry) }
  const trustListFile = join(folder, 'trust-list.jsonl')
  const peerIds = plan.peers.map(({ id }) => id)
  const chain = readLatestChain([trustListFile, ...peerIds.map((id) => chainFile(peerFolder(folder, id)))])
  const last = chain.length > 0 ? verifyChain(chain, operators, { now, graceMs: Infinity }).at(-1) : undefined
  const keystoreOf = (peerId: string): Keystore => openPeerKeystore(peerFolder(folder, peerId))
  const list = planList({ plan, operators, keystoreOf, addressOf, now }, last)
  if (list) {
    const text = await signTrustList(
      list,
      signers.slice(0, quorum).map(({ signer }) => signer),
    )
    writeWhole(trustListFile, `${[...chain, text].join('\n')}\n`, 0o644)
  }
  return { operators, trustListFile }
}

function toAddress({ exchangePort }: PlannedPeer): string {
  return `https://127.0.0.1:${exchangePort}`
}

/** Of several files with chains of one federation the longest; each holds one signed list a line. */
function readLatestChain(files: readonly string[]): string[] {
  const chains = files.filter(existsSync).map((file) => readFileSync(file, 'utf8').trim().split('\n'))
  return chains.reduce((longest, chain) => (chain.length > longest.length ? chain : longest), [])
}

/** Where an operator of the demonstration keeps the own key; each with a passphrase of its own. */
export function operatorFolder(folder: string, number: number): string {
  return join(folder, 'operators', `operator-${number}`)
}

function openOperator(folder: string, name: string): { signer: Signer; entry: OperatorKey } {
  const keystore = openPeerKeystore(folder)
  const key = listPeerKeys(keystore, 'signing')[0] ?? createPeerKey(keystore, 'signing')
  return { signer: createSoftwareSigner(key.privateKey), entry: { id: key.id, name, key: key.key } }
}

export function peerFolder(folder: string, peerId: string): string {
  return join(folder, 'peers', peerId)
}

/** File with the passphrase of a peer's keystore, in the peer's folder. */
export function toPassphraseFile(folder: string): string {
  return join(folder, 'passphrase')
}

/** The keystore of a peer that does not run, under a passphrase of its own. */
export function openPeerKeystore(folder: string): Keystore {
  const file = toPassphraseFile(folder)
  if (!existsSync(file)) writeWhole(file, `${randomBytes(32).toString('base64url')}\n`, 0o600)
  // What is random in 256 bits needs no stretching.
  const cost = { n: 2 ** 14, r: 8, p: 1 }
  const keystore = openKeystore({ folder, passphrase: readFileSync(file, 'utf8').trim(), cost })
  takeOverSecrets(folder, keystore)
  return keystore
}

/** The password of the peer's database role, kept over starts. */
export function readOrCreatePassword(folder: string): string {
  // Where an earlier version kept it, in the clear; PostgreSQL is told the new one at every start.
  rmSync(join(folder, 'secrets', 'database-password'), { force: true })
  return openPeerKeystore(folder).readOrCreate('database').toString('base64url')
}

/** Whole or not at all: a start that is killed halfway leaves no half key behind. */
function writeWhole(file: string, text: string, mode: number): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, text, { mode })
  renameSync(`${file}.new`, file)
}
