import type { EvidenceManifest, LogProof, OperatorSet, TrustList } from '@isthmus/contract'
import { type EvidenceFiles, findJson, findText, proofName, trustListName } from './evidence-files.ts'
import { type Finding, Findings } from './finding.ts'
import { limitsOfLogs } from './limits.ts'
import { findManifest, isManifestSigned, verifyFiles } from './verify-manifest.ts'
import { type ProvenMessage, verifyMessage } from './verify-message.ts'
import { nameOf, verifyLogProof } from './verify-receipt.ts'
import { originOf, verifyTrustChain } from './verify-trust.ts'

export type EvidenceReport = {
  findings: readonly Finding[]
  failed: number
  /** What the file is about, in one sentence; undefined when it has no manifest. */
  subject: string | undefined
  limits: readonly string[]
}

/**
 * Verifies the evidence file of one exchange: that nothing in it was changed; which peer signed what for whom, on whose
 * behalf; what was asked and answered; and that both logs hold it. Needs no key, no network and no clock.
 */
export function verifyEvidence(
  files: EvidenceFiles,
  options: { operators?: OperatorSet } = {},
): EvidenceReport {
  const findings = new Findings()
  const manifest = findManifest(files, findings)
  if (manifest) verifyParts(files, { manifest, operators: options.operators }, findings)
  return {
    findings: findings.list,
    failed: findings.failed,
    subject: manifest && `exchange ${manifest.correlationId}, ${manifest.messages.length} messages`,
    limits: [
      ...findings.open,
      'that what was asked and answered is true, or was lawful: only that it was said, by whom, and when',
      ...limitsOfLogs,
    ],
  }
}

function verifyParts(
  files: EvidenceFiles,
  { manifest, operators }: { manifest: EvidenceManifest; operators: OperatorSet | undefined },
  findings: Findings,
): void {
  const lists = verifyTrustChain(toChain(files), operators, findings)
  const list = lists.at(-1)
  if (!list || list.version !== manifest.trustListVersion || list.federation !== manifest.federation) {
    findings.fail('trust-list', 'manifest.json', 'The trust list that the manifest names is not here.')
    return
  }
  // A list that nobody signed says nothing about the files.
  if (isManifestSigned(manifest, list, findings)) verifyFiles(files, manifest, findings)
  const messages = manifest.messages.flatMap((message) => {
    const ofThen = lists.find(({ version }) => version === message.trustListVersion) ?? list
    const proven = verifyMessage({ message, files, list: ofThen, findings })
    if (proven && proven.envelope.correlationId !== manifest.correlationId)
      findings.fail('message', message.folder, 'The message belongs to another exchange.')
    return proven ? [proven] : []
  })
  const proofs = verifyProofs(files, { manifest, list }, findings)
  for (const message of messages) verifyLogged(message, { proofs, list }, findings)
  const documents = [...files.keys()].filter((name) => name.startsWith('documents/'))
  if (documents.length > 0)
    findings.pass(
      'documents',
      'documents/',
      `${documents.length} documents are as they were put here; who issued them they say themselves.`,
    )
}

/** Trust lists in the order of their versions. */
function toChain(files: EvidenceFiles): { place: string; text: string }[] {
  return [...files.keys()]
    .flatMap((name) => /^trust\/([1-9]\d{0,15})\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((left, right) => left - right)
    .flatMap((version) => {
      const place = trustListName(version)
      const text = findText(files, place)
      return text === undefined ? [] : [{ place, text }]
    })
}

function verifyProofs(
  files: EvidenceFiles,
  { manifest, list }: { manifest: EvidenceManifest; list: TrustList },
  findings: Findings,
): LogProof[] {
  return manifest.files
    .filter(({ name }) => name.startsWith('log/'))
    .flatMap(({ name }) => {
      const proven = verifyLogProof(findJson(files, name), { place: name, list }, findings)
      if (proven && proofName(proven.proof.origin, proven.proof.index) !== name)
        findings.fail('inclusion', name, 'The proof is of another entry than its name says.')
      return proven ? [proven.proof] : []
    })
}

/** That both logs hold the message: the receiver's by its receipt, and either's by what its opened entries say. */
function verifyLogged(
  { envelope, digest, answerDigest, places }: ProvenMessage,
  { proofs, list }: { proofs: readonly LogProof[]; list: TrustList },
  findings: Findings,
): void {
  const { messageId } = envelope
  for (const { origin, index, leafHash } of places) {
    const place = proofName(origin, index)
    const proof = proofs.find((one) => one.origin === origin && one.index === index)
    if (!proof) {
      findings.leaveOpen(`that entry ${index} of ${origin} stands in that log: its proof is not here`)
    } else if (
      proof.leafHash === leafHash &&
      isOfMessage(proof, { messageId, digests: [digest, answerDigest] })
    ) {
      findings.pass(
        'in-log',
        place,
        `Entry ${index}, which was signed for message ${messageId}, is that entry of the log.`,
      )
    } else {
      findings.fail(
        'in-log',
        place,
        `Entry ${index} is not the one that was signed for message ${messageId}.`,
      )
    }
  }
  for (const side of [envelope.from, envelope.to]) {
    const own = proofs.find(
      (proof) =>
        proof.origin === originOf(list.federation, side) &&
        isOpened(proof) &&
        isOfMessage(proof, { messageId, digests: [digest, answerDigest] }),
    )
    if (own)
      findings.pass(
        'in-log-opened',
        proofName(own.origin, own.index),
        `The log of ${nameOf(list, side)} names message ${messageId} and its digest.`,
      )
  }
}

function isOpened({ opening }: LogProof): boolean {
  return opening?.entry.exchange !== undefined
}

/** What an opened entry says about its message; a closed one contradicts nothing. */
function isOfMessage(
  { opening }: LogProof,
  { messageId, digests }: { messageId: string; digests: readonly (string | undefined)[] },
): boolean {
  const exchange = opening?.entry.exchange
  return !exchange || (exchange.messageId === messageId && digests.includes(exchange.digest))
}
