import type { Receipt } from '@isthmus/contract'
import {
  at,
  createTestLog,
  list,
  operatorSet,
  signedList,
  signerOf,
  type TestLog,
  witnessed,
} from '@isthmus/testbed/log-files'
import { sha256 } from '@noble/hashes/sha2.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64Url, toUtf8 } from '../bytes/index.ts'
import { inclusionPath, leafHash, tilePath } from '../log/index.ts'
import { signReceipt } from '../proof/index.ts'
import {
  type Finding,
  Findings,
  type LogReport,
  verifyLogFiles,
  verifyLogProof,
  verifyReceiptFile,
  verifyReceiptLogged,
  verifyTrust,
} from './index.ts'

const size = 66_000
let log: TestLog

beforeAll(async () => {
  log = await createTestLog(size)
}, 60_000)

function verify(changed: ReadonlyMap<string, Uint8Array | undefined>, from = log): Promise<LogReport> {
  return verifyLogFiles({
    read: async (path) => (changed.has(path) ? changed.get(path) : from.files.get(path)),
  })
}

const failed = ({ findings }: LogReport): Finding[] => findings.filter(({ ok }) => !ok)
const flip = (bytes: Uint8Array | undefined, at: number): Uint8Array =>
  (bytes ?? new Uint8Array(0)).map((byte, place) => (place === at ? byte ^ 1 : byte))

describe('a whole log as files', () => {
  it('is proven, and said by whom it was signed and witnessed, and when', async () => {
    const report = await verify(new Map())
    expect(failed(report)).toEqual([])
    expect(report).toMatchObject({
      entries: size,
      readable: size - size / 10,
      origin: 'isthmus.eu/test/north',
    })
    const said = report.findings.map(({ sentence }) => sentence).join('\n')
    expect(said).toContain('Peer north signed with its log key')
    expect(said).toContain('Peer south witnessed this state of the log at 2026-06-01T12:00:00.000Z')
    expect(said).toContain('none is missing, changed or added')
  })

  it('is proven when it is empty, and in sizes around a tile', async () => {
    for (const size of [0, 1, 255, 256, 257, 512]) {
      const report = await verify(new Map(), await createTestLog(size))
      expect(failed(report)).toEqual([])
      expect(report.entries).toBe(size)
    }
  })

  it.each([
    ['an entry', 'tile/entries/003', 34 * 17 + 5, /^Entry 785 is not the one that was logged/],
    ['the length of an entry', 'tile/entries/003', 34 * 17, /cut off|entries instead of/],
    ['an entry at the end', 'tile/entries/257.p/208', 34 * 207 + 9, /^Entry 65999 is not the one/],
    ['a hash of a leaf', 'tile/0/003', 32 * 17 + 5, /^Hash 17 of the tile is not the hash of entry 785/],
    [
      'a hash of a leaf at the end',
      'tile/0/257.p/208',
      32 * 3,
      /^Hash 3 of the tile is not the hash of entry 65795/,
    ],
    ['a hash of level 1', 'tile/1/000', 32 * 3 + 1, /^Hash 3 of the tile is not the root of tile\/0\/003/],
    [
      'a hash of level 1 at the end',
      'tile/1/001.p/1',
      31,
      /^Hash 0 of the tile is not the root of tile\/0\/256/,
    ],
    ['a hash of level 2', 'tile/2/000.p/1', 0, /^Hash 0 of the tile is not the root of tile\/1\/000/],
    ['a readable entry', 'readable/003.ndjson', 50, /is not what was logged there/],
  ])('says where one byte of %s was changed', async (_what, place, byte, sentence) => {
    const report = await verify(new Map([[place, flip(log.files.get(place), byte)]]))
    expect(failed(report).map((finding) => finding.sentence)).toEqual([expect.stringMatching(sentence)])
    expect(failed(report)[0]?.place).toContain(place)
  })

  it('catches every byte of every file of a small log', async () => {
    const small = await createTestLog(300)
    for (const [place, bytes] of small.files) {
      const step = Math.max(1, Math.floor(bytes.length / 40))
      for (let at = 0; at < bytes.length; at += step) {
        const report = await verify(new Map([[place, flip(bytes, at)]]), small)
        expect(failed(report)[0]?.place.split(' ')[0], `${place} byte ${at}`).toBe(place)
      }
    }
  }, 120_000)

  it('says which file is missing', async () => {
    for (const place of ['tile/entries/003', 'tile/0/003', 'tile/1/000', 'checkpoint', 'trust-list.json']) {
      const report = await verify(new Map([[place, undefined]]))
      expect(failed(report)[0]?.place).toBe(place)
    }
    const cutOff = await verify(
      new Map([
        ['tile/entries/003', undefined],
        ['tile/0/003', undefined],
      ]),
    )
    expect(failed(cutOff).at(-1)?.sentence).toContain('After 768 entries')
  })

  it('is not proven when an entry was taken out and everything below the signature made anew', async () => {
    const shorter = await createTestLog(299)
    const report = await verify(
      new Map([['checkpoint', (await createTestLog(300)).files.get('checkpoint')]]),
      shorter,
    )
    expect(report.failed).toBeGreaterThan(0)
  })

  it('is not proven when too few witnesses have seen it, or with a key that was revoked', async () => {
    const root = new Uint8Array(32)
    const note = (await witnessed({ size: 0, root })).split('\n').slice(0, -2).join('\n')
    const one = await verify(new Map([['checkpoint', toUtf8(`${note}\n`)]]))
    expect(failed(one).map(({ check }) => check)).toContain('witnesses-enough')
    const revoked = {
      ...list,
      peers: list.peers.map((peer) => ({
        ...peer,
        keys: peer.keys.map((key) => ({ ...key, revokedAt: '2026-05-01T00:00:00Z' })),
      })),
    }
    const report = await verify(new Map([['trust-list.json', toUtf8(await signedList(revoked))]]))
    expect(failed(report).map(({ check }) => check)).toEqual(['witness', 'witness', 'witnesses-enough'])
  })
})

