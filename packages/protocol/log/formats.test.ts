import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64, toUtf8 } from '../bytes/index.ts'
import {
  addSignatures,
  type BundleId,
  canonicalJson,
  cosign,
  entryCommitment,
  formatAddCheckpoint,
  formatCheckpoint,
  formatEntryBundle,
  formatVerifierKey,
  LogError,
  leafHash,
  type NoteSigner,
  noteTypes,
  openCheckpoint,
  openNote,
  parseAddCheckpoint,
  parseCheckpoint,
  parseEntryBundle,
  parseNote,
  parseTilePath,
  parseVerifierKey,
  signNote,
  type TileId,
  tilePath,
  verifyCosignature,
} from './index.ts'

const folder = join(import.meta.dirname, '../../../vectors/log')
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'))

type Notes = {
  notes: { name: string; key: string; note: string }[]
  cosigned: { logKey: string; witnessKeys: string[]; note: string; signedAtLeast: number }
  examples: { name: string; note: string; lines: number; origin?: string; size?: number; root?: string }[]
  addCheckpoint: { body: string; oldSize: number; proof: number }
  malformed: { name: string; note: string }[]
  tilePaths: ((TileId | BundleId) & { path: string })[]
  wrongTilePaths: string[]
}
const notes = read<Notes>('notes.json')

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (fault) {
    if (fault instanceof LogError) return fault.code
    throw fault
  }
  return 'believed'
}

const isRefusedInWords = async (work: () => unknown): Promise<void> => {
  await codeOf(work)
}

function signerOf(name: string, seed: number): NoteSigner {
  const secret = new Uint8Array(32).fill(seed)
  return { name, publicKey: ed25519.getPublicKey(secret), sign: (data) => ed25519.sign(data, secret) }
}

const log = signerOf('isthmus.eu/test/police', 1)
const witness = signerOf('isthmus.eu/test/agency/witness', 2)
const logKey = { name: log.name, type: noteTypes.ed25519, publicKey: log.publicKey }
const witnessKey = { name: witness.name, type: noteTypes.cosignature, publicKey: witness.publicKey }
const checkpoint = { origin: log.name, size: 70_000, root: new Uint8Array(32).fill(7) }

describe('a signed note', () => {
  it.each(notes.notes)('$name opens, and not with a byte changed', async ({ key, note }) => {
    const known = parseVerifierKey(key)
    expect(formatVerifierKey(known)).toBe(key)
    expect(openNote(note, [known]).verified.map(({ key }) => key.name)).toEqual([known.name])
    expect(await codeOf(() => openNote(note.replace(/^./, '_'), [known]))).toBe('NOTE_SIGNATURE_WRONG')
    expect(await codeOf(() => openNote(note, [witnessKey]))).toBe('NOTE_KEY_UNKNOWN')
  })

  it.each(notes.examples)('the example of C2SP $name is read', ({ note, lines, origin, size, root }) => {
    const { text, signatures } = parseNote(note)
    expect(signatures).toHaveLength(lines)
    if (origin === undefined || size === undefined || root === undefined) return
    expect(parseCheckpoint(note)).toEqual({ origin, size, root: fromBase64(root) })
    expect(formatCheckpoint(parseCheckpoint(text))).toBe(text)
  })

  it.each(notes.malformed)('$name is refused', async ({ note }) => {
    expect(await codeOf(() => parseNote(note))).toBe('NOTE_MALFORMED')
  })

  it('is refused in words whatever its text', async () => {
    const signs = fc.constantFrom('\n', '\n\n', '\u2014 ', 'a', ' ', 'AAAAAAA=', '\u0000', '\ud800')
    await fc.assert(
      fc.asyncProperty(
        fc.array(signs).map((parts) => parts.join('')),
        (text) => isRefusedInWords(() => openNote(text, [logKey])),
      ),
    )
    await fc.assert(fc.asyncProperty(fc.string(), (text) => isRefusedInWords(() => parseVerifierKey(text))))
    expect(await codeOf(() => signNote('no end', log))).toBe('NOTE_MALFORMED')
    expect(await codeOf(() => parseVerifierKey(formatVerifierKey(logKey).replace('police', 'polizia')))).toBe(
      'VERIFIER_KEY_MALFORMED',
    )
  })

  it('counts a key that has signed twice once', async () => {
    const note = await signNote('text\n', log)
    const twice = note + note.slice(note.indexOf('\u2014'))
    expect(openNote(twice, [logKey]).verified).toHaveLength(1)
  })
})

