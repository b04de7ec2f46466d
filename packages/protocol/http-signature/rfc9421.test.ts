import { constants, createHmac, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyEd25519 } from '../envelope/index.ts'
import {
  type Fields,
  type HttpMessage,
  type InnerList,
  isInnerList,
  parseDictionary,
  toSignatureBase,
} from './index.ts'

type Key = JsonWebKey & { k?: string }
type Case = {
  section: string
  label: string
  algorithm: string
  key: string
  message: HttpMessage
  signatureInput: string
  signature: string
  base: string[]
}
type Transformations = Omit<Case, 'message' | 'base'> & {
  cases: { what: string; isGood: boolean; message: HttpMessage }[]
}
type AppendixB = { keys: Record<string, Key>; cases: Case[]; transformations: Transformations }
type BotRequest = {
  key: Key
  target_url: string
  label: string
  signature: string
  signature_input: string
  signature_agent?: string
}

const folder = join(import.meta.dirname, '../../../vectors/http-signature')
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const { keys, cases, transformations } = read<AppendixB>('rfc9421-appendix-b.json')
const botRequests = read<BotRequest[]>('web-bot-auth.json')

function coveredOf(signatureInput: string, label: string): InnerList {
  const member = parseDictionary(signatureInput).get(label)
  if (!member || !isInnerList(member)) throw new TypeError('no inner list')
  return member
}

function bytesOf(signature: string, label: string): Uint8Array {
  const member = parseDictionary(signature).get(label)
  if (!member || isInnerList(member) || member.item.kind !== 'bytes') throw new TypeError('no bytes')
  return member.item.value
}

function isGood(
  algorithm: string,
  key: Key,
  { base, signature }: { base: string; signature: Uint8Array },
): boolean {
  const data = Buffer.from(base)
  if (algorithm === 'hmac-sha256') {
    return createHmac('sha256', Buffer.from(key.k ?? '', 'base64url'))
      .update(data)
      .digest()
      .equals(signature)
  }
  if (algorithm === 'ed25519') return verifyEd25519(key.x ?? '', data, signature)
  const publicKey = createPublicKey({ key, format: 'jwk' })
  if (algorithm === 'ecdsa-p256-sha256') {
    return verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  }
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }
  return verify('sha512', data, { key: publicKey, ...padding }, signature)
}

describe('appendix B of RFC 9421', () => {
  it.each(cases)('$section: the base is the one of the RFC, and its signature is good', (one) => {
    const base = toSignatureBase(one.message, coveredOf(one.signatureInput, one.label))
    expect(base.split('\n')).toEqual(one.base)
    const signature = bytesOf(one.signature, one.label)
    expect(isGood(one.algorithm, keys[one.key] ?? {}, { base, signature })).toBe(true)
    expect(isGood(one.algorithm, keys[one.key] ?? {}, { base: `${base} `, signature })).toBe(false)
  })

  const { label, signatureInput, signature, key } = transformations
  it.each(transformations.cases)('B.4: $what', (one) => {
    const base = toSignatureBase(one.message, coveredOf(signatureInput, label))
    const known = { base, signature: bytesOf(signature, label) }
    expect(isGood('ed25519', keys[key] ?? {}, known)).toBe(one.isGood)
  })
})

describe('requests signed by another implementation', () => {
  it.each(botRequests)('$key.kid, $label', (one) => {
    const fields: Fields = one.signature_agent ? [['Signature-Agent', one.signature_agent]] : []
    const covered = coveredOf(one.signature_input, one.label)
    const base = toSignatureBase({ method: 'GET', targetUri: one.target_url, fields }, covered)
    const algorithm = one.key.kty === 'RSA' ? 'rsa-pss-sha512' : 'ed25519'
    expect(isGood(algorithm, one.key, { base, signature: bytesOf(one.signature, one.label) })).toBe(true)
  })
})
