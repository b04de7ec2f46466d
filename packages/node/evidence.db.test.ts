import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import {
  createEvidenceZip,
  type EvidenceFiles,
  openEvidenceZip,
  verifyEvidence,
} from '@isthmus/protocol/evidence'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getChromium } from '../../tools/chromium.ts'
import { allEvents, grounds, kowalski, startTestFederation, type TestFederation } from './test-federation.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'isthmus-evidence-'))
let federation: TestFederation
let browser: Browser
let zip: Uint8Array
let files: EvidenceFiles
let correlationId: string

const ask = async (officerId: string, body: object): Promise<Response> =>
  (await federation.peer('north').as(officerId))('POST', '/api/evidence', body)

beforeAll(async () => {
  spawnSync(process.execPath, [join(root, 'tools/build-verify-page.ts')], { stdio: 'inherit' })
  federation = await startTestFederation()
  const officer = await federation.peer('north').as('north-officer')
  await officer('GET', '/api/catalogue')
  const [asked] = await allEvents(await officer('POST', '/api/searches', { subject: kowalski, ...grounds }))
  correlationId = asked?.event === 'asked' ? asked.correlationId : ''
  const response = await ask('north-officer', { correlationId })
  if (response.status !== 200) throw new Error(await response.text())
  zip = new Uint8Array(await response.arrayBuffer())
  files = openEvidenceZip(zip) ?? new Map()
  browser = await chromium.launch({ executablePath: getChromium(), args: ['--no-sandbox', '--disable-gpu'] })
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await federation?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The same file with one bit of its middle byte changed. */
function doctor(name: string): EvidenceFiles {
  const bytes = files.get(name) ?? new Uint8Array(0)
  const at = Math.floor(bytes.length / 2)
  return new Map([...files, [name, bytes.with(at, (bytes[at] ?? 0) ^ 1)]])
}

describe('an evidence file', () => {
  it('proves question, person, answer, receipt and both logs', () => {
    const { findings, failed, subject } = verifyEvidence(files)
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(failed).toBe(0)
    expect(subject?.values.correlationId).toBe(correlationId)
    const said = findings.map(({ sentence }) => sentence).join('\n')
    for (const words of [
      'put this file together',
      'is signed by',
      'Peer north signed message',
      'stated, signed: it asks for the person with the pseudonym',
      'case: C-1',
      'signed each of the',
      'that it received message',
      'The log of Peer north names message',
      'which was signed for message',
    ])
      expect(said).toContain(words)
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['manifest.json', 'summary.pdf', 'verify.html', 'trust/1.json']),
    )
  })

  it('does not prove anything any more when a byte of any of its files was changed', () => {
    for (const name of files.keys()) {
      const report = verifyEvidence(doctor(name))
      expect(report.failed, name).toBeGreaterThan(0)
      expect(report.findings.find(({ ok }) => !ok)?.place, name).toBe(name)
    }
    const fewer = new Map([...files].filter(([name]) => name !== 'summary.pdf'))
    expect(verifyEvidence(fewer).failed).toBe(1)
    expect(verifyEvidence(new Map([...files, ['more.txt', new Uint8Array(1)]])).failed).toBe(1)
    expect(verifyEvidence(new Map()).failed).toBe(1)
    expect(openEvidenceZip(zip.subarray(100))).toBeUndefined()
  })

  it('has a summary with letters that can be copied, Greek ones too', () => {
    const pdf = Buffer.from(files.get('summary.pdf') ?? []).toString('latin1')
    expect(pdf.startsWith('%PDF-1.7')).toBe(true)
    expect(pdf).toContain('/ToUnicode')
    expect(pdf).toContain('DejaVuSans')
  })

  it('is for who asked and for the data-protection officer, and each export is logged', async () => {
    expect((await ask('north-dpo', { correlationId })).status).toBe(200)
    expect((await ask('north-caseworker', { correlationId })).status).toBe(403)
    expect((await ask('north-operator', { correlationId })).status).toBe(403)
    const unknown = { correlationId: '00000000-0000-4000-8000-000000000000' }
    expect((await ask('north-officer', unknown)).status).toBe(403)
    expect((await ask('north-dpo', unknown)).status).toBe(404)
    const entries = await federation.peer('north').entries({ correlationId })
    const exported = entries.filter(({ event }) => event === 'evidence.exported')
    expect(exported).toHaveLength(2)
  })

  it.each([
    ['en', 'Evidence of exchange'],
    ['el', 'αποδείξεις της ανταλλαγής'],
    ['it', 'prove dello scambio'],
    ['fr', 'preuves de l’échange'],
  ])('speaks %s when the page that asks for it does', async (language, title) => {
    const response = await ask('north-officer', { correlationId, language })
    const own = openEvidenceZip(new Uint8Array(await response.arrayBuffer()))
    const pdf = Buffer.from(own?.get('summary.pdf') ?? []).toString('latin1')
    expect(pdf).toContain(`/Lang (${language})`)
    expect(titleOf(pdf).toLowerCase()).toContain(title.toLowerCase())
    expect(pdf).toContain('/FontFile2')
  })

  it('lies sealed in the database, and goes at the end of its time', async () => {
    const { database } = federation.peer('north')
    const rows = await database.query<{ sealed: Buffer; days: number }>(
      'select sealed, erase_on - current_date as days from evidence.transcript',
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { sealed, days } of rows) {
      expect(sealed.toString('latin1')).not.toContain('Kowalski')
      expect(days).toBeGreaterThanOrEqual(29)
    }
  })
})

