import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchEvent } from '@isthmus/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { hit, openTestApi, runIsthmus, runProcess, searchEvents, sendLines, sourceState } from './test-api.ts'

const api = await openTestApi()

beforeEach(() => {
  api.play('POST /auth/demo-token', () => ({ access_token: 'demo-token-of-eleni', expires_in: 1800 }))
})

const grounds = ['--purpose', 'border-control', '--legal-basis', 'SBC art. 8(3)', '--case', 'GR-1']
const person = ['--family', 'Παπαδοπούλου', '--given', 'Ελένη', '--birth', '1962~']

const playSearch = (events: readonly unknown[]) =>
  api.play('POST /api/searches', (reply) => sendLines(reply, events))

const other = { sourceId: 'other', sourceTitle: 'Other list' }

describe('a search', () => {
  test('asks the peer as the contract says, with the access token of the demo officer', async () => {
    playSearch(searchEvents([sourceState('hit', { hits: [hit] })]))
    await runIsthmus(api, [
      ...['search', ...person, '--nationality', 'GR', '--nationality', 'CY', '--place', 'Patra'],
      ...['--document', 'AB123456@GR', '--as', 'demo-eleni', ...grounds],
    ])
    expect(api.questions[0]).toMatchObject({ path: 'POST /auth/demo-token', body: { officer: 'demo-eleni' } })
    expect(api.questions[1]).toEqual({
      path: 'POST /api/searches',
      authorization: 'Bearer demo-token-of-eleni',
      body: {
        subject: {
          family: 'Παπαδοπούλου',
          given: 'Ελένη',
          birth: '1962~',
          nationalities: ['GR', 'CY'],
          places: ['Patra'],
          documents: [{ number: 'AB123456', country: 'GR' }],
        },
        purpose: 'border-control',
        legalBasis: 'SBC art. 8(3)',
        caseReference: 'GR-1',
      },
    })
  })

  test('shows each source, each hit with its comparison, and ends with 0', async () => {
    playSearch(
      searchEvents([
        sourceState('hit', { hits: [hit], contact: 'desk@example.eu' }),
        sourceState('no-hit', other),
      ]),
    )
    const run = await runProcess(api, ['search', ...person, ...grounds])
    expect(run.code).toBe(0)
    expect(run.out).toContain('HIT         List of persons (Peer A, 12 ms)')
    expect(run.out).toContain('no hit      Other list')
    expect(run.out).toContain('REF-1  strong, 97.3 %, listed, as of 2025-03-01')
    expect(run.out).toMatch(/name +papadopoulou eleni +same after romanisation +\+11\.1/)
    expect(run.out).toContain('Contact: desk@example.eu')
    expect(run.out).toContain('1 of 2 sources have a hit.')
    expect(run.err).toContain('Correlation id c-1')
  })

  test('shows how each score comes about with --explain, and not for a batch', async () => {
    playSearch(searchEvents([sourceState('hit', { hits: [{ ...hit, prior: -9 }] })]))
    const run = await runIsthmus(api, ['search', ...person, '--explain', ...grounds])
    expect(run.out).toMatch(/before comparing +one in 512 +-9\.00 +-9\.00/)
    expect(run.out).toMatch(/result +97\.3 %, score \+14\.20/)
    const batch = await runIsthmus(api, ['search', '--batch', 'people.csv', '--explain', ...grounds])
    expect(batch.code).toBe(2)
  })

  test('prints each event as one line of JSON with --json', async () => {
    const events = searchEvents([sourceState('no-hit')])
    playSearch(events)
    const run = await runProcess(api, ['search', ...person, '--json', ...grounds])
    expect(run.code).toBe(1)
    expect(
      run.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(events)
  })

  test('shows an answer as soon as it is there', async () => {
    const events = searchEvents([sourceState('hit', { hits: [hit] })])
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    api.play('POST /api/searches', (reply) => {
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson' })
      // Broken in the middle of a letter, as a network may do it.
      const bytes = Buffer.from(
        events
          .slice(0, 2)
          .map((event) => `${JSON.stringify(event)}\n`)
          .join(''),
      )
      reply.raw.write(bytes.subarray(0, 45))
      setTimeout(() => reply.raw.write(bytes.subarray(45)), 30)
      held.then(() => reply.raw.end(`${JSON.stringify(events[2])}\n`))
    })
    const run = await runProcess(api, ['search', ...person, ...grounds], {
      onStart: (child) => child.stdout?.on('data', (text) => String(text).includes('REF-1') && release()),
    })
    expect(run.code).toBe(0)
  })

  test.each<[string, number, SearchEvent[]]>([
    ['no source has a hit', 1, searchEvents([sourceState('no-hit')])],
    [
      'no source has a hit and one refused',
      1,
      searchEvents([sourceState('no-hit'), sourceState('refused', other)]),
    ],
    ['every source refused', 3, searchEvents([sourceState('refused')])],
    ['a source is unreachable', 4, searchEvents([sourceState('no-hit'), sourceState('unreachable', other)])],
    ['a source is slow', 4, searchEvents([sourceState('slow')])],
    [
      'a source that was slow has answered after all',
      1,
      searchEvents([sourceState('slow'), sourceState('no-hit')]),
    ],
    [
      'a source is unreachable but another has a hit',
      0,
      searchEvents([sourceState('unreachable', other), sourceState('hit', { hits: [hit] })]),
    ],
    [
      'a peer that could not name its sources refuses as a whole',
      3,
      [
        ...searchEvents([sourceState('refused'), sourceState('refused', other)]).slice(0, 1),
        { event: 'answer', subject: 0, answer: sourceState('refused', { sourceId: '*' }) },
        { event: 'done', hits: 0, tookMs: 1 },
      ],
    ],
    [
      'a peer that could not name its sources answers by source',
      1,
      [
        ...searchEvents([sourceState('no-hit', { sourceId: '*' })]).slice(0, 1),
        { event: 'answer', subject: 0, answer: sourceState('no-hit') },
        { event: 'done', hits: 0, tookMs: 1 },
      ],
    ],
    ['the peer breaks off', 4, searchEvents([sourceState('no-hit')]).slice(0, 2)],
  ])('when %s ends with %i', async (_what, code, events) => {
    playSearch(events)
    expect((await runIsthmus(api, ['search', ...person, ...grounds])).code).toBe(code)
  })

  test('shows a refusal with its policy and who can unblock it', async () => {
    const refusal = {
      code: 'REGIME',
      policy: 'gate-closed',
      text: 'Your regime may not ask this.',
      unblock: 'Ask the DPO.',
    }
    playSearch(searchEvents([sourceState('refused', { refusal })]))
    const run = await runIsthmus(api, ['search', ...person, ...grounds])
    expect(run.out).toContain('Your regime may not ask this. [gate-closed]')
    expect(run.out).toContain('Ask the DPO.')
  })

  test('shows nothing of what a source sends to harm the terminal', async () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066\nnew line'
    const answer = sourceState('hit', {
      hits: [{ ...hit, reference: hostile, category: hostile }],
      ...{ sourceTitle: hostile, peerName: hostile, contact: hostile, fault: hostile },
    })
    playSearch(searchEvents([answer]))
    for (const format of [[], ['--json']]) {
      const run = await runProcess(api, ['search', ...person, ...grounds, ...format])
      expect(run.code).toBe(0)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
      expect(run.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    }
  })
})

describe('whom to ask about', () => {
  test('is read from standard input with --ask -', async () => {
    playSearch(searchEvents([sourceState('no-hit')]))
    const input = '{"full": "Eleni Papadopoulou"}'
    await runProcess(api, ['search', '--ask', '-', ...grounds], { input })
    expect(api.questions.at(-1)?.body).toMatchObject({ subject: { full: 'Eleni Papadopoulou' } })
  })

  test('is read from a file with --ask', async () => {
    playSearch(searchEvents([sourceState('no-hit')]))
    writeFileSync(join(api.home, 'person.json'), '{"family": "A", "given": "B"}')
    expect((await runIsthmus(api, ['search', '--ask', 'person.json', ...grounds])).code).toBe(1)
  })

  test.each<[string, string[], string]>([
    ['too little is asked', ['--family', 'Secretname'], ''],
    ['the birth is impossible', ['--family', 'Secretname', '--birth', '14/05/1962'], ''],
    ['--ask is not JSON', ['--ask', '-'], '{"family": "Secretname'],
    ['--ask has an unknown field', ['--ask', '-'], '{"family": "Secretname", "given": "B", "shoeSize": 44}'],
    ['--ask is a megabyte', ['--ask', '-'], `{"family": "Secretname${'x'.repeat(1_000_000)}"}`],
    ['--ask names no file', ['--ask', 'missing.json'], ''],
    ['the person is given twice', ['--ask', '-', '--family', 'Secretname'], '{"family": "A", "given": "B"}'],
    ['an option is unknown', ['--surname', 'Secretname'], ''],
  ])('when %s ends with 2 and asks nobody', async (_what, words, input) => {
    const run = await runIsthmus(api, ['search', ...words, ...grounds], { input })
    expect(run.code).toBe(2)
    expect(api.questions).toEqual([])
    expect(run.err + run.out).not.toContain('Secretname')
  })

  test('is read from standard input only as far as allowed', async () => {
    const run = await runProcess(api, ['search', '--ask', '-', ...grounds], { input: 'x'.repeat(10_000_000) })
    expect([run.code, run.err]).toEqual([2, expect.stringContaining('longer than 64 kB')])
  })

  test('without purpose, legal basis or case ends with 2', async () => {
    for (const missing of [0, 2, 4]) {
      const run = await runIsthmus(api, ['search', ...person, ...grounds.toSpliced(missing, 2)])
      expect(run.code).toBe(2)
    }
  })
})

describe('a batch', () => {
  const csv = 'full,birth\nEleni Papadopoulou,1962\nJohn Smith,\nx,\n'

  test('sends the file and lists hits by line', async () => {
    writeFileSync(join(api.home, 'people.csv'), csv)
    const answer = { event: 'answer', subject: 1, line: 3, answer: sourceState('hit', { hits: [hit] }) }
    api.play('POST /api/searches/batch', (reply) =>
      sendLines(reply, [
        {
          event: 'asked',
          correlationId: 'c-2',
          subjects: 2,
          sources: [sourceState('asking')],
          rejectedRows: [{ line: 4, reason: 'too little' }],
        },
        { event: 'answer', subject: 0, line: 2, answer: sourceState('no-hit') },
        answer,
        answer,
        { event: 'done', hits: 1, tookMs: 5 },
      ]),
    )
    const run = await runIsthmus(api, ['search', '--batch', 'people.csv', ...grounds])
    expect(run.code).toBe(0)
    expect(api.questions.at(-1)?.body).toMatchObject({ csv, purpose: 'border-control' })
    expect(run.out).toMatch(/3 +List of persons +Peer A +REF-1 +strong +97\.3 %/)
    expect(run.out).toContain('1 hit on 1 line.')
    expect(run.err).toContain('line 4 was left out: too little')
  })

  test.each([
    ['is missing', undefined],
    ['is not UTF-8', Buffer.from([0x66, 0xff, 0xfe, 0x0a])],
    ['is larger than 8 MB', Buffer.alloc(8_000_001, 0x61)],
  ])('whose file %s ends with 2 and asks nobody', async (_what, bytes) => {
    if (bytes) writeFileSync(join(api.home, 'bad.csv'), bytes)
    const run = await runIsthmus(api, ['search', '--batch', bytes ? 'bad.csv' : 'none.csv', ...grounds])
    expect(run.code).toBe(2)
    expect(api.questions).toEqual([])
  })
})

describe('what the peer says when it does not answer', () => {
  const problem = (status: number) => ({
    status,
    code: 'X',
    title: 'Title',
    detail: 'The detail.',
    remedy: 'The remedy.',
  })

  test.each([
    [400, 2],
    [401, 3],
    [403, 3],
    [404, 2],
    [429, 3],
    [500, 5],
    [503, 4],
  ])('HTTP %i ends with %i, with detail and remedy', async (status, code) => {
    api.play('POST /api/searches', (reply) => reply.code(status).send(problem(status)))
    const run = await runIsthmus(api, ['search', ...person, ...grounds])
    expect(run.code).toBe(code)
    expect(run.err).toBe('isthmus: The detail.\nThe remedy.\n')
  })

  test.each([
    ['HTML', '<html>'],
    ['another JSON', '{"event":"surprise"}\n'],
    ['a list', '[]\n'],
  ])('%s instead of events ends with 5', async (_what, text) => {
    api.play('POST /api/searches', (reply) => reply.type('application/x-ndjson').send(text))
    expect((await runIsthmus(api, ['search', ...person, ...grounds])).code).toBe(5)
  })

  test('a redirect is not followed with the access token', async () => {
    api.play('POST /api/searches', (reply) => reply.redirect('http://127.0.0.1:9/', 307))
    expect((await runIsthmus(api, ['search', ...person, ...grounds])).code).toBe(5)
  })

  test('a peer that does not run ends with 4', async () => {
    const run = await runIsthmus(api, ['search', ...person, ...grounds, '--peer', 'http://127.0.0.1:9'])
    expect([run.code, run.err]).toEqual([4, expect.stringContaining('cannot be reached')])
  })

  test('plain http to another machine ends with 2', async () => {
    const run = await runIsthmus(api, ['search', ...person, ...grounds, '--peer', 'http://peer.example.eu'])
    expect([run.code, run.err]).toEqual([2, expect.stringContaining('not an https address')])
  })

  test('--as at a peer that is no demonstration ends with 3', async () => {
    api.play('POST /auth/demo-token', (reply) => reply.code(404).send(problem(404)))
    const run = await runIsthmus(api, ['search', ...person, ...grounds, '--as', 'demo-eleni'])
    expect([run.code, run.err]).toEqual([3, expect.stringContaining('no demonstration')])
  })
})
