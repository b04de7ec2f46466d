import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { getChromium } from '../../tools/chromium.ts'
import type { RunningPeer } from './federation.ts'
import { startTestFederation, type TestFederation } from './test-federation.ts'

const images = join(import.meta.dirname, '../../docs/images')
/** Screenshots of the documents are written only when asked for: `ISTHMUS_IMAGES=1 npm test -- browser`. */
const keepsImages = process.env.ISTHMUS_IMAGES === '1'

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1440, height: 900 }
/** A whole explanation without scrolling. */
export const tall = { width: 1440, height: 1300 }
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Visit = { page: Page; complaints: string[]; context: BrowserContext }
export type VisitOptions = Parameters<Browser['newContext']>[0]

export type TestPages = {
  /** From the first test on. */
  getPeer: (id: string) => RunningPeer
  /** A new visitor of a peer's pages; `complaints` are the faults that the browser reports. */
  visit: (peerId: string, options?: VisitOptions) => Promise<Visit>
}

/** A test federation, or some of its peers, and a browser for the tests of one file; both are gone after them. */
export function openTestPages(peerIds?: readonly string[]): TestPages {
  let federation: TestFederation
  let browser: Browser
  // A browser, its accessibility checks and the peers share the machine with the other tests.
  vi.setConfig({ testTimeout: 90_000 })
  beforeAll(async () => {
    federation = await startTestFederation(peerIds)
    browser = await chromium.launch({ executablePath: getChromium(), args: flags })
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await federation?.stop()
  }, 30_000)
  return {
    getPeer: (id) => federation.getPeer(id),
    visit: (peerId, options) => visitPeer(browser, federation.getPeer(peerId), options),
  }
}

async function visitPeer(
  browser: Browser,
  peer: { url: string },
  options: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: desktop,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // A 401 is how the page learns that nobody is signed in.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  page.on('pageerror', (fault) => complaints.push(fault.message))
  await page.goto(peer.url)
  return { page, complaints, context }
}

export async function signIn(page: Page, officer: string): Promise<void> {
  await page.getByTestId('sign-in').click()
  await page.getByRole('button', { name: new RegExp(officer) }).click()
  await page.getByTestId('account-menu').waitFor()
}

/** What axe objects to by WCAG 2.2, levels A and AA. */
export async function objectionsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target.join(' ')}`))
}

export async function keepImage(shown: Page | Locator, name: string): Promise<void> {
  if (!keepsImages) return
  mkdirSync(images, { recursive: true })
  await shown.screenshot({ path: join(images, `${name}.png`) })
}

export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

export async function fillReason(page: Page, purpose: string, legalBasis: string): Promise<void> {
  await page.getByTestId('purpose').selectOption(purpose)
  await page.getByTestId('legal-basis').fill(legalBasis)
  await page.getByTestId('case-reference').fill('BROWSER-1')
}

export async function ask(page: Page, name: string, birth = ''): Promise<void> {
  await page.getByTestId('name').fill(name)
  await page.getByTestId('birth').fill(birth)
  await page.getByTestId('ask').click()
  await page.locator('[data-testid=results][data-stage=done]').waitFor({ timeout: 20_000 })
}
