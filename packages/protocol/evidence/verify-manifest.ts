import { type EvidenceManifest, hasShape, type TrustList } from '@isthmus/contract'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { verifyKey } from '../http-signature/index.ts'
import { canonicalJson } from '../log/index.ts'
import { type EvidenceFiles, findJsonOf, findText, manifestName } from './evidence-files.ts'
import type { Findings } from './finding.ts'
import { keysOf, nameOf, verifyEd25519 } from './verify-receipt.ts'
import { say } from './words/catalogue.ts'

/** What the peer that makes an evidence file signs. */
export function manifestBytes(manifest: Omit<EvidenceManifest, 'signature'>): Uint8Array {
  return toUtf8(canonicalJson(manifest))
}

/** The manifest as it stands in the file; nothing about its signature. */
export function findManifest(files: EvidenceFiles, findings: Findings): EvidenceManifest | undefined {
  const text = findText(files, manifestName)
  const manifest = findJsonOf(text)
  // Only one text is that of a manifest, so that no byte of it can be changed unseen.
  if (hasShape('EvidenceManifest', manifest) && canonicalJson(manifest) === text) return manifest
  findings.fail('manifest', manifestName, say('manifest-missing'))
  return undefined
}

/** That every file is the one of the manifest, and that there is none beside. */
export function verifyFiles(files: EvidenceFiles, manifest: EvidenceManifest, findings: Findings): void {
  const named = new Set([manifestName, ...manifest.files.map(({ name }) => name)])
  for (const { name, bytes, digest } of manifest.files) {
    const content = files.get(name)
    if (!content) findings.fail('file', name, say('file-missing'))
    else if (content.length !== bytes || toBase64Url(sha256(content)) !== digest)
      findings.fail('file', name, say('file-changed'))
  }
  for (const name of files.keys()) if (!named.has(name)) findings.fail('file', name, say('file-unnamed'))
  if (findings.failed > 0) return
  findings.pass('file', manifestName, say('files-unchanged', { count: manifest.files.length }))
}

/** Whether the peer signed which made the file. */
export function isManifestSigned(manifest: EvidenceManifest, list: TrustList, findings: Findings): boolean {
  const { signature, ...signed } = manifest
  const isSigned = findings.attempt('manifest', manifestName, () => {
    const at = Date.parse(manifest.madeAt)
    const key = verifyKey(keysOf(list, manifest.madeBy), { use: 'signing', keyId: manifest.keyId, at })
    return verifyEd25519(key.key, manifestBytes(signed), fromBase64Url(signature) ?? new Uint8Array(0))
  })
  if (isSigned === undefined) return false
  const name = nameOf(list, manifest.madeBy)
  findings.add(isSigned, 'manifest', {
    place: manifestName,
    said: isSigned
      ? say('manifest-signed', { name, at: manifest.madeAt, key: manifest.keyId })
      : say('manifest-unsigned', { name }),
  })
  return isSigned
}