/** pdfkit writes what ASCII cannot hold as UTF-16 with a byte order mark, and escapes brackets and backslashes. */
function titleOf(pdf: string): string {
  const [, object = ''] = /\/Title (\d+) 0 R/.exec(pdf) ?? []
  const begin = pdf.indexOf('(', pdf.indexOf(`\n${object} 0 obj`)) + 1
  const written = pdf.slice(begin, pdf.indexOf(')\nendobj', begin))
  const bytes = Buffer.from(written.replace(/\\([\s\S])/g, '$1'), 'latin1')
  const isWide = bytes[0] === 0xfe && bytes[1] === 0xff
  return isWide ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1')
}

describe('verify.html, from the file system and without a network', () => {
  async function verifyInBrowser(
    content: EvidenceFiles,
    operators?: string,
  ): Promise<{ page: Page; said: string }> {
    const place = join(folder, 'verify.html')
    writeFileSync(place, files.get('verify.html') ?? '')
    writeFileSync(join(folder, 'evidence.zip'), createEvidenceZip(content))
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (fault) => complaints.push(fault.message))
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`asked ${request.url()}`)
    })
    await page.goto(pathToFileURL(place).href)
    if (operators) await page.setInputFiles('#operators', operators)
    await page.setInputFiles('#file', join(folder, 'evidence.zip'))
    await page.waitForSelector('#report h2', { timeout: 60_000 })
    expect(complaints).toEqual([])
    return { page, said: await page.innerText('#report') }
  }

  it('says in words what is proven', async () => {
    const { page, said } = await verifyInBrowser(files)
    expect(said).toContain('\u2713 Proven: exchange')
    expect(said).toContain('Peer north signed message')
    expect(said).toContain('Not proven by this')
    expect(await page.getAttribute('#report h2', 'data-proven')).toBe('true')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.context().close()
  }, 120_000)

  it('speaks the language of the reader, and another at a click, without reading the file again', async () => {
    const place = join(folder, 'verify.html')
    writeFileSync(place, files.get('verify.html') ?? '')
    writeFileSync(join(folder, 'evidence.zip'), createEvidenceZip(files))
    const context = await browser.newContext({
      offline: true,
      locale: 'el-GR',
      viewport: { width: 360, height: 740 },
    })
    const page = await context.newPage()
    await page.goto(pathToFileURL(place).href)
    expect(await page.innerText('h1')).toBe('Επαλήθευση αρχείου αποδείξεων')
    await page.setInputFiles('#file', join(folder, 'evidence.zip'))
    await page.waitForSelector('#report h2', { timeout: 60_000 })
    expect(await page.innerText('#report')).toContain('✓ Αποδείχθηκε: ανταλλαγή')
    for (const [language, verdict] of [
      ['it', '✓ Provato: scambio'],
      ['fr', '✓ Prouvé : échange'],
      ['en', '✓ Proven: exchange'],
      ['el', '✓ Αποδείχθηκε: ανταλλαγή'],
    ] as const) {
      await page.selectOption('#language', language)
      expect(await page.innerText('#report h2 >> nth=0')).toContain(verdict)
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
      expect(isWide).toBe(false)
    }
    const shots = process.env.ISTHMUS_SHOTS
    if (shots) await page.screenshot({ path: join(shots, 'verify-el.png'), fullPage: true })
    await context.close()
  }, 120_000)

  it('catches a changed byte in each file', async () => {
    const names = [...files.keys()]
    const one = names.filter((name) => !/\/(answers|log)\/./.test(name) || name.endsWith('/1.json'))
    for (const name of one) {
      const { page, said } = await verifyInBrowser(doctor(name))
      expect(said, name).toContain('\u2717 Not proven')
      expect(said, name).toContain(name)
      await page.context().close()
    }
  }, 240_000)
})

describe('isthmus evidence verify', () => {
  const run = (content: Uint8Array) => {
    const file = join(folder, 'cli.zip')
    writeFileSync(file, content)
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, 'packages/cli/main.ts'), 'evidence', 'verify', file],
      {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, NO_COLOR: '1' },
      },
    )
    return { status, stdout }
  }

  it('says the same as the page', () => {
    const good = run(zip)
    expect(good.status, good.stdout).toBe(0)
    expect(good.stdout).toContain('PROVEN: exchange')
    const bad = run(createEvidenceZip(doctor('messages/1/question.json')))
    expect(bad.status).toBe(6)
    expect(bad.stdout).toContain('messages/1/question.json: This is not the file that was put here')
    expect(readFileSync(join(folder, 'cli.zip')).length).toBeGreaterThan(0)
  })
})

describe('isthmus log, on a running peer', () => {
  // The peers run in this process, so the command must not hold it up.
  const run = (...words: string[]): Promise<{ status: number; said: string }> =>
    new Promise((resolve) => {
      const options = { cwd: folder, env: { PATH: process.env.PATH, NO_COLOR: '1', XDG_CONFIG_HOME: folder } }
      const child = execFile(
        process.execPath,
        [join(root, 'packages/cli/main.ts'), ...words],
        options,
        (_fault, out, err) => resolve({ status: child.exitCode ?? -1, said: out + err }),
      )
    })

  it('exports a log that verifies, with what its entries say', async () => {
    const { url } = federation.peer('north')
    const exported = await run('log', 'export', 'log', '--peer', url, '--as', 'north-dpo')
    expect(exported.status, exported.said).toBe(0)
    const verified = await run('log', 'verify', 'log')
    expect(verified.status, verified.said).toBe(0)
    expect(verified.said).toContain('PROVEN: the log isthmus.eu/test/north')
    expect(verified.said).not.toContain(', 0 of them readable')
  }, 60_000)
})
