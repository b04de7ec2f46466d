import type { EvidenceManifest, LogProof, OperatorSet, TrustList } from '@isthmus/contract'
import { type EvidenceFiles, findJson, findText, proofName, trustListName } from './evidence-files.ts'
import { type Finding, Findings } from './finding.ts'
import { limitsOfLogs } from './limits.ts'
import { findManifest, isManifestSigned, verifyFiles } from './verify-manifest.ts'
import { type ProvenMessage, verifyMessage } from './verify-message.ts'
import { nameOf, verifyLogProof } from './verify-receipt.ts'
import { findPeerOf, verifyTrustChain } from './verify-trust.ts'
import { type Said, say } from './words/catalogue.ts'

export type EvidenceReport = {
  findings: readonly Finding[]
  failed: number
  /** What the file is about; undefined when it has no manifest. */
  subject: Said | undefined
  limits: readonly Said[]
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
    subject: manifest && toSubject(manifest),
    limits: [...findings.open, say('limit-truth-of-exchange'), ...limitsOfLogs],
  }
}

function toSubject({ correlationId, messages }: EvidenceManifest): Said {
  return say('subject-exchange', { correlationId, count: messages.length })
}

function verifyParts(
  files: EvidenceFiles,
  { manifest, operators }: { manifest: EvidenceManifest; operators: OperatorSet | undefined },
  findings: Findings,
): void {
  const lists = verifyTrustChain(toChain(files), operators, findings)
  const list = lists.at(-1)
  if (!list || list.version !== manifest.trustListVersion || list.federation !== manifest.federation) {
    findings.fail('trust-list', 'manifest.json', say('trust-list-other'))
    return
  }
  // A list that nobody signed says nothing about the files.
  if (isManifestSigned(manifest, list, findings)) verifyFiles(files, manifest, findings)
  const messages = manifest.messages.flatMap((message) => {
    const ofThen = lists.find(({ version }) => version === message.trustListVersion) ?? list
    const proven = verifyMessage({ message, files, list: ofThen, findings })
    if (proven && proven.envelope.correlationId !== manifest.correlationId)
      findings.fail('message', message.folder, say('message-of-another-exchange'))
    return proven ? [proven] : []
  })
  const proofs = verifyProofs(files, { manifest, list }, findings)
  for (const message of messages) verifyLogged(message, { proofs, list }, findings)
  const documents = [...files.keys()].filter((name) => name.startsWith('documents/'))
  if (documents.length > 0)
    findings.pass('documents', 'documents/', say('documents-unchanged', { count: documents.length }))
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
        findings.fail('inclusion', name, say('proof-of-another-entry'))
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
      findings.leaveOpen(say('open-entry-in-log', { index, origin }))
    } else if (
      proof.leafHash === leafHash &&
      isOfMessage(proof, { messageId, digests: [digest, answerDigest] })
    ) {
      findings.pass('in-log', place, say('entry-of-message', { index, messageId }))
    } else {
      findings.fail('in-log', place, say('entry-not-of-message', { index, messageId }))
    }
  }
  for (const side of [envelope.from, envelope.to]) {
    const own = proofs.find(
      (proof) =>
        findPeerOf(list, proof.origin)?.id === side &&
        isOpened(proof) &&
        isOfMessage(proof, { messageId, digests: [digest, answerDigest] }),
    )
    if (own)
      findings.pass(
        'in-log-opened',
        proofName(own.origin, own.index),
        say('log-names-message', { name: nameOf(list, side), messageId }),
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
