import { type DocumentSignature, hasShape, type SignedDocument } from '@isthmus/contract'
import { ed25519 } from '@noble/curves/ed25519.js'
import { fromBase64Url, fromUtf8, parseJson, toBase64Url, toUtf8 } from '../bytes/index.ts'
import { keyIdOf } from './key-id.ts'

/** What is signed; a signature made for one type is never good for another. */
export type DocumentType = 'isthmus-trust-list+jws' | 'isthmus-invitation+jws' | 'isthmus-trust-request+jws'

/** Whoever can sign with an Ed25519 key; the key may lie in a keystore or in hardware. */
export type DocumentSigner = { keyId: string; sign: (data: Uint8Array) => Uint8Array | Promise<Uint8Array> }

/** A document whose form is right. Nothing is said about its signatures. */
export type OpenedDocument = { payload: Uint8Array; signatures: readonly OpenedSignature[] }
type OpenedSignature = { keyId: string; input: Uint8Array; signature: Uint8Array }

const keyIdForm = /^[A-Za-z0-9_-]{16}$/

/** A signer from the 32 bytes of an Ed25519 private key. */
export function createDocumentSigner(privateKey: Uint8Array): DocumentSigner & { publicKey: string } {
  const publicKey = ed25519.getPublicKey(privateKey)
  return {
    keyId: keyIdOf(publicKey),
    publicKey: toBase64Url(publicKey),
    sign: (data) => ed25519.sign(data, privateKey),
  }
}

/** JWS General JSON Serialization of the payload (RFC 7515 section 7.2.1), one EdDSA signature for each signer. */
export async function signDocument(
  payload: Uint8Array,
  type: DocumentType,
  signers: readonly DocumentSigner[],
): Promise<string> {
  const signatures = await Promise.all(signers.map((signer) => toSignature(payload, type, signer)))
  return toDocumentText(payload, signatures)
}

/** One signature of the payload, to be put beside those of others. */
export async function toSignature(
  payload: Uint8Array,
  type: DocumentType,
  signer: DocumentSigner,
): Promise<DocumentSignature> {
  const header = toHeader(type, signer.keyId)
  const signature = await signer.sign(toSigningInput(header, toBase64Url(payload)))
  return { protected: header, signature: toBase64Url(signature) }
}

export function toDocumentText(payload: Uint8Array, signatures: readonly DocumentSignature[]): string {
  const document: SignedDocument = { payload: toBase64Url(payload), signatures: [...signatures] }
  return JSON.stringify(document)
}

/**
 * The parts of a signed document of this type, or undefined for anything else. Each protected header must be exactly
 * `{"alg":"EdDSA","kid":...,"typ":...}`: so there is no other algorithm, no `crit`, no `b64`, and no second spelling.
 * No two signatures may name one key.
 */
export function findDocument(text: string, type: DocumentType): OpenedDocument | undefined {
  const document = findJson(text)
  if (!hasShape('SignedDocument', document)) return undefined
  const payload = fromBase64Url(document.payload)
  if (!payload) return undefined
  const signatures = document.signatures.flatMap((signature) =>
    findSignature(signature, document.payload, type),
  )
  const isWhole = signatures.length === document.signatures.length
  const isOncePerKey = new Set(signatures.map(({ keyId }) => keyId)).size === signatures.length
  return isWhole && isOncePerKey ? { payload, signatures } : undefined
}

/** The id of the key that a signature claims; undefined when its form is wrong. */
export function findSignatureKey(signature: DocumentSignature, type: DocumentType): string | undefined {
  return findSignature(signature, '', type)[0]?.keyId
}

/** Ids of those keys that signed. `wrong` has the ids of keys that are named and did not. */
export function verifySignatures(
  document: OpenedDocument,
  keys: readonly { id: string; key: string }[],
): { signedBy: Set<string>; wrong: Set<string> } {
  const signedBy = new Set<string>()
  const wrong = new Set<string>()
  for (const { keyId, input, signature } of document.signatures) {
    const key = keys.find(({ id }) => id === keyId)
    // The signature of a stranger counts for nothing, and spoils nothing.
    if (!key) continue
    if (isSignatureOf(key.key, input, signature)) signedBy.add(keyId)
    else wrong.add(keyId)
  }
  return { signedBy, wrong }
}

/** Strict RFC 8032: of the points that ZIP 215 allows beyond it, none is accepted. */
function isSignatureOf(key: string, input: Uint8Array, signature: Uint8Array): boolean {
  const bytes = fromBase64Url(key)
  if (bytes?.length !== 32) return false
  try {
    return ed25519.verify(signature, input, bytes, { zip215: false })
  } catch {
    return false
  }
}

function findSignature(
  { protected: header, signature }: DocumentSignature,
  payload: string,
  type: DocumentType,
): OpenedSignature[] {
  const headerBytes = fromBase64Url(header)
  const bytes = fromBase64Url(signature)
  if (!headerBytes || bytes?.length !== 64) return []
  const claimed = findJson(fromUtf8(headerBytes) ?? '')
  const keyId = typeof claimed === 'object' && claimed !== null && 'kid' in claimed ? claimed.kid : undefined
  if (typeof keyId !== 'string' || !keyIdForm.test(keyId) || header !== toHeader(type, keyId)) return []
  return [{ keyId, input: toSigningInput(header, payload), signature: bytes }]
}

function toHeader(type: DocumentType, keyId: string): string {
  return toBase64Url(toUtf8(JSON.stringify({ alg: 'EdDSA', kid: keyId, typ: type })))
}

function toSigningInput(header: string, payload: string): Uint8Array {
  return toUtf8(`${header}.${payload}`)
}

function findJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
