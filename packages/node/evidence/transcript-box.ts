import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto'
import type { Transcript } from '../exchange/index.ts'
import { takeRandom } from '../platform/index.ts'
import { EvidenceError } from './errors.ts'

/** What is kept of a transcript: all that proves it, and no key that opens anything else. */
export type KeptTranscript = Omit<Transcript, 'secret'>

const nonceBytes = 12
const tagBytes = 16

/** Seals transcripts under the peer's `transcript` key, each bound to the message that it belongs to. */
export class TranscriptBox {
  readonly #key: KeyObject

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    this.#key = createSecretKey(key)
  }

  seal(transcript: Transcript): Buffer {
    const nonce = takeRandom(nonceBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(boundTo(transcript))
    return Buffer.concat([nonce, cipher.update(toBytes(transcript)), cipher.final(), cipher.getAuthTag()])
  }

  /** Throws EvidenceError TRANSCRIPT_UNREADABLE when it was not sealed here for this message. */
  open(message: Bound, sealed: Buffer): KeptTranscript {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(boundTo(message))
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      const clear = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
      return fromBytes(clear)
    } catch (cause) {
      throw new EvidenceError('TRANSCRIPT_UNREADABLE', 'a kept transcript does not open', {
        cause,
        remedy: 'the row was changed, or the keystore is not the one it was sealed with',
      })
    }
  }
}

type Bound = Pick<Transcript, 'correlationId' | 'messageId' | 'direction'>

function boundTo({ correlationId, messageId, direction }: Bound): Buffer {
  return Buffer.from(`isthmus transcript 1\n${correlationId}\n${messageId}\n${direction}`)
}

type Written = Omit<KeptTranscript, 'at' | 'request' | 'question' | 'answers'> & {
  at: string
  request: Omit<KeptTranscript['request'], 'body'>
  /** Of what stands behind the JSON: body, salt and payload, and of each answer line salt, payload and text. */
  lengths: number[]
}

/** The length of the JSON as four bytes, big-endian, the JSON, and then the bytes that would be longer in it. */
function toBytes({ secret: _secret, at, request, question, answers, ...rest }: Transcript): Buffer {
  const { body, ...requested } = request
  const parts = [body, question.salt, question.payload]
  for (const { salt, payload, line } of answers) parts.push(salt, payload, Buffer.from(line, 'utf8'))
  const lengths = parts.map(({ length }) => length)
  const written: Written = { ...rest, at: at.toISOString(), request: requested, lengths }
  const json = Buffer.from(JSON.stringify(written), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json, ...parts])
}

function fromBytes(bytes: Buffer): KeptTranscript {
  // A former version wrote nothing but JSON; no other JSON is 2 GB long.
  if (bytes[0] === 0x7b) return fromFormerJson(bytes.toString('utf8'))
  let from = 4 + bytes.readUInt32BE(0)
  // Sealed by this peer: the tag has just been verified.
  const { lengths, at, request, ...rest } = JSON.parse(bytes.toString('utf8', 4, from)) as Written
  const parts = lengths.map((length) => {
    from += length
    return bytes.subarray(from - length, from)
  })
  const [body = empty, salt = empty, payload = empty, ...lines] = parts
  const answers: KeptTranscript['answers'] = []
  for (let line = 0; line < lines.length; line += 3) {
    const [lineSalt = empty, linePayload = empty, text = empty] = lines.slice(line, line + 3)
    answers.push({ salt: lineSalt, payload: linePayload, line: text.toString('utf8') })
  }
  return { ...rest, at: new Date(at), request: { ...request, body }, question: { salt, payload }, answers }
}

const empty = Buffer.alloc(0)

type Former = Omit<KeptTranscript, 'at' | 'request' | 'question' | 'answers'> & {
  at: string
  request: Omit<KeptTranscript['request'], 'body'> & { body: string }
  question: { salt: string; payload: string }
  answers: { salt: string; payload: string; line: string }[]
}

function fromFormerJson(text: string): KeptTranscript {
  const { at, request, question, answers, ...rest } = JSON.parse(text) as Former
  const opened = ({ salt, payload }: { salt: string; payload: string }) => ({
    salt: Buffer.from(salt, 'base64'),
    payload: Buffer.from(payload, 'base64'),
  })
  return {
    ...rest,
    at: new Date(at),
    request: { ...request, body: Buffer.from(request.body, 'base64') },
    question: opened(question),
    answers: answers.map(({ line, ...sealed }) => ({ line, ...opened(sealed) })),
  }
}