describe('a checkpoint', () => {
  it('cosigned by the witnesses of another implementation opens with the time of each', () => {
    const { logKey, witnessKeys, note, signedAtLeast } = notes.cosigned
    const log = parseVerifierKey(logKey)
    const witnesses = witnessKeys.map(parseVerifierKey)
    const opened = openCheckpoint(note, { origin: log.name, log: [log], witnesses })
    expect(opened.cosignatures.map(({ key }) => key)).toEqual(witnesses)
    for (const { at } of opened.cosignatures)
      expect(Math.abs(at.getTime() / 1000 - signedAtLeast)).toBeLessThan(10)
  })

  it('signed and cosigned here opens, and not with any byte changed', async () => {
    const at = new Date('2026-11-23T12:00:00.900Z')
    const signed = await signNote(formatCheckpoint(checkpoint), log)
    const line = await cosign(signed, witness, at)
    const note = addSignatures(addSignatures(signed, line), line)
    expect(verifyCosignature(signed, line, witnessKey).at.toISOString()).toBe('2026-11-23T12:00:00.000Z')
    const keys = { origin: log.name, log: [logKey], witnesses: [witnessKey] }
    expect(openCheckpoint(note, keys)).toMatchObject({ checkpoint, cosignatures: [{ key: witnessKey }] })
    const bytes = toUtf8(note)
    for (let place = 0; place < bytes.length; place++) {
      const doctored = new TextDecoder().decode(bytes.with(place, (bytes[place] ?? 0) ^ 1))
      const code = await codeOf(() => {
        // A witness whose line is no longer its own is passed over: that it is missing is for the caller to see.
        if (openCheckpoint(doctored, keys).cosignatures.length === 0)
          throw new LogError('NOTE_KEY_UNKNOWN', '')
      })
      expect(code, `byte ${place}`).not.toBe('believed')
    }
  })

  it('is refused when it is of another log, or not signed by the log itself', async () => {
    const note = await signNote(formatCheckpoint(checkpoint), log)
    const keys = { origin: 'isthmus.eu/test/other', log: [logKey], witnesses: [witnessKey] }
    expect(await codeOf(() => openCheckpoint(note, keys))).toBe('CHECKPOINT_OF_ANOTHER_LOG')
    const text = parseNote(note).text
    const cosigned = `${text}\n${await cosign(note, witness, new Date(0))}`
    expect(await codeOf(() => openCheckpoint(cosigned, keys))).toBe('NOTE_KEY_UNKNOWN')
    const line = await cosign(note, log, new Date(0))
    const wrongKind = { ...logKey, type: noteTypes.ed25519 }
    expect(await codeOf(() => verifyCosignature(note, line, wrongKind))).toBe('NOTE_KEY_UNKNOWN')
    expect(await codeOf(() => verifyCosignature(note, note.slice(note.indexOf('\u2014')), logKey))).toBe(
      'NOTE_KEY_UNKNOWN',
    )
  })

  it('is refused when it is not three lines as they should be', async () => {
    const root = toBase64(checkpoint.root)
    const lines = [
      ['a', '1', 'AAAA', ''],
      ['a', '1', ''],
      ['', '1', root, ''],
      ['a', '01', root, ''],
      ['a', '-1', root, ''],
      ['a', '9007199254740993', root, ''],
      ['a', '1', root],
      ['a', '1', root, 'unfinished'],
    ]
    for (const wrong of lines)
      expect(await codeOf(() => parseCheckpoint(wrong.join('\n')))).toBe('CHECKPOINT_MALFORMED')
    expect(await codeOf(() => parseCheckpoint(''))).toBe('CHECKPOINT_MALFORMED')
    await fc.assert(fc.asyncProperty(fc.string(), (text) => isRefusedInWords(() => parseCheckpoint(text))))
  })
})

