import type { Receipt } from '@isthmus/contract'
import { Checkpoints, toNoteSigner } from '@isthmus/node/audit-log'
import { createLogger } from '@isthmus/node/platform'
import { createWitnessRoom, serveWitness } from '@isthmus/node/witness'
import {
  consistencyPath,
  Frontier,
  formatAddCheckpoint,
  formatCheckpoint,
  leafHash,
  signNote,
} from '@isthmus/protocol/log'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ExchangeOptions } from '../exchange/open-exchange.ts'
import { eventually, type Posted, Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
})

afterEach(() => stage.clear())

afterAll(() => stage?.close())

/** South, which answers each message with what `change` makes of its receipt. */
function withReceipt(change: (receipt: Receipt) => object): Partial<ExchangeOptions> {
  return {
    alter: (messages) => {
      const { receive } = messages
      messages.receive = async (message, arrived) =>
        JSON.stringify(change(JSON.parse(await receive(message, arrived)) as Receipt))
    },
  }
}

describe('a receiver that lies about what it has entered in its log', () => {
  const otherId = '00000000-0000-4000-8000-000000000000'

  test.each<[string, (receipt: Receipt) => object]>([
    [
      'names another place of its log',
      (receipt) => ({ ...receipt, log: { ...receipt.log, index: receipt.log.index + 1 } }),
    ],
    ['names another leaf', (receipt) => ({ ...receipt, log: { ...receipt.log, leafHash: receipt.digest } })],
    ['names another message', (receipt) => ({ ...receipt, messageId: otherId })],
    ['names another digest', (receipt) => ({ ...receipt, digest: receipt.log.leafHash })],
    ['signs as another key', (receipt) => ({ ...receipt, keyId: 'AAAAAAAAAAAAAAAA' })],
    ['says nothing', () => ({})],
  ])(
    'because its receipt %s is not believed: an incident; with a true receipt the message was taken once',
    async (_lie, change) => {
      await stage.restart('south', withReceipt(change))
      const sent = await stage.send('a note')
      await eventually(async () => (await stage.incidentsOf('north')).includes('receipt-wrong'))
      expect(await stage.stateOf(sent)).toMatch(/^waiting/)
      await stage.restart('south')
      await eventually(async () => (await stage.stateOf(sent)) === 'delivered')
      expect(await stage.effectsOf(sent)).toBe(1)
    },
  )

  test('because its answer has no end is left, and the message waits', async () => {
    await stage.restart('south', {
      alter: (messages) => {
        messages.receive = async () => ' '.repeat(50_000_000)
      },
    })
    const sent = await stage.send('a note')
    await eventually(async () => (await stage.stateOf(sent)).startsWith('waiting ANSWER_NOT_BELIEVED'))
    await stage.restart('south')
    await eventually(async () => (await stage.stateOf(sent)) === 'delivered')
    expect(await stage.effectsOf(sent)).toBe(1)
  })
})

/** South as a witness of other logs, as node.ts opens it. */
const witnessing: Partial<ExchangeOptions> = {
  serve: (http, { database, trust, tls, incidents, auditLog }) => {
    const clock = () => new Date()
    const logger = createLogger('silent', 'south')
    const signer = () => trust.signerOf('log')
    const checkpoints = new Checkpoints({ log: auditLog, database, clock, logger, signer })
    const { dispatcherOf } = tls
    const own = { trust, log: auditLog, checkpoints, database, incidents }
    const parts = { ...own, dispatcherOf, clock, overtakenWithinMs: 0 }
    serveWitness(http, createWitnessRoom(parts).witness)
  },
}

type Face = { size: number; story: string; oldSize?: number }

/** North shows south a log of so many leaves; another `story` is another log under the same name. */
async function show({ size, story, oldSize = 0 }: Face): Promise<Posted> {
  const tiles = new Map<string, Uint8Array>()
  const frontier = new Frontier()
  for (let index = 0; index < size; index += 1) {
    const leaf = leafHash(Buffer.from(`${story} ${index}`))
    for (const tile of frontier.append(leaf)) tiles.set(`${tile.level}/${tile.index}`, tile.hashes)
  }
  for (const tile of frontier.partialTiles()) tiles.set(`${tile.level}/${tile.index}`, tile.hashes)
  const read = ({ level, index }: { level: number; index: number }) =>
    tiles.get(`${level}/${index}`) ?? new Uint8Array()
  const { origin } = stage.north.auditLog
  const signer = toNoteSigner(origin, stage.north.trust.signerOf('log'))
  const checkpoint = await signNote(formatCheckpoint({ origin, size, root: frontier.root() }), signer)
  const proof = await consistencyPath(oldSize, size, read)
  const body = Buffer.from(formatAddCheckpoint({ oldSize, proof, checkpoint }))
  return stage.post({ headers: ['content-type', 'text/plain'], body, path: '/peer/v1/add-checkpoint' })
}

describe('a peer that shows its log with two faces', () => {
  test('is cosigned while it grows, never once it shrinks or forks, and each lie is an incident', async () => {
    await stage.restart('south', witnessing)
    expect((await show({ size: 5, story: 'true' })).status).toBe(200)
    expect((await show({ size: 9, story: 'true', oldSize: 5 })).status).toBe(200)
    expect(await stage.incidentsOf('south')).toEqual([])
    expect((await show({ size: 7, story: 'true', oldSize: 7 })).status).toBe(409)
    expect(await stage.incidentsOf('south')).toEqual(['log-shrunk'])

    expect((await show({ size: 9, story: 'another', oldSize: 9 })).status).toBe(409)
    expect(await stage.incidentsOf('south')).toEqual(['log-forked', 'log-shrunk'])
    // From then on there is a proof, and whichever story it tells is cosigned no more.
    expect((await show({ size: 12, story: 'another', oldSize: 9 })).status).toBe(409)
    expect((await show({ size: 12, story: 'true', oldSize: 9 })).status).toBe(409)
  })
})

describe('what a witness is asked to cosign', () => {
  test.each([
    ['too large', ' '.repeat(100_000), 413, ['message-too-large']],
    ['sixty thousand brackets', '['.repeat(60_000), 400, []],
    ['digits without a checkpoint', `old ${'9'.repeat(60_000)}\n\n`, 400, []],
    ['sixty thousand lines of a proof', `old 1\n${'A\n'.repeat(30_000)}\n`, 400, []],
  ])('is refused when it is %s', async (_what, text, status, kinds) => {
    await stage.restart('south', witnessing)
    const headers = ['content-type', 'text/plain']
    const posted = await stage.post({ headers, body: Buffer.from(text), path: '/peer/v1/add-checkpoint' })
    expect(posted.status).toBe(status)
    expect(await stage.incidentsOf('south')).toEqual(kinds)
  })
})
