import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ApiError } from './api-error.ts'
import { readNdjson } from './read-ndjson.ts'

const encoder = new TextEncoder()

function streamOf(chunks: Uint8Array[], onCancel = () => {}): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk === undefined) controller.close()
      else controller.enqueue(chunk)
    },
    cancel: onCancel,
  })
}

function cutAt(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const edges = [0, ...places, bytes.length]
  return edges.slice(1).map((edge, at) => bytes.subarray(edges[at], edge))
}

async function readAll(chunks: Uint8Array[]): Promise<unknown[]> {
  const values: unknown[] = []
  for await (const value of readNdjson(streamOf(chunks))) values.push(value)
  return values
}

describe('readNdjson', () => {
  test('values arrive whole however the bytes are cut, also within a letter', async () => {
    const value = fc.record({ name: fc.string({ unit: 'grapheme' }), count: fc.integer() })
    await fc.assert(
      fc.asyncProperty(fc.array(value), fc.array(fc.nat()), async (values, cuts) => {
        const bytes = encoder.encode(values.map((one) => `${JSON.stringify(one)}\n`).join(''))
        expect(await readAll(cutAt(bytes, cuts))).toEqual(values)
      }),
    )
  })

  test('blank lines are passed over and the last line needs no end', async () => {
    expect(await readAll([encoder.encode('\n{"a":1}\r\n\n{"a":2}')])).toEqual([{ a: 1 }, { a: 2 }])
  })

  test('hostile bytes give values or an ApiError, nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 })), async (chunks) => {
        try {
          await readAll(chunks)
        } catch (cause) {
          expect(cause).toBeInstanceOf(ApiError)
        }
      }),
    )
  })

  test('a line that is no JSON is refused', async () => {
    await expect(readAll([encoder.encode('{"a":1}\n<html>\n')])).rejects.toMatchObject({
      code: 'ANSWER_UNREADABLE',
    })
  })

  test('a line without end is refused before it fills the memory', async () => {
    const endless = Array.from({ length: 6 }, () => new Uint8Array(1_000_000).fill(97))
    await expect(readAll(endless)).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE' })
  })

  test('leaving early cancels the stream', async () => {
    let isCancelled = false
    const stream = streamOf([encoder.encode('1\n2\n'), encoder.encode('3\n')], () => {
      isCancelled = true
    })
    for await (const value of readNdjson(stream)) {
      expect(value).toBe(1)
      break
    }
    expect(isCancelled).toBe(true)
  })
})
