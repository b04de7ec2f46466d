import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, objectionsOf, openTestPages, overflowOf, phone, signIn } from './test-browser.ts'
import { enrolPasskey, plugAuthenticator } from './virtual-authenticator.ts'

const peerId = 'national-authority'
const pages = openTestPages([peerId])
const shots = process.env.ISTHMUS_SHOTS ?? tmpdir()

const shot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(shots, `passkeys-${name}.png`), fullPage: true })
}

async function open(officer: string, options: Parameters<typeof pages.visit>[1] = {}) {
  const visit = await pages.visit(peerId, { viewport: desktop, ...options })
  await signIn(visit.page, officer)
  const authenticator = await plugAuthenticator(visit.page)
  return { ...visit, authenticator }
}

const goTo = (page: Page): Promise<unknown> => page.goto(`${pages.getPeer(peerId).url}/passkeys`)
const cardOf = (page: Page, name: string) => page.getByTestId('passkey').filter({ hasText: name })

describe('the passkeys of an officer', () => {
  it('are enrolled with the authenticator of the browser, the second by the first; named and revoked by keyboard', async () => {
    const { page, complaints, context, authenticator } = await open('Eleni Markou')
    await page.getByTestId('account-menu').click()
    await page.getByTestId('passkeys-link').click()
    await page.getByTestId('no-passkeys').waitFor()
    expect(await objectionsOf(page)).toEqual([])
    await shot(page, 'none')
    await enrolPasskey(page, 'Work phone')
    expect(await authenticator.listCredentials()).toHaveLength(1)

    await page.getByTestId('passkey-name').fill('The same device')
    await page.getByTestId('passkey-enrol').click()
    await page.getByText('This device already holds a passkey of yours').waitFor()

    // The first key confirms; then somebody takes another device.
    await page.route('**/api/passkeys/enrolments', async (route) => {
      const response = await route.fetch()
      await authenticator.setPresent(false)
      await plugAuthenticator(page, 'usb')
      await route.fulfill({ response })
    })
    await page.getByTestId('passkey-name').fill('Security key')
    await page.getByTestId('passkey-enrol').focus()
    await page.keyboard.press('Enter')
    await cardOf(page, 'Security key').waitFor()
    expect(await objectionsOf(page)).toEqual([])
    await shot(page, 'two')

    await cardOf(page, 'Work phone').getByRole('button', { name: 'Rename' }).click()
    await page.getByTestId('passkey-new-name').fill('Old phone')
    await page.keyboard.press('Enter')
    await cardOf(page, 'Old phone').getByTestId('passkey-revoke').focus()
    await page.keyboard.press('Enter')
    await shot(page, 'revoke')
    await page.getByTestId('passkey-revoke-do').click()
    await page.getByText('1 passkey that was revoked').click()
    await page.getByText('revoked by you').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('begin with a code where a sign-in is not enough: an operator makes it, and sees it once', async () => {
    const officer = await open('Katerina Doukas')
    const answer = await officer.page.request.get(`${pages.getPeer(peerId).url}/api/passkeys`)
    const { pseudonym } = (await answer.json()) as { pseudonym: string }
    const { page, complaints, context } = await open('Nikos Adamou')
    await goTo(page)
    await page.getByText('Make a code for somebody').click()
    await page.getByTestId('invite-pseudonym').fill('not a pseudonym')
    expect(await page.getByTestId('invite-do').isDisabled()).toBe(true)
    await page.getByTestId('invite-pseudonym').fill(pseudonym)
    await page.keyboard.press('Enter')
    expect(await page.getByTestId('invite-code').textContent()).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)
    expect(await objectionsOf(page)).toEqual([])
    await shot(page, 'code')
    await page.reload()
    await page.getByTestId('passkey-invite').waitFor()
    expect(await page.getByTestId('invite-code').count()).toBe(0)
    expect(complaints).toEqual([])
    await officer.context.close()
    await context.close()
  })

  it('come back after two operators have approved, each with an own passkey, and not after one', async () => {
    const officer = await open('Sofia Pappa')
    await enrolPasskey(officer.page, 'Lost phone')
    await officer.authenticator.remove()
    await officer.page.getByTestId('passkey-recover').click()
    await officer.page.getByText('0 of 2 operators have approved').waitFor()
    await shot(officer.page, 'recovery')

    const first = await open('Nikos Adamou')
    await enrolPasskey(first.page, 'Desk of Nikos')
    await first.page.getByTestId('recovery').waitFor()
    expect(await objectionsOf(first.page)).toEqual([])
    await shot(first.page, 'operator')
    await first.authenticator.setUserVerified(false)
    await first.page.getByTestId('recovery-approve').click()
    await first.page.getByRole('alert').waitFor()
    await first.authenticator.setUserVerified(true)
    await first.page.getByTestId('recovery-approve').click()
    await first.page.getByText('This one waits for another operator.').waitFor()
    expect(await first.page.getByTestId('recovery-approve').count()).toBe(0)
    await goTo(officer.page)
    await officer.page.getByText('1 of 2 operators has approved').waitFor()
    expect(await officer.page.getByText('Two operators have approved').count()).toBe(0)

    const second = await open('Petros Lagos')
    await enrolPasskey(second.page, 'Desk of Petros')
    await second.page.getByTestId('recovery-approve').click()
    await second.page.getByTestId('no-recoveries').waitFor()

    await goTo(officer.page)
    await officer.page.getByText('Recovery approved by 2 operators').waitFor()
    await plugAuthenticator(officer.page, 'usb')
    await enrolPasskey(officer.page, 'New phone')
    await officer.page.getByText('1 passkey that was revoked').click()
    await officer.page.getByText('revoked at a recovery').waitFor()
    for (const { complaints, context } of [officer, first, second]) {
      expect(complaints).toEqual([])
      await context.close()
    }
  })

  it.each(['el', 'it', 'fr'] as const)(
    'speak %s on a phone in the dark, also from right to left',
    async (locale) => {
      const { page, context } = await open('Nikos Adamou', { locale, viewport: phone, colorScheme: 'dark' })
      await goTo(page)
      await page.getByTestId('passkey').first().waitFor()
      await page.getByTestId('passkey-revoke').first().click()
      for (const dir of ['ltr', 'rtl']) {
        await page.evaluate((given) => document.documentElement.setAttribute('dir', given), dir)
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
        expect(await objectionsOf(page)).toEqual([])
        await shot(page, `${locale}-${dir}`)
      }
      await context.close()
    },
  )

  it('are none of the supervisory authority', async () => {
    const { page, context } = await open('Dimitris Lasko')
    await page.getByTestId('account-menu').click()
    await page.getByTestId('sign-out').waitFor()
    expect(await page.getByTestId('passkeys-link').count()).toBe(0)
    await context.close()
  })
})
