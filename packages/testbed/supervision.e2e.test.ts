import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  ask,
  desktop,
  fillReason,
  objectionsOf,
  openTestPages,
  overflowOf,
  phone,
  signIn,
  type Visit,
  type VisitOptions,
} from './test-browser.ts'

const pages = openTestPages(['national-authority', 'eu-body'])
const shots = process.env.ISTHMUS_SHOTS ?? tmpdir()

async function visit(officer: string, options?: VisitOptions): Promise<Visit> {
  const visited = await pages.visit('national-authority', options)
  await signIn(visited.page, officer)
  return visited
}

const goTo = (page: Page, path: string) => page.goto(`${pages.getPeer('national-authority').url}${path}`)

async function search(): Promise<void> {
  const { page, context } = await visit('Eleni Markou')
  await fillReason(page, 'criminal-investigation', 'LED art. 8')
  await ask(page, 'Eleni Markou', '1980')
  await context.close()
}

async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  expect(await overflowOf(page), name).toBeLessThanOrEqual(0)
  expect(await objectionsOf(page), name).toEqual([])
}

describe('a data-protection officer', () => {
  it('sees counts, acts and one entry, and a name only after saying why', async () => {
    await search()
    const { page, complaints, context } = await visit('Sofia Pappa')
    await goTo(page, '/oversight')
    await page.getByTestId('counts-purpose').getByText('Criminal investigation').waitFor()
    await lookAt(page, 'oversight-counts')
    await page.getByText('Acts', { exact: true }).click()
    const asked = page.getByTestId('act').filter({ hasText: 'search.asked' }).first()
    await asked.getByTestId('open-act').click()
    await page.getByTestId('act-sheet').getByText('Leaf of the log').waitFor()
    expect(await page.getByTestId('act-sheet').textContent()).not.toContain('eleni-markou')
    await lookAt(page, 'oversight-entry')
    await page.getByText('Show the name').click()
    await page.getByLabel('Why the name is needed').fill('complaint 7')
    await page.getByRole('button', { name: 'Show and log' }).click()
    expect(await page.getByTestId('name').textContent()).toContain('Eleni Markou')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('is told why an anomaly may be innocent, and asks the officer, who reads it beside the own acts', async () => {
    const { page, context } = await visit('Sofia Pappa')
    await goTo(page, '/oversight')
    await page.getByText('Anomalies', { exact: true }).click()
    const anomaly = page.getByTestId('anomaly').filter({ hasText: 'The own name was asked' })
    await anomaly.getByLabel('Note, or question').fill('Which case was this for?')
    await lookAt(page, 'oversight-anomalies')
    await anomaly.getByTestId('anomaly-asked').click()
    await anomaly.getByText('Asked', { exact: true }).first().waitFor()
    await context.close()
    const officer = await visit('Eleni Markou')
    await goTo(officer.page, '/history')
    await officer.page.getByText('Which case was this for?').waitFor()
    await lookAt(officer.page, 'history-own')
    const question = officer.page.getByTestId('own-question')
    await question.getByLabel('Your answer').fill('A test of my own entry, agreed with the unit')
    await question.getByRole('button', { name: 'Send the answer' }).click()
    await question.getByText('Answered; the data-protection officer reads it').waitFor()
    await lookAt(officer.page, 'history-answered')
    await officer.context.close()
    const again = await visit('Sofia Pappa', { viewport: phone })
    await goTo(again.page, '/oversight')
    await again.page.getByText('Anomalies', { exact: true }).click()
    const answered = again.page.getByTestId('anomaly').filter({ hasText: 'agreed with the unit' })
    await answered.getByLabel('Note, or question').fill('plausible')
    await lookAt(again.page, 'phone-oversight-answered')
    await answered.getByTestId('anomaly-closed').click()
    await answered.getByText('Closed', { exact: true }).first().waitFor()
    await again.context.close()
  })

  it('finds the evidence file of an entry on a phone, and every page under the thumb', async () => {
    await search()
    const { page, complaints, context } = await visit('Sofia Pappa', { viewport: phone, colorScheme: 'dark' })
    await goTo(page, '/oversight')
    await page.getByText('Acts', { exact: true }).click()
    const asked = page.getByTestId('act').filter({ hasText: 'search.asked' }).first()
    await asked.getByTestId('open-act').click()
    const evidence = page.getByTestId('act-sheet').getByTestId('evidence')
    await evidence.scrollIntoViewIfNeeded()
    const box = await evidence.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(phone.width)
    await lookAt(page, 'phone-oversight-entry')
    const bar = await page
      .locator('.page-links--bottom')
      .evaluate((node) => [node.scrollWidth, node.clientWidth])
    expect(bar[0]).toBeLessThanOrEqual(bar[1] ?? 0)
    await page.getByTestId('more-pages').focus()
    await page.keyboard.press('Enter')
    await page.locator('#more-pages').getByText('Trust').waitFor()
    await page.screenshot({ path: join(shots, 'phone-more.png') })
    expect(await objectionsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('#more-pages').waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('more-pages')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/catalogue')
    await page.getByTestId('more-pages').getByText('Catalogue').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('orders an erasure after seeing what goes, and another one confirms it', async () => {
    await search()
    const { page, complaints, context } = await visit('Sofia Pappa')
    await goTo(page, '/oversight')
    await page.getByText('Acts', { exact: true }).click()
    await page.getByTestId('open-act').first().waitFor()
    const correlationId = await page.evaluate(async () => {
      const response = await fetch('/api/oversight/acts?event=search.asked', {
        headers: { 'x-isthmus-request': 'test' },
      })
      return (await response.json()).acts[0].correlationId as string
    })
    await page.getByText('Erasures', { exact: true }).first().click()
    await page.getByLabel('Correlation id').fill(correlationId)
    await page.getByRole('button', { name: 'Show what would be erased' }).click()
    await page.getByTestId('erasure-preview').getByText('would be erased').first().waitFor()
    await page.getByLabel('Why; name no person').fill('judgment of the court')
    await page.getByLabel('Legal basis of the order').fill('LED, art. 16')
    await lookAt(page, 'oversight-erasure')
    await page.getByTestId('order-erasure').click()
    await page.getByText('You gave this order; another person confirms it.').waitFor()
    expect(await page.getByTestId('confirm-erasure').count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
    const second = await visit('Katerina Doukas', { viewport: phone, locale: 'el-GR', colorScheme: 'dark' })
    await goTo(second.page, '/oversight')
    await second.page.getByText('Διαγραφές', { exact: true }).first().click()
    await second.page.getByTestId('confirm-erasure').waitFor()
    await lookAt(second.page, 'phone-el-erasure')
    await second.page.getByTestId('confirm-erasure').click()
    await second.page.getByText('Διαγράφηκε', { exact: true }).waitFor()
    await second.context.close()
  })
})

describe('the supervisory authority', () => {
  it('reads everything that supervises and is offered nothing that changes', async () => {
    const { page, complaints, context } = await visit('Dimitris Lasko')
    await goTo(page, '/oversight')
    for (const view of ['Acts', 'Anomalies', 'Erasures']) {
      await page.getByText(view, { exact: true }).first().click()
      await page.locator('main .panel').first().waitFor()
      await page.waitForLoadState('networkidle')
      for (const button of [
        'anomaly-asked',
        'anomaly-closed',
        'order-erasure',
        'confirm-erasure',
        'withdraw-erasure',
        'hold',
        'evidence',
      ])
        expect(await page.getByTestId(button).count(), `${view}: ${button}`).toBe(0)
    }
    await lookAt(page, 'authority-erasures')
    await goTo(page, '/incidents')
    await page.locator('main').waitFor()
    await page.waitForLoadState('networkidle')
    for (const button of ['reconcile', 'close-incident'])
      expect(await page.getByTestId(button).count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('an operator', () => {
  it('sees rough counts only, and has two logs compared', async () => {
    await search()
    const { page, context } = await visit('Nikos Adamou')
    await goTo(page, '/oversight')
    await page.getByTestId('counts-purpose').getByText('fewer than 5').waitFor()
    expect(await page.getByTestId('counts-officer').count()).toBe(0)
    await goTo(page, '/incidents')
    await page.getByTestId('reconcile').waitFor()
    await lookAt(page, 'incidents-empty')
    await context.close()
  })

  it('reads what an incident means, what to do and whom to call, and closes it with a note', async () => {
    await pages.getPeer('eu-body').process.stop()
    await search()
    const { page, context } = await visit('Nikos Adamou')
    await goTo(page, '/incidents')
    await page.getByTestId('reconcile').click()
    const incident = page.getByTestId('incident').filter({ hasText: 'A peer cannot be reached' })
    expect(await incident.textContent()).toContain('desk@eu-agency.example')
    await lookAt(page, 'incidents')
    await incident.getByLabel('What was found and done').fill('cable')
    await incident.getByTestId('close-incident').press('Enter')
    await incident.waitFor({ state: 'detached' })
    await context.close()
  })
})

describe('the pages of whoever supervises', () => {
  it.each(['el-GR', 'it-IT', 'fr-FR'])('are whole on a phone in %s, in the dark', async (locale) => {
    const { page, context } = await visit('Dimitris Lasko', { viewport: phone, locale, colorScheme: 'dark' })
    for (const path of ['/oversight', '/incidents', '/history']) {
      await goTo(page, path)
      await page.locator('main .panel').first().waitFor()
      await lookAt(page, `phone-${locale.slice(0, 2)}${path.replace('/', '-')}`)
    }
    await context.close()
  })

  it('do not break when they run from right to left', async () => {
    const { page, context } = await visit('Sofia Pappa', { viewport: desktop })
    for (const path of ['/oversight', '/incidents']) {
      await goTo(page, path)
      await page.locator('main .panel').first().waitFor()
      await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      await lookAt(page, `rtl${path.replace('/', '-')}`)
    }
    await context.close()
  })

  it('warn an operator of something severe on every page', async () => {
    const { page, context } = await visit('Nikos Adamou', { viewport: phone })
    await page.route('**/api/incidents', (route) => route.fulfill({ json: { incidents: [], severe: 2 } }))
    await goTo(page, '/catalogue')
    const banner = page.getByTestId('incident-banner')
    await banner.getByText('2 severe incidents').waitFor()
    await lookAt(page, 'banner')
    await context.close()
  })
})