describe('a trust list', () => {
  it('is measured by the operators that the reader knows', async () => {
    const files = [{ place: 'trust-list.json', text: await signedList() }]
    const known = new Findings()
    expect(verifyTrust(files, operatorSet, known)?.version).toBe(1)
    expect(known.list[0]?.sentence).toContain('operators that you named')
    const strangers = new Findings()
    expect(
      verifyTrust(
        files,
        {
          ...operatorSet,
          quorum: 2,
          keys: operatorSet.keys.slice(1),
        },
        strangers,
      ),
    ).toBeUndefined()
    expect(strangers.list[0]?.sentence).toContain('TRUST_LIST_QUORUM_MISSED')
  })
})

describe('a receipt with its proof', () => {
  const files = (): { receipt: Promise<Receipt>; proof: Promise<object> } => {
    const index = 785
    const { leaf, salt, entry } = log.openings[index] ?? { leaf: salt0, salt: salt0, entry: {} }
    const hash = toBase64Url(leafHash(leaf))
    const origin = 'isthmus.eu/test/north'
    const receipt = signReceipt(
      {
        from: 'south',
        to: 'north',
        messageId: '00000000-0000-4000-8000-000000000001',
        correlationId: '00000000-0000-4000-8000-000000000002',
        digest: toBase64Url(sha256(toUtf8('a message'))),
        receivedAt: at.toISOString(),
        log: { origin, index, leafHash: hash },
      },
      signerOf('north', 'signing'),
    )
    const checkpoint = new TextDecoder().decode(log.files.get('checkpoint'))
    const read = ({ level, index, width }: { level: number; index: number; width: number }) =>
      log.files.get(tilePath({ level, index, width })) ?? new Uint8Array(0)
    const proof = inclusionPath(index, size, read).then((path) => ({
      version: 1,
      origin,
      index,
      leafHash: hash,
      path: path.map(toBase64Url),
      checkpoint,
      opening: { salt: toBase64Url(salt), entry },
    }))
    return { receipt, proof }
  }
  const salt0 = new Uint8Array(32)

  const verifyBoth = (receipt: unknown, proof: unknown): Finding[] => {
    const findings = new Findings()
    const believed = verifyReceiptFile(receipt, { place: 'receipt', list }, findings)
    const proven = verifyLogProof(proof, { place: 'proof', list }, findings)
    if (believed && proven) verifyReceiptLogged(believed, proven, { place: 'receipt', findings })
    return findings.list
  }

  it('is proven', async () => {
    const { receipt, proof } = files()
    const findings = verifyBoth(await receipt, await proof)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ sentence }) => sentence).join('\n')).toContain('Peer north signed, with its key')
  })

  it('is not proven with any byte changed', async () => {
    const { receipt, proof } = files()
    const texts = [JSON.stringify(await receipt), JSON.stringify(await proof)]
    for (const which of [0, 1]) {
      const text = texts[which] ?? ''
      for (let byte = 0; byte < text.length; byte += 7) {
        const changed = new TextDecoder().decode(flip(toUtf8(text), byte))
        const parsed = texts.map((own, at) => findJson(at === which ? changed : own))
        if (JSON.stringify(parsed[which]) === text) continue
        const wrong = verifyBoth(parsed[0], parsed[1]).filter(({ ok }) => !ok)
        expect(wrong.length, `${which} byte ${byte}`).toBeGreaterThan(0)
      }
    }
  }, 60_000)

  it('is not proven by the proof of another entry, nor of another message', async () => {
    const { receipt, proof } = files()
    const other = { ...(await proof), index: 786 }
    expect(verifyBoth(await receipt, other).some(({ ok }) => !ok)).toBe(true)
  })
})

function findJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
