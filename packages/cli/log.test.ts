import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toBase64Url } from '@isthmus/protocol/bytes'
import { inclusionPath, leafHash, tilePath } from '@isthmus/protocol/log'
import { signReceipt } from '@isthmus/protocol/proof'
import {
  at,
  createTestLog,
  operatorSet,
  signedEmergency,
  signerOf,
  type TestLog,
} from '@isthmus/testbed/log-files'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, runIsthmus, runProcess } from './test-api.ts'

const api = await openTestApi()
const size = 700
let log: TestLog

beforeAll(async () => {
  log = await createTestLog(size)
  for (const [path, bytes] of log.files) write(`log/${path}`, bytes)
  write('operators.json', JSON.stringify(operatorSet))
})

function write(path: string, content: Uint8Array | string): void {
  const file = join(api.home, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

describe('isthmus log verify', () => {
  test('says of a whole log what is proven, by whom, witnessed by whom and when, and what is not', async () => {
    const run = await runProcess(api, ['log', 'verify', 'log', '--operators', 'operators.json'])
    expect(run).toMatchObject({ code: 0, err: '' })
    for (const said of [
      'PROVEN: the log isthmus.eu/test/north, 700 entries, 630 of them readable',
      'they are operators that you named',
      'Peer north signed with its log key',
      'Peer east witnessed this state of the log at 2026-06-01T12:00:00.000Z',
      'The 700 entries are exactly those that Peer north signed for',
      'Not proven by this:',
      'what 70 entries said: they were erased, or not handed over',
    ])
      expect(run.out).toContain(said)
    expect(api.questions).toEqual([])
  })

  test.each([
    ['checkpoint', 30, 'checkpoint'],
    ['tile/0/001', 700, 'tile/0/001: Hash 21 of the tile is not the hash of entry 277'],
    ['tile/1/000.p/2', 40, 'tile/1/000.p/2: Hash 1 of the tile is not the root of tile/0/001'],
    ['tile/entries/001', 200, 'tile/entries/001: Entry 261 is not the one that was logged'],
    ['tile/entries/002.p/188', 36, 'tile/entries/002.p/188: Entry 513 is not the one that was logged'],
    ['readable/002.ndjson', 300, 'readable/002.ndjson line 1'],
    ['trust-list.json', 200, 'trust-list.json'],
  ])('ends with 6 and names the place when one byte of %s was changed', async (path, byte, named) => {
    const bytes = log.files.get(path) ?? new Uint8Array(0)
    write(`log/${path}`, bytes.with(byte, (bytes[byte] ?? 0) ^ 1))
    const run = await runIsthmus(api, ['log', 'verify', 'log'])
    write(`log/${path}`, bytes)
    expect(run.code).toBe(6)
    expect(run.out).toContain('NOT PROVEN')
    expect(run.out).toContain(named)
  })

  test('verifies a receipt with its proof, and catches a change in either', async () => {
    const { receipt, proof } = await receiptOf(277)
    const words = [
      'log',
      'verify',
      'receipt.json',
      '--proof',
      'proof.json',
      '--trust-list',
      'log/trust-list.json',
    ]
    write('receipt.json', receipt)
    write('proof.json', proof)
    const run = await runIsthmus(api, words)
    expect(run.code).toBe(0)
    expect(run.out).toContain('wrote it into its log isthmus.eu/test/north as entry 277')
    expect(run.out).toContain('Entry 277 stands in the log of Peer north')
    for (const [file, text] of [
      ['receipt.json', receipt],
      ['proof.json', proof],
    ] as const) {
      const place = text.indexOf('"leafHash":"') + 20
      write(file, `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`)
      const wrong = await runIsthmus(api, words)
      expect(wrong.code).toBe(6)
      expect(wrong.out).toContain(`${file}: `)
      write(file, text)
    }
    write('receipt.json', receipt.slice(1))
    expect(await runIsthmus(api, words)).toMatchObject({ code: 6 })
    expect((await runIsthmus(api, words.slice(0, 3))).err).toContain('--trust-list')
  })

  test('says in JSON the same, and what it cannot read', async () => {
    const run = await runIsthmus(api, ['log', 'verify', 'log', '--json'])
    expect(JSON.parse(run.out)).toMatchObject({ proven: true, failed: 0, entries: 700, readable: 630 })
    expect(await runIsthmus(api, ['log', 'verify', 'elsewhere'])).toMatchObject({ code: 2 })
    expect(await runIsthmus(api, ['log', 'verify', 'log', '--operators', 'log/checkpoint'])).toMatchObject({
      code: 6,
    })
    write('none.json', '{}')
    expect(await runIsthmus(api, ['log', 'verify', 'log', '--operators', 'none.json'])).toMatchObject({
      code: 2,
    })
  })
})

describe('a log under an emergency list, which one operator alone has signed', () => {
  const words = ['log', 'verify', 'urgent', '--operators', 'operators.json']

  test('is proven with the list before it, and not without', async () => {
    const { former, latest } = await signedEmergency()
    for (const [path, bytes] of log.files) write(`urgent/${path}`, bytes)
    write('urgent/trust-list.json', latest)
    expect((await runIsthmus(api, words)).out).toContain('TRUST_LIST_QUORUM_MISSED')
    write('urgent/trust/1.json', former)
    const run = await runIsthmus(api, words)
    expect(run).toMatchObject({ code: 0, err: '' })
    expect(run.out).toContain('Version 2 of the trust list of test')
    const place = former.indexOf('"signature":"') + 20
    const flipped = former.charAt(place) === 'A' ? 'B' : 'A'
    write('urgent/trust/1.json', `${former.slice(0, place)}${flipped}${former.slice(place + 1)}`)
    expect((await runIsthmus(api, words)).code).toBe(6)
  })

  test('is exported with the list before it; so is one proof, and a receipt is measured by both', async () => {
    const { former, latest } = await signedEmergency()
    const { receipt, proof } = await receiptOf(277)
    api.play('GET /trust/v1/list', () => Buffer.from(latest))
    api.play('GET /trust/v1/list/1', () => Buffer.from(former))
    api.play('GET /api/log/proofs/277', () => Buffer.from(proof))
    await runIsthmus(api, ['log', 'export', 'hurried', '--proof', '277'])
    write('hurried/receipt.json', receipt)
    const run = await runIsthmus(api, [
      ...['log', 'verify', 'hurried/receipt.json', '--proof', 'hurried/proof-277.json'],
      ...['--trust-list', 'hurried/trust-list.json'],
    ])
    expect([run.code, run.out]).toEqual([0, expect.stringContaining('Version 2 of the trust list')])
  })
})

describe('isthmus log export', () => {
  function playLog(mayRead: boolean): void {
    const paths = [...log.files.keys()].filter((path) => path.startsWith('tile/') || path === 'checkpoint')
    for (const path of paths) api.play(`GET /api/log/${path}`, () => Buffer.from(log.files.get(path) ?? []))
    api.play('GET /trust/v1/list', () => Buffer.from(log.files.get('trust-list.json') ?? []))
    for (const [bundle, from, to] of [
      ['000', 0, 256],
      ['001', 256, 512],
      ['002', 512, 700],
    ] as const)
      api.play(`GET /api/log/entries?from=${from}&to=${to}`, (reply) =>
        mayRead
          ? Buffer.from(log.files.get(`readable/${bundle}.ndjson`) ?? [])
          : reply.code(403).send({ status: 403, code: 'REFUSED', title: 'not yours to read' }),
      )
  }

  test('writes a folder that verifies, for its owner only', async () => {
    playLog(true)
    expect(await runIsthmus(api, ['log', 'export', 'fetched'])).toMatchObject({ code: 0, err: '' })
    const run = await runIsthmus(api, ['log', 'verify', 'fetched'])
    expect(run.out).toContain('700 entries, 630 of them readable')
    expect(readFileSync(join(api.home, 'fetched/checkpoint'))).toEqual(
      Buffer.from(log.files.get('checkpoint') ?? []),
    )
  })

  test('writes the tree alone for whoever may not read the entries', async () => {
    playLog(false)
    const run = await runIsthmus(api, ['log', 'export', 'tree-only'])
    expect(run).toMatchObject({
      code: 0,
      err: 'you may not read the entries themselves; only the tree is written\n',
    })
    expect((await runIsthmus(api, ['log', 'verify', 'tree-only'])).out).toContain('0 of them readable')
    expect(await runIsthmus(api, ['log', 'export', 'tree', '--no-readable'])).toMatchObject({
      code: 0,
      err: '',
    })
  })

  test('writes one proof', async () => {
    const { proof } = await receiptOf(277)
    api.play('GET /api/log/proofs/277', () => Buffer.from(proof))
    expect(await runIsthmus(api, ['log', 'export', 'one', '--proof', '277'])).toMatchObject({ code: 0 })
    const words = ['log', 'verify', 'one/proof-277.json', '--trust-list', 'one/trust-list.json']
    expect((await runIsthmus(api, words)).code).toBe(0)
    expect((await runIsthmus(api, ['log', 'export', 'one', '--proof', '../1'])).code).toBe(2)
  })
})

async function receiptOf(index: number): Promise<{ receipt: string; proof: string }> {
  const opening = log.openings[index]
  if (!opening) throw new Error(`no entry ${index}`)
  const [origin, hash] = ['isthmus.eu/test/north', toBase64Url(leafHash(opening.leaf))]
  const receipt = await signReceipt(
    {
      from: 'south',
      to: 'north',
      messageId: '00000000-0000-4000-8000-000000000001',
      correlationId: '00000000-0000-4000-8000-000000000002',
      digest: createHash('sha256').update('a message').digest('base64url'),
      receivedAt: at.toISOString(),
      log: { origin, index, leafHash: hash },
    },
    signerOf('north', 'signing'),
  )
  const path = await inclusionPath(index, size, (id) => log.files.get(tilePath(id)) ?? new Uint8Array(0))
  const proof = {
    version: 1,
    origin,
    index,
    leafHash: hash,
    path: path.map(toBase64Url),
    checkpoint: Buffer.from(log.files.get('checkpoint') ?? []).toString('utf8'),
    opening: { salt: toBase64Url(opening.salt), entry: opening.entry },
  }
  return { receipt: JSON.stringify(receipt), proof: JSON.stringify(proof) }
}
