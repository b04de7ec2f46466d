import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { keepImage, objectionsOf, openTestPages, overflowOf, phone, signIn } from './test-browser.ts'

const pages = openTestPages(4781, ['national-authority', 'eu-body'])

const shots = process.env.ISTHMUS_SHOTS ?? join(tmpdir(), 'isthmus-shots')
const languages = ['el', 'it', 'fr'] as const
const note = 'Is Thursday, 10:00, good for the rotation of the keys?'

async function openMessages(page: Page, peerId: string): Promise<void> {
  await page.goto(`${pages.getPeer(peerId).url}/messages`)
  await page.getByTestId('message').or(page.getByTestId('no-messages')).first().waitFor()
}

async function runOn(peerId: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: pages.getPeer(peerId).databaseUrl })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByLabel('Note', { exact: true }).fill(text)
  await page.getByTestId('send-note').click()
}

describe('the page of messages', () => {
  it('sends a note to the operators of another peer, who read it, and shows the signed receipt', async () => {
    const { page, complaints, context } = await pages.visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await openMessages(page, 'national-authority')
    await send(page, note)
    await page.locator('[data-testid=message][data-state=delivered]').waitFor({ timeout: 20_000 })
    expect(await page.getByTestId('message').textContent()).toContain('Entry ')
    expect(await page.getByTestId('message').textContent()).not.toContain(note)
    expect(await objectionsOf(page)).toEqual([])
    await keepImage(page, 'messages')
    const theirs = await pages.visit('eu-body')
    await signIn(theirs.page, 'Marie Dubois')
    await openMessages(theirs.page, 'eu-body')
    await theirs.page.getByText('From others', { exact: true }).click()
    await theirs.page.locator('[data-testid=message][data-state=received]').waitFor()
    expect(await theirs.page.getByTestId('message').textContent()).toContain(note)
    expect(complaints).toEqual([])
    await Promise.all([context.close(), theirs.context.close()])
  })

  it('says why a message could not be delivered, and sends it again', async () => {
    const { page, context } = await pages.visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await openMessages(page, 'national-authority')
    await runOn('eu-body', `alter table exchange.note rename to note_away`)
    await send(page, 'a note that waits')
    await page.locator('[data-testid=message][data-state=waiting]').waitFor()
    await runOn(
      'national-authority',
      `update exchange.outbox set deadline = now(), fault = 'PEER_UNREACHABLE' where state = 'waiting'`,
    )
    await page.getByText('Dead letters', { exact: true }).click()
    const letter = page.locator('[data-testid=message][data-state=dead]')
    await letter.waitFor({ timeout: 20_000 })
    expect(await letter.textContent()).toContain('The peer did not answer.')
    expect(await letter.textContent()).toContain('Ask its operator whether it runs')
    expect(await objectionsOf(page)).toEqual([])
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, 'messages-dead.png'), fullPage: true })
    await page.setViewportSize(phone)
    expect(await overflowOf(page)).toBe(0)
    await page.screenshot({ path: join(shots, 'messages-phone.png'), fullPage: true })
    await runOn('eu-body', `alter table exchange.note_away rename to note`)
    await page.getByTestId('resend').click()
    await page.getByText('To others', { exact: true }).click()
    await page.locator('[data-testid=message][data-state=delivered]').nth(1).waitFor({ timeout: 30_000 })
    await context.close()
  })

  it.each(languages)('speaks %s, also on a phone', async (locale) => {
    const { page, context } = await pages.visit('national-authority', { locale, viewport: phone })
    await signIn(page, 'Nikos Adamou')
    await openMessages(page, 'national-authority')
    expect(await page.getByRole('main').textContent()).not.toMatch(
      /message\.[a-su-z]|To others|Signed receipt/,
    )
    expect(await overflowOf(page)).toBe(0)
    expect(await objectionsOf(page)).toEqual([])
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: join(shots, `messages-${locale}.png`), fullPage: true })
    await context.close()
  })

  it('lets those who supervise look, and do nothing', async () => {
    const { page, context } = await pages.visit('national-authority')
    await signIn(page, 'Sofia Pappa')
    await openMessages(page, 'national-authority')
    expect(await page.getByTestId('send-note').count()).toBe(0)
    await context.close()
  })
})
