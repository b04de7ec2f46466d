import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AttachmentEntry, AttachmentList } from '@isthmus/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli } from './run-cli.ts'
import { desktop, objectionsOf, openTestPages, overflowOf, phone, signIn } from './test-browser.ts'

const pages = openTestPages(['national-authority', 'eu-body'])
const shots = process.env.ISTHMUS_SHOTS ?? join(tmpdir(), 'isthmus-shots')
const mb = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'isthmus-files-'))
const file = join(folder, 'minutes of the meeting.pdf')
const bytes = randomBytes(30 * mb)
const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

beforeAll(() => {
  mkdirSync(shots, { recursive: true })
  writeFileSync(file, bytes)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function openFiles(page: Page, peerId: string): Promise<void> {
  await page.goto(`${pages.getPeer(peerId).url}/messages`)
  await page.getByTestId('attachment').or(page.getByTestId('no-attachments')).first().waitFor()
}

const shoot = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })

describe('files on the page of messages', () => {
  it('sends 30 MB, is cut in the middle, goes on there, and the other side has the same file', async () => {
    const { page, context } = await pages.visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await openFiles(page, 'national-authority')
    const uploaded: string[] = []
    let isCut = false
    await page.route('**/api/attachments/*/chunks/*', async (route) => {
      if (isCut) return route.abort('connectionreset')
      uploaded.push(new URL(route.request().url()).pathname.split('/').at(-1) ?? '')
      if (uploaded.length === 4) isCut = true
      return route.continue()
    })
    // By keyboard: the field and the button are reached and used without a mouse.
    await page.getByTestId('choose-file').focus()
    await page.getByTestId('choose-file').setInputFiles(file)
    await page.getByLabel('Note to the file').fill('For Thursday.')
    await page.getByTestId('send-file').focus()
    await page.keyboard.press('Enter')
    await page.locator('[data-testid=upload][data-phase=cut]').waitFor({ timeout: 60_000 })
    expect(await page.getByTestId('upload').textContent()).toContain('broke off at 50%')
    expect(await objectionsOf(page)).toEqual([])
    await shoot(page, 'attachment-cut')
    isCut = false
    await page.getByTestId('resume-upload').focus()
    await page.keyboard.press('Enter')
    await page.getByText('The file is on its way').waitFor({ timeout: 60_000 })
    // What had arrived before the cut was not sent again.
    expect(uploaded).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    await page.locator('[data-testid=attachment][data-state=delivered]').waitFor({ timeout: 60_000 })
    expect(await page.getByTestId('attachment').textContent()).toContain(sha256(bytes))
    const theirs = await pages.visit('eu-body')
    await signIn(theirs.page, 'Marie Dubois')
    await openFiles(theirs.page, 'eu-body')
    const card = theirs.page.locator('[data-testid=attachment][data-state=delivered]')
    await card.waitFor({ timeout: 60_000 })
    expect(await card.textContent()).toContain('For Thursday.')
    expect(await objectionsOf(theirs.page)).toEqual([])
    await shoot(theirs.page, 'attachment-received')
    const button = theirs.page.getByTestId('download')
    await button.focus()
    const [download] = await Promise.all([
      theirs.page.waitForEvent('download', { timeout: 60_000 }),
      theirs.page.keyboard.press('Enter'),
    ])
    expect(download.suggestedFilename()).toBe('minutes of the meeting.pdf')
    expect(sha256(readFileSync(await download.path()))).toBe(sha256(bytes))
    await theirs.page.getByText('Opened here').waitFor()
    await page.getByTestId('withdraw').click()
    await page.getByText('It had been opened before the withdrawal came').waitFor({ timeout: 30_000 })
    await Promise.all([context.close(), theirs.context.close()])
  })

  it('goes on with an upload after the page was left, and notices another file', async () => {
    const { page, context } = await pages.visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await openFiles(page, 'national-authority')
    await page.route('**/api/attachments/*/chunks/3', (route) => route.abort('connectionreset'))
    await page.getByTestId('choose-file').setInputFiles(file)
    await page.getByTestId('send-file').click()
    await page.locator('[data-testid=upload][data-phase=cut]').waitFor({ timeout: 60_000 })
    await page.unroute('**/api/attachments/*/chunks/3')
    await openFiles(page, 'national-authority')
    const card = page.locator('[data-testid=attachment][data-state=uploading]')
    await card.waitFor()
    const other = join(folder, 'other.pdf')
    writeFileSync(other, 'short')
    await card.getByTestId('choose-file').setInputFiles(other)
    await card.getByText('This is another file').waitFor()
    expect(await objectionsOf(page)).toEqual([])
    await shoot(page, 'attachment-resume')
    await card.getByTestId('choose-file').setInputFiles(file)
    await card.waitFor({ state: 'detached', timeout: 60_000 })
    await page.locator('[data-testid=attachment][data-state=delivered]').nth(1).waitFor({ timeout: 60_000 })
    await page.getByTestId('withdraw').first().click()
    await page.locator('[data-testid=attachment][data-state=withdrawn]').waitFor({ timeout: 30_000 })
    await context.close()
  })

  it.each(['light', 'dark'] as const)(
    'stays within narrow and wide pages, also from right to left: %s',
    async (colorScheme) => {
      const { page, context } = await pages.visit('national-authority', { colorScheme })
      await signIn(page, 'Nikos Adamou')
      await openFiles(page, 'national-authority')
      for (const viewport of [phone, desktop]) {
        await page.setViewportSize(viewport)
        for (const dir of ['ltr', 'rtl']) {
          await page.evaluate((given) => document.documentElement.setAttribute('dir', given), dir)
          expect(await overflowOf(page)).toBe(0)
          expect(await objectionsOf(page)).toEqual([])
          await shoot(page, `attachments-${colorScheme}-${viewport.width}-${dir}`)
        }
      }
      await context.close()
    },
  )

  it.each(['el', 'it', 'fr'] as const)('speaks %s, also on a phone', async (locale) => {
    const { page, context } = await pages.visit('national-authority', { locale, viewport: phone })
    await signIn(page, 'Nikos Adamou')
    await openFiles(page, 'national-authority')
    expect(await page.getByRole('main').textContent()).not.toMatch(
      /attachment\.(?!manifest|withdrawal|outcome)|Note to the file|Withdrawn/,
    )
    expect(await overflowOf(page)).toBe(0)
    expect(await objectionsOf(page)).toEqual([])
    await shoot(page, `attachments-${locale}`)
    await context.close()
  })

  it('shows those who supervise that files travel, and no name', async () => {
    const { page, complaints, context } = await pages.visit('national-authority')
    await signIn(page, 'Sofia Pappa')
    await openFiles(page, 'national-authority')
    expect(await page.getByTestId('send-file').count()).toBe(0)
    expect(await page.getByTestId('withdraw').count()).toBe(0)
    expect(await page.getByRole('main').textContent()).not.toContain('minutes of the meeting')
    expect(await objectionsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('files by the command line', () => {
  const as = (peerId: string, officer: string): string[] => [
    ...['--peer', pages.getPeer(peerId).url, '--as', officer, '--json'],
  ]
  const run = async <Answer>(words: string[]): Promise<Answer> => {
    const { code, out, err } = await runCli(words)
    expect([code, err]).toEqual([0, expect.anything()])
    return JSON.parse(out) as Answer
  }

  it('are sent, listed, fetched and withdrawn between two peers', async () => {
    const north = as('national-authority', 'nikos-adamou')
    const south = as('eu-body', 'marie-dubois')
    const attach = ['message', 'attach', 'eu-body', file, '--text', 'By command.', ...north]
    const { attachmentId, digest, correlationId } = await run<AttachmentEntry>(attach)
    expect(digest).toBe(sha256(bytes))
    await vi.waitFor(
      async () => {
        const { attachments } = await run<AttachmentList>(['message', 'attachments', ...south])
        expect(attachments[0]).toMatchObject({ attachmentId, state: 'delivered', text: 'By command.' })
      },
      { timeout: 60_000, interval: 500 },
    )
    const target = join(folder, 'fetched.pdf')
    // As a connection that broke off would have left it.
    writeFileSync(`${target}.${attachmentId}.part`, bytes.subarray(0, 7 * mb))
    await run(['message', 'download', attachmentId, '--to', target, ...south])
    expect(sha256(readFileSync(target))).toBe(digest)
    await expectProven(correlationId, target)
    const withdrawn = await run<AttachmentEntry>(['message', 'withdraw', attachmentId, ...north])
    expect(['asked', 'too-late']).toContain(withdrawn.withdrawal)
  })

  /** Whoever has the evidence file sees whether a file in hand is the one that was sent, to the byte. */
  async function expectProven(correlationId: string, path: string): Promise<void> {
    const zip = join(folder, 'evidence.zip')
    const peer = ['--peer', pages.getPeer('national-authority').url, '--as', 'sofia-pappa']
    const exported = await runCli(['evidence', 'export', correlationId, zip, ...peer])
    expect([exported.code, exported.err]).toEqual([0, ''])
    const verify = (attachment: string) => runCli(['evidence', 'verify', zip, '--attachment', attachment])
    const same = await verify(path)
    expect(same.code, same.out).toBe(0)
    const flipped = join(folder, 'flipped.pdf')
    const content = Buffer.from(bytes)
    content.writeUInt8(content.readUInt8(9 * mb) ^ 1, 9 * mb)
    writeFileSync(flipped, content)
    expect(await verify(flipped)).toMatchObject({ code: 6 })
  }
})
