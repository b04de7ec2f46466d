import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@isthmus/node/platform'
import { beforeAll, describe, expect, it } from 'vitest'
import { desktop, objectionsOf, openTestPages, overflowOf, phone, signIn } from './test-browser.ts'

const peerId = 'national-authority'
const pages = openTestPages([peerId])
const shots = process.env.ISTHMUS_SHOTS ?? tmpdir()

beforeAll(async () => {
  // Whatever room tells an officer writes such rows; here it is done by hand.
  const database = openDatabase({ connectionString: pages.getPeer(peerId).databaseUrl, connections: 1 })
  await database.query(
    `insert into notification.notice (officer_id, kind, reference, at)
     select 'eleni-markou', kind, gen_random_uuid(), now() from unnest($1::text[]) as kind`,
    [['act-waits', 'clock-late', 'item-recalled']],
  )
  await database.close()
})

describe('what waits for an officer', () => {
  it('is counted on every page, listed, and marked as seen by keyboard', async () => {
    const { page, complaints, context } = await pages.visit(peerId, { viewport: desktop })
    await signIn(page, 'Eleni Markou')
    await page.getByTestId('unread').getByText('3', { exact: true }).waitFor()
    await page.getByTestId('notice-bell').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/notices')
    await page.getByText('Something that was disclosed to you was recalled').waitFor()
    expect(await objectionsOf(page)).toEqual([])
    await page.screenshot({ path: join(shots, 'notices.png') })
    await page.getByTestId('read-notice').first().focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('unread').getByText('2', { exact: true }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each(['el', 'it', 'fr'] as const)(
    'speaks %s on a phone in the dark, also from right to left',
    async (locale) => {
      const { page, context } = await pages.visit(peerId, { locale, viewport: phone, colorScheme: 'dark' })
      await signIn(page, 'Eleni Markou')
      await page.goto(`${pages.getPeer(peerId).url}/notices`)
      await page.getByTestId('notice').first().waitFor()
      for (const dir of ['ltr', 'rtl']) {
        await page.evaluate((given) => document.documentElement.setAttribute('dir', given), dir)
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        expect(await objectionsOf(page)).toEqual([])
        await page.screenshot({ path: join(shots, `notices-${locale}-${dir}.png`) })
      }
      await context.close()
    },
  )

  it('is for nobody else, and the supervisory authority has none', async () => {
    const other = await pages.visit(peerId)
    await signIn(other.page, 'Nikos Adamou')
    await other.page.goto(`${pages.getPeer(peerId).url}/notices`)
    await other.page.getByTestId('no-notices').waitFor()
    await other.context.close()
    const authority = await pages.visit(peerId)
    await signIn(authority.page, 'Dimitris Lasko')
    await authority.page.getByTestId('account-menu').waitFor()
    expect(await authority.page.getByTestId('notice-bell').count()).toBe(0)
    await authority.context.close()
  })
})
