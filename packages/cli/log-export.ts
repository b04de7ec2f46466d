import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fromBase64Url } from '@isthmus/protocol/bytes'
import { formatReadable, readablePath, readTrustChain } from '@isthmus/protocol/evidence'
import { listTiles, parseCheckpoint, tilePath, tileWidth } from '@isthmus/protocol/log'
import { Command } from 'commander'
import { CliError } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import type { Terminal } from './terminal.ts'

type Options = PeerOptions & { readable: boolean; proof?: string }

/** Files that are fetched at the same time. */
const atOnce = 8

export function logExportCommand(terminal: Terminal): Command {
  const command = new Command('export')
    .description('fetch the log of your own peer as files that anybody can verify offline')
    .argument('<folder>', 'folder to write to; made when it is not there')
    .option('--no-readable', 'only the tree: what the entries say stays in the peer')
    .option('--proof <index>', 'only the proof of one entry, as proof-<index>.json')
  return addPeerOptions(command).action(async (folder: string, options: Options) => {
    const target = { api: await openPeer(options), folder }
    await exportTrustLists(target)
    if (options.proof !== undefined) return exportProof(target, options.proof, terminal)
    const entries = await exportTree(target, options.readable, terminal)
    terminal.out(
      `${entries.toLocaleString('en-GB')} entries written to ${folder}. Verify them with: isthmus log verify ${folder}`,
    )
  })
}

type Target = { api: PeerApi; folder: string }

/** The list in force; while it is an emergency list also those before it, without which nobody could believe it. */
async function exportTrustLists(target: Target): Promise<void> {
  const fetched = new Map<string, Uint8Array>()
  const fetchText = async (name: string): Promise<string> => {
    const version = /^trust\/(\d+)\.json$/.exec(name)?.[1]
    const bytes = await fetchBytes(target.api, `/trust/v1/list${version === undefined ? '' : `/${version}`}`)
    fetched.set(name, bytes)
    return Buffer.from(bytes).toString('utf8')
  }
  await readTrustChain('trust-list.json', { read: fetchText })
  for (const [name, bytes] of fetched) await save(target, name, bytes)
}

async function exportTree(target: Target, hasReadable: boolean, terminal: Terminal): Promise<number> {
  const note = await fetchBytes(target.api, '/api/log/checkpoint')
  const { size } = parseCheckpoint(new TextDecoder().decode(note))
  let isReadable = hasReadable
  const work: (() => Promise<void>)[] = []
  for (const id of listTiles(size)) {
    work.push(() => saveFetched(target, tilePath(id)))
    if (id.level > 0) continue
    work.push(() => saveFetched(target, tilePath({ ...id, level: 'entries' })))
    work.push(async () => {
      if (isReadable && !(await exportReadable(target, id.index, size)) && isReadable) {
        isReadable = false
        terminal.err('you may not read the entries themselves; only the tree is written')
      }
    })
  }
  await runAtOnce(work)
  // Last, so that a folder with a checkpoint is whole.
  await save(target, 'checkpoint', note)
  return size
}

/** False when this officer may not read entries. */
async function exportReadable(target: Target, index: number, size: number): Promise<boolean> {
  const [from, to] = [index * tileWidth, Math.min((index + 1) * tileWidth, size)]
  try {
    const lines = new TextDecoder().decode(
      await fetchBytes(target.api, `/api/log/entries?from=${from}&to=${to}`),
    )
    await save(target, readablePath(index), new TextEncoder().encode(toReadable(lines)))
    return true
  } catch (fault) {
    if (fault instanceof CliError && fault.outcome === 'refused') return false
    throw fault
  }
}

/** The lines of the peer in the one form in which they can be verified byte by byte. */
function toReadable(lines: string): string {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { index, salt, entry } = JSON.parse(line) as { index: number; salt: string; entry: unknown }
      return formatReadable({ index, salt: fromBase64Url(salt) ?? new Uint8Array(0), entry })
    })
    .join('')
}

async function exportProof(target: Target, index: string, terminal: Terminal): Promise<void> {
  if (!/^\d{1,15}$/.test(index)) throw new CliError('usage', '--proof is not the number of an entry')
  const file = `proof-${index}.json`
  await save(target, file, await fetchBytes(target.api, `/api/log/proofs/${index}`))
  terminal.out(`written to ${join(target.folder, file)}`)
}

async function saveFetched(target: Target, path: string): Promise<void> {
  await save(target, path, await fetchBytes(target.api, `/api/log/${path}`))
}

async function fetchBytes(api: PeerApi, path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await api.fetch(path)).arrayBuffer())
}

/** What lies in a log about persons is for its owner only. */
async function save({ folder }: Target, path: string, bytes: Uint8Array): Promise<void> {
  const file = join(folder, ...path.split('/'))
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, bytes, { mode: 0o600 })
}

async function runAtOnce(work: (() => Promise<void>)[]): Promise<void> {
  const waiting = work.values()
  const run = async (): Promise<void> => {
    for (const task of waiting) await task()
  }
  await Promise.all(Array.from({ length: atOnce }, run))
}