describe('a request to a witness', () => {
  it('is read and written as in C2SP tlog-witness', async () => {
    const { body, oldSize, proof } = notes.addCheckpoint
    const request = parseAddCheckpoint(body)
    expect(request).toMatchObject({ oldSize })
    expect(request.proof).toHaveLength(proof)
    expect(formatAddCheckpoint(request)).toBe(body)
    for (const wrong of [
      'old 1\n',
      body.replace('old 2', 'old 02'),
      body.replace('PlRN', 'Pl'),
      body.replace('old ', ''),
    ])
      expect(await codeOf(() => parseAddCheckpoint(wrong))).toBe('ADD_CHECKPOINT_MALFORMED')
    const endless = `old 1\n${'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n'.repeat(64)}\nx`
    expect(await codeOf(() => parseAddCheckpoint(endless))).toBe('ADD_CHECKPOINT_MALFORMED')
    await fc.assert(fc.asyncProperty(fc.string(), (text) => isRefusedInWords(() => parseAddCheckpoint(text))))
  })
})

describe('the address of a tile', () => {
  it.each(notes.tilePaths)('$path', ({ path, ...id }) => {
    expect(parseTilePath(path)).toEqual(id)
    expect(tilePath(id)).toBe(path)
  })

  it.each(notes.wrongTilePaths)('%s is none', async (path) => {
    expect(await codeOf(() => parseTilePath(path))).toBe('TILE_PATH_MALFORMED')
  })

  it('is read back for every tile', () => {
    const ids = fc.record({
      level: fc.nat(63),
      index: fc.nat(2 ** 31),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(
      fc.property(ids, (id) => {
        expect(parseTilePath(tilePath(id))).toEqual(id)
      }),
    )
  })
})

describe('an entry bundle', () => {
  it('gives back its entries, and nothing when it is cut', async () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 })
    await fc.assert(
      fc.asyncProperty(entries, async (entries) => {
        const bundle = formatEntryBundle(entries)
        expect(parseEntryBundle(bundle, entries.length)).toEqual(entries)
        expect(await codeOf(() => parseEntryBundle(bundle.subarray(1), entries.length))).toBe(
          'ENTRY_BUNDLE_MALFORMED',
        )
        expect(await codeOf(() => parseEntryBundle(bundle.subarray(0, -1), entries.length))).toBe(
          'ENTRY_BUNDLE_MALFORMED',
        )
      }),
      { numRuns: 30 },
    )
    expect(await codeOf(() => parseEntryBundle(new Uint8Array(514), 257))).toBe('ENTRY_BUNDLE_MALFORMED')
    expect(await codeOf(() => formatEntryBundle([new Uint8Array(65_536)]))).toBe('ENTRY_BUNDLE_MALFORMED')
  })
})

describe('canonical JSON', () => {
  type Case = { name: string; value: unknown; canonical: string }
  it.each(read<Case[]>('canonical-json.json'))('$name', ({ value, canonical }) => {
    expect(canonicalJson(value)).toBe(canonical)
  })

  it('is JSON of the same value, and the same for the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}')
  })

  it('refuses what JSON cannot hold', async () => {
    const endless: unknown[] = []
    endless.push(endless)
    for (const value of [
      Number.NaN,
      undefined,
      [undefined],
      () => 1,
      new Date(0),
      1n,
      '\ud800',
      { '\udc00': 1 },
      endless,
    ])
      expect(await codeOf(() => canonicalJson(value))).toBe('NOT_JSON')
  })
})

describe('an entry', () => {
  type Case = { salt: string; entry: unknown; commitment: string; leafHash: string }
  it.each(read<Case[]>('entries.json'))('$commitment', ({ salt, entry, commitment, leafHash: hash }) => {
    const leaf = entryCommitment(fromBase64(salt) ?? new Uint8Array(0), entry)
    expect(toBase64(leaf)).toBe(commitment)
    expect(toBase64(leafHash(leaf))).toBe(hash)
    expect(() => entryCommitment(new Uint8Array(16), entry)).toThrow(TypeError)
  })
})
