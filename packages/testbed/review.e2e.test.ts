import type { LinkageRunList } from '@isthmus/contract'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, signInAs } from './peer-api.ts'
import {
  desktop,
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

const pages = openTestPages(['national-authority'])
let operator: Api

beforeAll(async () => {
  operator = await signInAs(pages.getPeer('national-authority'), 'nikos-adamou')
})

async function visit(officer: string, options?: VisitOptions): Promise<Visit> {
  const visited = await pages.visit('national-authority', options)
  await signIn(visited.page, officer)
  return visited
}

async function openRun(page: Page): Promise<void> {
  await page.goto(`${pages.getPeer('national-authority').url}/review`)
  await page.getByTestId('review-run').first().click()
  await page.getByTestId('records').waitFor()
}

/** Whether the page has saved as many decisions as this. */
async function waitForDecided(page: Page, decided: number): Promise<void> {
  await page
    .getByTestId('review-progress')
    .filter({ hasText: new RegExp(`^${decided} of`) })
    .waitFor()
}

describe('a reviewer', () => {
  it('is told that there is nothing to review, and who starts a run', async () => {
    const { page, context } = await visit('Eleni Markou')
    await page.goto(`${pages.getPeer('national-authority').url}/review`)
    await page.getByText('Nothing to review yet').waitFor()
    expect(await page.getByRole('main').textContent()).toContain(
      'An operator of your peer starts a linkage run',
    )
    expect(await objectionsOf(page)).toEqual([])
    await context.close()
  })

  it('sees the pairs of a run, both records and why, decides by the keyboard, and takes it back', async () => {
    await runLinkage()
    const { page, complaints, context } = await visit('Eleni Markou')
    await openRun(page)
    expect(await page.getByTestId('waterfall').textContent()).toContain('Before comparing')
    expect(await objectionsOf(page)).toEqual([])
    await page.getByTestId('waterfall-parts').click()
    await page.setViewportSize(tall)
    await keepImage(page, 'review-light')
    await page.setViewportSize(desktop)
    const first = await page.getByTestId('pair').getAttribute('data-pair-id')
    await page.keyboard.press('s')
    expect(await page.getByTestId('decision-prompt').textContent()).toContain('Same person: why?')
    await page.keyboard.press('1')
    await waitForDecided(page, 1)
    expect(await page.getByTestId('pair').getAttribute('data-pair-id')).not.toBe(first)
    await page.getByTestId('records').waitFor()
    await page.keyboard.press('d')
    await page.keyboard.press('r')
    await page.keyboard.type('sons of one father')
    await page.keyboard.press('Enter')
    await waitForDecided(page, 2)
    expect(await page.getByTestId('review-said').textContent()).toContain('Different persons')
    await page.keyboard.press('z')
    await waitForDecided(page, 1)
    await page.keyboard.press('ArrowLeft')
    expect(await page.getByTestId('pair').getAttribute('data-pair-id')).toBe(first)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('finds the decision again with its reason, in another session and after another run', async () => {
    await runLinkage()
    const { page, context } = await visit('Eleni Markou')
    await openRun(page)
    await page.getByTestId('pair-filter').selectOption('same')
    await page.locator('[data-testid=pair][data-state=same]').waitFor()
    expect(await page.getByTestId('pair').textContent()).toMatch(
      /Decided before: Same person.*Same document number/,
    )
    await context.close()
  })

  it('does the same on a phone, in Greek, in the dark, and from right to left', async () => {
    const { page, complaints, context } = await visit('Eleni Markou', {
      viewport: phone,
      locale: 'el-GR',
      colorScheme: 'dark',
    })
    await openRun(page)
    for (const direction of ['ltr', 'rtl']) {
      await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction)
      expect(await overflowOf(page), direction).toBeLessThanOrEqual(0)
      expect(await objectionsOf(page), direction).toEqual([])
    }
    await page.getByTestId('decide-undecided').click()
    await page.getByTestId('review-said').filter({ hasText: 'Ανοιχτό' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})

it('an operator sees the runs, and why the pairs are not for operators', async () => {
  const { page, context } = await visit('Nikos Adamou')
  await page.goto(`${pages.getPeer('national-authority').url}/review`)
  await page.getByTestId('review-run').first().click()
  await page.getByText('An officer or a caseworker of your organisation').waitFor()
  expect(await page.getByTestId('records').count()).toBe(0)
  await context.close()
})

async function runLinkage(): Promise<void> {
  const body = { sources: ['uk-conlist'], legalBasis: 'Directive (EU) 2016/680, art. 4(1)(d)' }
  await operator('POST', '/api/linkage/runs', body)
  await expect
    .poll(async () => (await operator<LinkageRunList>('GET', '/api/linkage/runs')).runs[0]?.state, {
      timeout: 60_000,
      interval: 300,
    })
    .toBe('done')
}
