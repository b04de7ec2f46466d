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

const pages = openTestPages()

const { visit } = pages

describe('an officer in the browser', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`asks once and sees seven databases answer (${colorScheme})`, async () => {
      const { page, complaints, context } = await visit('national-authority', { colorScheme })
      expect(await objectionsOf(page)).toEqual([])
      await signIn(page, 'Eleni Markou')
      expect(await objectionsOf(page)).toEqual([])
      await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
      await ask(page, 'Λουκασένκο Αλεξάντερ', '1954')
      expect(await page.getByTestId('source-card').count()).toBe(7)
      expect(await page.getByTestId('summary').textContent()).toContain('7')
      await page.locator('[data-testid=hit][data-source-id=eu-fsf]').getByTestId('compare').click()
      expect(await page.getByTestId('comparison').first().textContent()).toMatch(/1954/)
      expect(page.url()).not.toMatch(/1954|%CE/)
      expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(
        /1954|Λου/,
      )
      expect(await objectionsOf(page)).toEqual([])
      await keepImage(page, `search-${colorScheme}`)
      await page.goto(`${pages.getPeer('national-authority').url}/catalogue`)
      await page.getByTestId('catalogue-source').nth(6).waitFor()
      expect(await page.getByTestId('catalogue-source').count()).toBe(7)
      await page.waitForTimeout(400)
      expect(await objectionsOf(page)).toEqual([])
      await keepImage(page, `catalogue-${colorScheme}`)
      expect(complaints).toEqual([])
      await context.close()
    })

    it(`works on a phone (${colorScheme})`, async () => {
      const { page, complaints, context } = await visit('eu-body', {
        colorScheme,
        viewport: phone,
        isMobile: true,
        hasTouch: true,
      })
      await signIn(page, 'Luca Ferri')
      await fillReason(page, 'border-control', 'Regulation (EU) 2016/399, art. 8')
      await ask(page, 'Germain Katanga', '1978')
      expect(await page.getByTestId('hit').count()).toBeGreaterThan(0)
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      expect(await objectionsOf(page)).toEqual([])
      await keepImage(page, `search-phone-${colorScheme}`)
      for (const path of ['batch', 'history', 'catalogue']) {
        await page.goto(`${pages.getPeer('eu-body').url}/${path}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
        expect(await objectionsOf(page), path).toEqual([])
      }
      expect(complaints).toEqual([])
      await context.close()
    })
  }

  it('asks with the keyboard alone', async () => {
    const { page, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
    await page.getByTestId('name').focus()
    await page.keyboard.type('Thomas Lubanga')
    await page.keyboard.press('Tab')
    await page.keyboard.type('1960')
    await page.keyboard.press('Enter')
    await page.locator('[data-testid=results][data-stage=done]').waitFor({ timeout: 20_000 })
    expect(await page.getByTestId('hit').count()).toBeGreaterThan(0)
    await context.close()
  })

  it('is told what is still missing instead of an empty answer', async () => {
    const { page, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    await page.getByTestId('name').fill('Lubanga')
    await page.getByTestId('ask').click()
    expect(await page.getByTestId('search-form').textContent()).toMatch(
      /one more: family name, given name or birth date/,
    )
    expect(await page.getByTestId('source-card').count()).toBe(0)
    await context.close()
  })

  it('finds the own searches in the history, without what was searched', async () => {
    const { page, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    await page.goto(`${pages.getPeer('national-authority').url}/history`)
    await page.getByTestId('past-search').first().waitFor()
    const text = await page.locator('main').textContent()
    expect(text).toContain('BROWSER-1')
    expect(text).not.toMatch(/Lubanga|1954/)
    await context.close()
  })

  it('asks a batch from a file and sees each line', async () => {
    const { page, complaints, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    await page.goto(`${pages.getPeer('national-authority').url}/batch`)
    const csv = 'family,given,birth\nKatanga,Germain,1978-04-28\nLubanga,,\nNobodyknows,Himatall,1999\n'
    await page
      .getByTestId('batch-file')
      .setInputFiles({ name: 'subjects.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
    await page.getByTestId('ask').click()
    await page.locator('[data-testid=batch-results][data-stage=done]').waitFor({ timeout: 20_000 })
    expect(await page.getByTestId('rejected-rows').textContent()).toContain('3')
    expect(await page.getByTestId('batch-results').textContent()).toContain('6907998')
    expect(await objectionsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('works in Greek, and from right to left', async () => {
    const { page, context } = await visit('national-authority', { locale: 'el-GR' })
    await page.locator('html[lang=el]').waitFor()
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    await signIn(page, 'Eleni Markou')
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    expect(await overflowOf(page)).toBeLessThanOrEqual(0)
    await context.close()
  })

  it('is signed out for good', async () => {
    const { page, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    await page.getByTestId('account-menu').click()
    await page.getByTestId('sign-out').click()
    await page.getByTestId('sign-in').waitFor()
    const status = await page.evaluate(async () => (await fetch('/api/session')).status)
    expect(status).toBe(401)
    await context.close()
  })
})

describe('a caseworker of an NGO', () => {
  it('sees that the gate refuses her these sources, and who could open it', async () => {
    const { page, context } = await visit('international-body')
    await signIn(page, 'Amira Haddad')
    await fillReason(page, 'missing-person', 'Regulation (EU) 2016/679, art. 6(1)(d)')
    await ask(page, 'Germain Katanga')
    expect(await page.getByTestId('results').textContent()).toContain('No source looked for this person')
    const cards = page.locator('[data-testid=source-card]')
    expect(await cards.count()).toBe(7)
    expect(await page.getByTestId('hit').count()).toBe(0)
    expect(await cards.first().textContent()).toMatch(/data-protection officer/i)
    expect(await objectionsOf(page)).toEqual([])
    await keepImage(page, 'gate-light')
    await context.close()
  })
})
