import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hit, SearchEvent, SourceState } from '@isthmus/contract'
import Fastify, { type FastifyReply } from 'fastify'
import { afterAll, beforeEach } from 'vitest'
import { runCommandLine } from './program.ts'

type Play = (reply: FastifyReply, body: unknown, headers: { range?: string | undefined }) => unknown
type Question = { path: string; authorization: string | undefined; body: unknown }

/**
 * A small HTTP server that plays the peer's API, and a folder that stands for the officer's home, for the tests of one
 * file: it forgets before each what it was asked, and is gone after them.
 */
export async function openTestApi({ takesBytes = false } = {}) {
  const questions: Question[] = []
  const plays = new Map<string, Play>()
  const http = Fastify({ bodyLimit: 10_000_000 })
  if (takesBytes)
    http.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
  http.all('/*', async (request, reply) => {
    const path = `${request.method} ${request.url}`
    questions.push({ path, authorization: request.headers.authorization, body: request.body })
    const play = plays.get(path)
    if (!play)
      return reply.code(404).send({ status: 404, code: 'NOT_FOUND', title: 'There is no such thing here' })
    return play(reply, request.body, request.headers)
  })
  await http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = http.server.address() as AddressInfo
  const home = mkdtempSync(join(tmpdir(), 'isthmus-cli-'))
  beforeEach(() => {
    questions.length = 0
  })
  afterAll(async () => {
    await http.close()
    rmSync(home, { recursive: true, force: true })
  })
  return {
    url: `http://127.0.0.1:${port}`,
    home,
    questions,
    /** What the peer answers to `METHOD /path` from now on. */
    play: (path: string, answer: Play) => plays.set(path, answer),
  }
}

export type TestApi = Awaited<ReturnType<typeof openTestApi>>

export type Run = { code: number | null; out: string; err: string }

export type RunOptions = {
  input?: string
  environment?: Record<string, string>
  onStart?: (child: ChildProcess) => void
}

/** Runs the command in this process, which is much faster; a few tests of each file run it as it is started in earnest. */
export async function runIsthmus(
  api: TestApi,
  words: readonly string[],
  options: { input?: string } = {},
): Promise<Run> {
  const run: Run = { code: null, out: '', err: '' }
  const kept = { cwd: process.cwd(), peer: process.env.ISTHMUS_PEER, config: process.env.XDG_CONFIG_HOME }
  Object.assign(process.env, { ISTHMUS_PEER: api.url, XDG_CONFIG_HOME: api.home })
  process.chdir(api.home)
  try {
    run.code = await runCommandLine(words, {
      out: (line) => {
        run.out += `${line}\n`
      },
      err: (line) => {
        run.err += `${line}\n`
      },
      style: (_format, text) => text,
      width: 120,
      isInteractive: false,
      ask: async () => options.input ?? '',
      readInput: async () => options.input ?? '',
    })
    return run
  } finally {
    process.chdir(kept.cwd)
    for (const [name, value] of [
      ['ISTHMUS_PEER', kept.peer],
      ['XDG_CONFIG_HOME', kept.config],
    ] as const) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}

/** Runs the real command as its own process. */
export function runProcess(api: TestApi, words: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], {
    cwd: api.home,
    env: {
      PATH: process.env.PATH,
      XDG_CONFIG_HOME: api.home,
      ISTHMUS_PEER: api.url,
      NO_COLOR: '1',
      ...options.environment,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const run: Run = { code: null, out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    run.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    run.err += text
  })
  child.stdin.on('error', () => {})
  child.stdin.end(options.input ?? '')
  options.onStart?.(child)
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...run, code })))
}

export function sourceState(state: SourceState['state'], change: Partial<SourceState> = {}): SourceState {
  return {
    peerId: 'peer-a',
    peerName: 'Peer A',
    sourceId: 'list',
    sourceTitle: 'List of persons',
    state,
    hits: [],
    tookMs: 12.4,
    ...change,
  }
}

export const hit: Hit = {
  reference: 'REF-1',
  score: 14.2,
  probability: 0.9731,
  band: 'strong',
  category: 'listed',
  asOf: '2025-03-01',
  comparisons: [
    { field: 'name', level: 'same-after-romanisation', bits: 11.1, asked: 'papadopoulou eleni' },
    { field: 'birth', level: 'year-only', bits: 3.1, asked: '1962' },
  ],
}

/** The events of a search in which the sources end in these states. */
export function searchEvents(answers: readonly SourceState[]): SearchEvent[] {
  const sources = answers.map((answer) => ({ ...answer, state: 'asking' as const, hits: [] }))
  return [
    { event: 'asked', correlationId: 'c-1', subjects: 1, sources },
    ...answers.map((answer) => ({ event: 'answer' as const, subject: 0, answer })),
    { event: 'done', hits: answers.reduce((sum, answer) => sum + answer.hits.length, 0), tookMs: 30 },
  ]
}

export function sendLines(reply: FastifyReply, events: readonly unknown[]): FastifyReply {
  return reply.type('application/x-ndjson').send(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
}
