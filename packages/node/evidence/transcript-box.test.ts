import { createCipheriv, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Transcript } from '../exchange/index.ts'
import { TranscriptBox } from './transcript-box.ts'

const key = randomBytes(32)
const box = new TranscriptBox(key)
const digest = Buffer.alloc(32, 7).toString('base64url')

const bytes = fc.uint8Array({ maxLength: 200 }).map((part) => Buffer.from(part))
const opened = fc.record({ salt: bytes, payload: bytes })

const transcripts = fc
  .record({
    body: bytes,
    question: opened,
    answers: fc.array(fc.record({ salt: bytes, payload: bytes, line: fc.string({ unit: 'grapheme' }) }), {
      maxLength: 4,
    }),
    isBundled: fc.boolean(),
  })
  .map(
    ({ body, question, answers, isBundled }): Transcript => ({
      ...{
        direction: 'sent',
        counterpart: 'south',
        kind: 'message.test',
        messageId: 'm',
        correlationId: 'c',
      },
      at: new Date('2026-11-23T12:00:00.000Z'),
      trustListVersion: 7,
      request: {
        ...{
          method: 'POST',
          targetUri: 'https://south.example/peer/v1/inbox',
          fields: [['isthmus-to', 'south']],
          body,
        },
        ...(isBundled ? { bundle: { size: 2, index: 1, path: [digest] } } : {}),
      },
      secret: Buffer.from('not to be kept'),
      question,
      answers,
    }),
  )

it('gives back a transcript as it was, without the secret', () => {
  fc.assert(
    fc.property(transcripts, (transcript) => {
      const { secret: _, ...kept } = transcript
      expect(box.open(transcript, box.seal(transcript))).toEqual(kept)
    }),
  )
})

it('does not open what was sealed for another message, or with a byte changed', () => {
  fc.assert(
    fc.property(transcripts, fc.nat(), (transcript, place) => {
      const sealed = box.seal(transcript)
      expect(() => box.open({ ...transcript, messageId: 'other' }, sealed)).toThrow(/does not open/)
      sealed[place % sealed.length] = (sealed[place % sealed.length] ?? 0) ^ 1
      expect(() => box.open(transcript, sealed)).toThrow(/does not open/)
    }),
  )
})

it('opens what a former version has kept', () => {
  const [transcript] = fc.sample(transcripts, { numRuns: 1, seed: 1 })
  if (!transcript) throw new RangeError('there is a sample')
  const { secret: _, ...kept } = transcript
  const text = (part: Buffer) => part.toString('base64')
  const former = JSON.stringify({
    ...kept,
    request: { ...kept.request, body: text(kept.request.body) },
    question: { salt: text(kept.question.salt), payload: text(kept.question.payload) },
    answers: kept.answers.map(({ salt, payload, line }) => ({
      line,
      salt: text(salt),
      payload: text(payload),
    })),
  })
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from('isthmus transcript 1\nc\nm\nsent'))
  const sealed = Buffer.concat([nonce, cipher.update(former, 'utf8'), cipher.final(), cipher.getAuthTag()])
  expect(box.open(transcript, sealed)).toEqual(kept)
})
