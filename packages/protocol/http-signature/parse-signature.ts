import { HttpSignatureError } from './errors.ts'
import { type SignatureProfile, signatureAlgorithm, signatureLabel } from './profile.ts'
import { type InnerList, isInnerList, type Member, parseDictionary } from './structured-fields.ts'

/** The one signature of a request; times in seconds since 1970. */
export type ParsedSignature = {
  covered: InnerList
  signature: Uint8Array
  created: number
  expires: number
  nonce: string
  keyId: string
}

/** Clauses 4.9 to 4.14, on the text of Signature-Input and Signature alone. Throws HttpSignatureError. */
export function parseSignature(
  { signatureInput, signature: signatureField }: { signatureInput: string; signature: string },
  profile: SignatureProfile,
): ParsedSignature {
  const covered = findCovered(onlyMember(signatureInput))
  const signature = findBytes(onlyMember(signatureField))
  if (!covered || signature?.length !== 64) throw unreadable()
  verifyTag(covered, profile)
  verifyAlgorithm(covered)
  verifyComponents(covered, profile)
  return { covered, signature, ...parseParameters(covered) }
}

/** Clause 4.10: one label and no other, so that nobody can choose which of two signatures is judged. */
function onlyMember(field: string): Member {
  const dictionary = parseField(field)
  const member = dictionary.get(signatureLabel)
  if (member && dictionary.size === 1) return member
  throw new HttpSignatureError('SIGNATURE_LABEL_WRONG', `the only label of a signature is ${signatureLabel}`)
}

/** Clause 4.9. */
function parseField(field: string): Map<string, Member> {
  try {
    return parseDictionary(field)
  } catch (cause) {
    throw unreadable(cause)
  }
}

function findCovered(member: Member): InnerList | undefined {
  return isInnerList(member) ? member : undefined
}

function findBytes(member: Member): Uint8Array | undefined {
  if (isInnerList(member) || member.parameters.size > 0) return undefined
  return member.item.kind === 'bytes' ? member.item.value : undefined
}

/** Clause 4.11: a signature made for another purpose, or for another version of the wire, is not one for this. */
function verifyTag({ parameters }: InnerList, profile: SignatureProfile): void {
  const tag = parameters.get('tag')
  if (tag?.kind === 'string' && tag.value === profile.tag) return
  throw new HttpSignatureError('SIGNATURE_TAG_WRONG', `the tag of the signature is not ${profile.tag}`)
}

/** Clause 4.12. */
function verifyAlgorithm({ parameters }: InnerList): void {
  const algorithm = parameters.get('alg')
  if (algorithm?.kind === 'string' && algorithm.value === signatureAlgorithm) return
  throw new HttpSignatureError('SIGNATURE_ALGORITHM_WRONG', `the algorithm is not ${signatureAlgorithm}`)
}

/** Clause 4.13: exactly these components in this order. */
function verifyComponents({ items }: InnerList, { covered }: SignatureProfile): void {
  const isExact =
    items.length === covered.length &&
    items.every(
      ({ item, parameters }, at) =>
        item.kind === 'string' && item.value === covered[at] && parameters.size === 0,
    )
  if (isExact) return
  throw new HttpSignatureError(
    'SIGNATURE_COMPONENTS_WRONG',
    `the signature does not cover exactly ${covered.join(', ')}`,
  )
}

const noncePattern = /^[A-Za-z0-9_-]{21}[AQgw]$/
const keyIdPattern = /^[A-Za-z0-9_-]{16}$/

/** Clause 4.14: created, expires, nonce and keyid are there, and no parameter beside them, alg and tag. */
function parseParameters({ parameters }: InnerList): Omit<ParsedSignature, 'covered' | 'signature'> {
  const created = parameters.get('created')
  const expires = parameters.get('expires')
  const nonce = parameters.get('nonce')
  const keyId = parameters.get('keyid')
  if (
    parameters.size === 6 &&
    created?.kind === 'integer' &&
    expires?.kind === 'integer' &&
    nonce?.kind === 'string' &&
    noncePattern.test(nonce.value) &&
    keyId?.kind === 'string' &&
    keyIdPattern.test(keyId.value)
  ) {
    return { created: created.value, expires: expires.value, nonce: nonce.value, keyId: keyId.value }
  }
  throw new HttpSignatureError(
    'SIGNATURE_PARAMETERS_WRONG',
    'the signature does not have exactly created, expires, nonce, keyid, alg and tag',
  )
}

function unreadable(cause?: unknown): HttpSignatureError {
  return new HttpSignatureError(
    'SIGNATURE_UNREADABLE',
    'signature-input and signature are no structured fields of one signature (RFC 9421 section 4)',
    { cause },
  )
}
