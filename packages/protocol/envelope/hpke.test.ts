import { createHmac, createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core'
import { describe, expect, it } from 'vitest'
import { importOpeningKey, importSealingKey, ReceiverSessions, SenderSessions } from './index.ts'
import { arrayOf } from './suite.ts'

type Vector = {
  info: string
  skRm: string
  pkRm: string
  enc: string
  exports: { context: string; length: number; value: string }[]
}

const file = join(import.meta.dirname, '../../../vectors/hpke/rfc9180-a-1-1.json')
const vector = JSON.parse(readFileSync(file, 'utf8')) as Vector
const hex = (text: string): Buffer => Buffer.from(text, 'hex')

/** RFC 9180 written down a second time: sections 4.1, 5.1 and 5.3, for a receiver in base mode. */
function exportAsReceiver(
  keys: { secret: Buffer; public: Buffer; enc: Buffer },
  { aead, info }: { aead: number; info: Buffer },
  { context, length }: { context: Buffer; length: number },
): Buffer {
  const kemSuite = Buffer.from([...Buffer.from('KEM'), 0, 0x20])
  const suite = Buffer.from([...Buffer.from('HPKE'), 0, 0x20, 0, 1, 0, aead])
  const none = Buffer.alloc(0)
  const dh = diffieHellman({
    privateKey: createPrivateKey({
      key: Buffer.concat([hex('302e020100300506032b656e04220420'), keys.secret]),
      format: 'der',
      type: 'pkcs8',
    }),
    publicKey: createPublicKey({
      key: { kty: 'OKP', crv: 'X25519', x: keys.enc.toString('base64url') },
      format: 'jwk',
    }),
  })
  const prk = labeledExtract(kemSuite, none, ['eae_prk', dh])
  const shared = labeledExpand(kemSuite, prk, ['shared_secret', Buffer.concat([keys.enc, keys.public]), 32])
  const schedule = Buffer.concat([
    Buffer.from([0]),
    labeledExtract(suite, none, ['psk_id_hash', none]),
    labeledExtract(suite, none, ['info_hash', info]),
  ])
  const secret = labeledExtract(suite, shared, ['secret', none])
  const exporter = labeledExpand(suite, secret, ['exp', schedule, 32])
  return labeledExpand(suite, exporter, ['sec', context, length])
}

function labeledExtract(suite: Buffer, salt: Buffer, [label, ikm]: [string, Buffer]): Buffer {
  const key = salt.length > 0 ? salt : Buffer.alloc(32)
  return createHmac('sha256', key).update('HPKE-v1').update(suite).update(label).update(ikm).digest()
}

/** At most 32 bytes, so one block. */
function labeledExpand(suite: Buffer, prk: Buffer, [label, info, length]: [string, Buffer, number]): Buffer {
  const size = Buffer.from([0, length])
  const hmac = createHmac('sha256', prk)
    .update(size)
    .update('HPKE-v1')
    .update(suite)
    .update(label)
    .update(info)
  return hmac
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length)
}

describe('RFC 9180', () => {
  it.each(vector.exports)(
    'A.1.1: the export for "$context" is the one of the RFC',
    async ({ context, length, value }) => {
      const suite = new CipherSuite({
        kem: new DhkemX25519HkdfSha256(),
        kdf: new HkdfSha256(),
        aead: new Aes128Gcm(),
      })
      const opened = await suite.createRecipientContext({
        recipientKey: await importOpeningKey(hex(vector.skRm)),
        enc: arrayOf(hex(vector.enc)),
        info: arrayOf(hex(vector.info)),
      })
      const exported = Buffer.from(await opened.export(arrayOf(hex(context)), length))
      expect(exported.toString('hex')).toBe(value)
      const keys = { secret: hex(vector.skRm), public: hex(vector.pkRm), enc: hex(vector.enc) }
      const again = exportAsReceiver(
        keys,
        { aead: 1, info: hex(vector.info) },
        { context: hex(context), length },
      )
      expect(again.toString('hex')).toBe(value)
    },
  )

  it('gives the secret of a session, from the key agreement to the export', async () => {
    const secret = randomBytes(32)
    const privateKey = createPrivateKey({
      key: Buffer.concat([hex('302e020100300506032b656e04220420'), secret]),
      format: 'der',
      type: 'pkcs8',
    })
    const publicKey = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url')
    const receiver = {
      id: 'south',
      sealingKeyId: 'AAAAAAAAAAAAAAAA',
      sealingKey: await importSealingKey(publicKey),
    }
    const session = await new SenderSessions('north').get(receiver, new Date())
    const enc = Buffer.from(session.encapsulatedKey, 'base64url')
    const expected = exportAsReceiver(
      { secret, public: publicKey, enc },
      { aead: 2, info: Buffer.from('isthmus session 2\nnorth\nsouth') },
      { context: Buffer.from('isthmus session secret 2'), length: 32 },
    )
    expect(session.secret).toEqual(expected)
    const received = await new ReceiverSessions('south').get(
      { from: 'north', ...session },
      await importOpeningKey(secret),
    )
    expect(received).toEqual(expected)
  })
})

describe('a session', () => {
  const receiver = async (sealingKeyId = 'AAAAAAAAAAAAAAAA') => {
    const publicKey = createPublicKey(
      createPrivateKey({
        key: Buffer.concat([hex('302e020100300506032b656e04220420'), randomBytes(32)]),
        format: 'der',
        type: 'pkcs8',
      }),
    ).export({ format: 'jwk' }).x
    return {
      id: 'south',
      sealingKeyId,
      sealingKey: await importSealingKey(Buffer.from(publicKey ?? '', 'base64url')),
    }
  }

  it('is used for five minutes, and then another is opened', async () => {
    const sessions = new SenderSessions('north')
    const south = await receiver()
    const start = new Date('2026-11-23T12:00:00Z')
    const first = await sessions.get(south, start)
    expect(await sessions.get(south, new Date(start.getTime() + 299_999))).toBe(first)
    expect(await sessions.get(south, new Date(start.getTime() + 300_000))).not.toBe(first)
  })

  it('is not used with another key of the receiver, nor when the clock was put back', async () => {
    const sessions = new SenderSessions('north')
    const start = new Date('2026-11-23T12:00:00Z')
    const first = await sessions.get(await receiver(), start)
    expect(await sessions.get(await receiver('BBBBBBBBBBBBBBBB'), start)).not.toBe(first)
    const second = await sessions.get(await receiver('BBBBBBBBBBBBBBBB'), start)
    expect(await sessions.get(await receiver('BBBBBBBBBBBBBBBB'), new Date(start.getTime() - 1))).not.toBe(
      second,
    )
  })
})
