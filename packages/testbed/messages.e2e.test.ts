import { mkdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEvidenceZip, verifyEvidence } from '@isthmus/protocol/evidence'
import pg from 'pg'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  ask,
  fillReason,
  keepImage,
  objectionsOf,
  openTestPages,
  overflowOf,
  phone,
  signIn,
} from './test-browser.ts'

const pages = openTestPages(['national-authority', 'eu-body'])

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

/** What the evidence file proves that a button, pressed by keyboard, gives. */
async function proveBy(page: Page, button: Locator): Promise<string> {
  await button.focus()
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  await page.getByRole('status').filter({ hasText: 'handed to your browser' }).waitFor()
  expect(download.suggestedFilename()).toMatch(/^evidence-[0-9a-f-]{36}\.zip$/)
  const { findings, failed } = verifyEvidence(
    openEvidenceZip(readFileSync(await download.path())) ?? new Map(),
  )
  expect(findings.filter(({ ok }) => !ok)).toEqual([])
  expect(failed).toBe(0)
  return findings.map(({ sentence }) => sentence).join('\n')
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

  it('lets those who supervise look, and do nothing but prove', async () => {
    const { page, complaints, context } = await pages.visit('national-authority')
    await signIn(page, 'Sofia Pappa')
    await openMessages(page, 'national-authority')
    expect(await page.getByTestId('send-note').count()).toBe(0)
    const said = await proveBy(page, page.getByTestId('evidence').last())
    expect(said).toContain('(message.test) to')
    expect(said).toMatch(/signed, .*that it received message/)
    expect(said).toMatch(/which was signed for message/)
    expect(await objectionsOf(page)).toEqual([])
    await page.setViewportSize(phone)
    expect(await overflowOf(page)).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('does not offer the operator what only the data-protection officer may have', async () => {
    const { page, context } = await pages.visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await openMessages(page, 'national-authority')
    expect(await page.getByTestId('evidence').count()).toBe(0)
    expect(await page.getByRole('main').textContent()).toContain('is for the data-protection officer')
    await context.close()
  })
})

describe('an evidence file', () => {
  it('is had by who searched, from the own history', async () => {
    const { page, complaints, context } = await pages.visit('national-authority')
    await signIn(page, 'Eleni Markou')
    await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
    await ask(page, 'Germain Katanga', '1978')
    await page.goto(`${pages.getPeer('national-authority').url}/history`)
    const search = page.getByTestId('past-search').first()
    await search.waitFor()
    expect(await page.locator('#evidence-of-searches').textContent()).toContain(
      'that you export it is logged',
    )
    const said = await proveBy(page, search.getByTestId('evidence'))
    expect(said).toContain('BROWSER-1')
    expect(await objectionsOf(page)).toEqual([])
    await page.setViewportSize(phone)
    expect(await overflowOf(page)).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('is had by the data-protection officer from an entry of the log, and says when what was sent is gone', async () => {
    const { page, complaints, context } = await pages.visit('national-authority')
    await signIn(page, 'Sofia Pappa')
    await page.goto(`${pages.getPeer('national-authority').url}/oversight`)
    await page.getByText('Acts', { exact: true }).click()
    const asked = page.getByTestId('act').filter({ hasText: 'search.asked' }).first()
    await asked.getByTestId('open-act').click()
    const button = page.getByTestId('act-sheet').getByTestId('evidence')
    await button.waitFor()
    expect(await proveBy(page, button)).toContain('signed each of the')
    await runOn('national-authority', 'delete from evidence.transcript')
    await button.click()
    await page.getByText('What was sent is no longer kept').waitFor()
    expect(await objectionsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('that may not be had says why, in the language of the reader', async () => {
    const { page, context } = await pages.visit('national-authority', { locale: 'fr', viewport: phone })
    await signIn(page, 'Eleni Markou')
    await page.goto(`${pages.getPeer('national-authority').url}/history`)
    await page.route('**/api/evidence', (route) =>
      route.continue({ postData: JSON.stringify({ correlationId: '00000000-0000-4000-8000-000000000000' }) }),
    )
    await page.getByTestId('evidence').first().click()
    const alert = page.getByRole('alert').first()
    await alert.waitFor()
    expect(await alert.textContent()).toContain('Ce n’est pas permis')
    expect(await overflowOf(page)).toBe(0)
    await context.close()
  })
})
