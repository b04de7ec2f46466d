import type { Locator } from 'playwright-core'
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
  tall,
  type Visit,
  type VisitOptions,
} from './test-browser.ts'

const pages = openTestPages(['national-authority', 'eu-body'])

const visit = (options?: VisitOptions): Promise<Visit> => pages.visit('national-authority', options)

/** The weights in the rows of a waterfall, in bits. */
async function bitsOf(rows: Locator): Promise<number[]> {
  const texts = await rows.locator('.waterfall__bits').allTextContents()
  return texts.map(Number)
}

function sumOf(bits: readonly number[]): string {
  return bits.reduce((sum, one) => sum + one, 0).toFixed(2)
}

describe('why a hit is one', () => {
  it('is seen step by step across scripts, and can be added up', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints, context } = await visit({
        colorScheme,
        viewport: tall,
      })
      await signIn(page, 'Eleni Markou')
      await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
      await ask(page, 'Λουκασένκο Αλεξάντερ', '1954')
      const hit = page.locator('[data-testid=hit][data-source-id=eu-fsf]').first()
      await hit.getByTestId('compare').click()
      const words = hit.getByTestId('waterfall-parts')
      await words.focus()
      await page.keyboard.press('Enter')
      expect(await words.getAttribute('aria-expanded')).toBe('true')
      const steps = await bitsOf(hit.getByTestId('waterfall-step'))
      expect(sumOf(steps)).toBe(sumOf(await bitsOf(hit.getByTestId('waterfall-end'))))
      const parts = await bitsOf(hit.getByTestId('waterfall-part'))
      expect(parts.length).toBeGreaterThan(1)
      expect(sumOf(parts)).toBe(sumOf(await bitsOf(hit.locator('tr[data-field=name]'))))
      expect(await hit.textContent()).toContain('told after disclosure')
      expect(await hit.textContent()).not.toContain('Your record holds')
      expect(await hit.getByTestId('next-checks').locator('li').count()).toBeGreaterThan(0)
      expect(await objectionsOf(page)).toEqual([])
      await keepImage(page, `waterfall-${colorScheme}`)
      expect(complaints).toEqual([])
      await context.close()
    }
  })

  it('shows beside the question what the own organisation holds, and nothing of another authority', async () => {
    const { page, context } = await visit()
    await signIn(page, 'Eleni Markou')
    await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
    await ask(page, 'Thomas Lubanga', '1960')
    const own = page.locator('[data-testid=hit][data-source-id=uk-conlist]').first()
    await own.getByTestId('compare').click()
    expect(await own.textContent()).toContain('Your record holds')
    expect(await own.getByTestId('waterfall').textContent()).toContain('thomas lubanga')
    const foreign = page.locator('[data-testid=hit]:not([data-source-id=uk-conlist])').first()
    await foreign.getByTestId('compare').click()
    expect(await foreign.getByTestId('waterfall').textContent()).not.toContain('Your record holds')
    await context.close()
  })

  it('is read on a phone, in Greek, and from right to left', async () => {
    const { page, context } = await visit({ locale: 'el-GR', viewport: phone })
    await signIn(page, 'Eleni Markou')
    await fillReason(page, 'criminal-investigation', 'Directive (EU) 2023/977, art. 4')
    await ask(page, 'Germain Katanga', '1978')
    const hit = page.getByTestId('hit').first()
    await hit.getByTestId('compare').click()
    await hit.getByTestId('waterfall-parts').click()
    for (const direction of ['ltr', 'rtl']) {
      await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction)
      expect(await overflowOf(page), direction).toBeLessThanOrEqual(0)
      expect(await objectionsOf(page), direction).toEqual([])
    }
    expect(await hit.textContent()).toMatch(/Πριν τη σύγκριση.*\d,\d\d/)
    await context.close()
  })
})
