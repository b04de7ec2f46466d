import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operatorFolder, toPassphraseFile } from './federation-keys.ts'
import { runCli } from './run-cli.ts'
import { keepImage, objectionsOf, openTestPages, overflowOf, phone, signIn } from './test-browser.ts'

const pages = openTestPages(['national-authority', 'eu-body'])

const { visit } = pages

const shots = process.env.ISTHMUS_SHOTS ?? tmpdir()

const languages = ['el', 'it', 'fr'] as const

/** A newcomer's request, made as its own operator would. */
async function requestToJoin(): Promise<{ home: string; fingerprint: string }> {
  const desk = pages.getPeer('national-authority')
  const federation = join(desk.folder, '../..')
  const home = join(federation, 'newcomer')
  mkdirSync(home, { recursive: true })
  writeFileSync(toPassphraseFile(home), 'a passphrase of more than sixteen letters\n', { mode: 0o600 })
  const keystore = { passphraseFile: toPassphraseFile(home) }
  writeFileSync(join(home, 'peer.json'), JSON.stringify({ peerId: 'coastal', folder: home, keystore }))
  const papers = {
    dataProtectionOfficer: { name: 'Officer', email: 'dpo@coastal.example' },
    registration: { register: 'RUNTS', number: '1' },
    accreditation: { by: 'Board', reference: '1', expiresAt: '2030-01-01T00:00:00Z' },
  }
  const organisation = {
    id: 'coastal-aid',
    name: 'Coastal Aid',
    kind: 'ngo',
    regime: 'GDPR',
    country: 'IT',
    contact: 'x',
  }
  writeFileSync(join(home, 'organisation.json'), JSON.stringify({ ...organisation, ...papers }))
  const place = operatorFolder(federation, 1)
  const invited = await runCli([
    ...['trust', 'invite', '--for', 'Coastal Aid', '--desk', `http://127.0.0.1:${desk.plan.port}`],
    ...['--operator-key', place, '--passphrase-file', toPassphraseFile(place)],
    ...['--peer', desk.url, '--as', 'nikos-adamou'],
  ])
  const joined = await runCli([
    ...['trust', 'join', invited.out, '--config', join(home, 'peer.json'), '--no-wait'],
    ...['--organisation', join(home, 'organisation.json'), '--name', 'Coastal'],
    ...['--address', 'https://127.0.0.1:4799'],
  ])
  return { home, fingerprint: joined.out.replace('Fingerprint', '').trim() }
}

describe('the trust page', () => {
  it('shows the desk a request with the fingerprint of the other screen, and makes a draft of it', async () => {
    const { fingerprint } = await requestToJoin()
    const { page, complaints, context } = await visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await page.goto(`${pages.getPeer('national-authority').url}/trust`)
    const request = page.locator('[data-testid=trust-request][data-peer=coastal]')
    await request.waitFor()
    expect(await request.getByTestId('fingerprint').textContent()).toBe(fingerprint)
    expect(await objectionsOf(page)).toEqual([])
    // With the keyboard alone.
    await request.getByTestId('trust-propose').focus()
    await page.keyboard.press('Enter')
    const draft = page.getByTestId('trust-draft').first()
    await draft.waitFor()
    expect(await draft.textContent()).toContain('Peer Coastal joins')
    expect(await draft.textContent()).toContain('0 of 2 have signed. 2 more must sign, of: Operator one')
    expect(await objectionsOf(page)).toEqual([])
    await keepImage(page, 'trust-desk')
    await page.screenshot({
      path: join(shots, 'trust-desk.png'),
      fullPage: true,
    })
    expect(complaints).toEqual([])
    await context.close()
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`fits a phone, in four languages (${colorScheme})`, async () => {
      const { page, complaints, context } = await visit('national-authority', {
        colorScheme,
        viewport: phone,
        isMobile: true,
        hasTouch: true,
      })
      await signIn(page, 'Nikos Adamou')
      await page.goto(`${pages.getPeer('national-authority').url}/trust`)
      await page.getByTestId('trust-peer').first().waitFor()
      expect(await objectionsOf(page)).toEqual([])
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      for (const language of languages) {
        await page.getByTestId('account-menu').click()
        await page.getByTestId('language').selectOption(language)
        await page.keyboard.press('Escape')
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
        expect(await overflowOf(page), language).toBeLessThanOrEqual(0)
        await page.screenshot({
          path: join(shots, `trust-${colorScheme}-${language}.png`),
          fullPage: true,
        })
      }
      expect(complaints).toEqual([])
      await context.close()
    })
  }

  it('drafts a change of an organisation, which is read value by value before anybody signs', async () => {
    const { page, complaints, context } = await visit('national-authority')
    await signIn(page, 'Nikos Adamou')
    await page.goto(`${pages.getPeer('national-authority').url}/trust`)
    const form = page.getByTestId('trust-organisation').first().getByTestId('trust-form-organisation')
    await form.locator('summary').focus()
    await page.keyboard.press('Enter')
    await form.getByLabel('E-mail').or(form.getByLabel('e-mail')).last().fill('new-dpo@example.eu')
    expect(await objectionsOf(page)).toEqual([])
    await form.getByRole('button', { name: 'Make a draft' }).click()
    await form.getByRole('status').waitFor()
    const draft = page.locator('[data-testid=trust-draft][data-state=open]').first()
    expect(await draft.textContent()).toContain('data protection officer, e-mail: from')
    expect(await draft.textContent()).toContain('to “new-dpo@example.eu”')
    await page.getByTestId('trust-form-operators').locator('summary').click()
    await page.getByTestId('trust-form-witnesses').locator('summary').click()
    expect(await objectionsOf(page)).toEqual([])
    await page.screenshot({ path: join(shots, 'trust-forms.png'), fullPage: true })
    for (const viewport of [phone, { width: 1440, height: 900 }]) {
      await page.setViewportSize(viewport)
      for (const direction of ['rtl', 'ltr']) {
        await page.evaluate((dir) => {
          document.documentElement.dir = dir
        }, direction)
        expect(await overflowOf(page), `${viewport.width} ${direction}`).toBeLessThanOrEqual(0)
        await page.screenshot({
          path: join(shots, `trust-${viewport.width}-${direction}.png`),
          fullPage: true,
        })
      }
    }
    expect(complaints).toEqual([])
    await context.close()
  })

  it('shows an operator of another peer its own keys and no desk', async () => {
    const { page, context } = await visit('eu-body')
    await signIn(page, 'Marie Dubois')
    await page.goto(`${pages.getPeer('eu-body').url}/trust`)
    await page.locator('[data-testid=trust-peer][data-peer=eu-body]').waitFor()
    expect(await page.getByTestId('trust-desk').count()).toBe(0)
    await page.getByTestId('trust-rotate').click()
    await page.locator('[data-testid=trust-request][data-peer=eu-body]').waitFor()
    expect(await page.getByTestId('trust-request').textContent()).toContain('Sent to the operators')
    await context.close()
  })

  it('puts the fear of a leaked key before everything else at the desk', async () => {
    const theirs = await visit('eu-body')
    await signIn(theirs.page, 'Marie Dubois')
    await theirs.page.goto(`${pages.getPeer('eu-body').url}/trust`)
    const form = theirs.page.getByTestId('trust-form-leak')
    await form.locator('summary').click()
    await form.getByLabel(/^signing/).waitFor()
    expect(await objectionsOf(theirs.page)).toEqual([])
    await form.getByRole('button', { name: 'Ask to revoke them now' }).click()
    await form.getByRole('status').waitFor()
    const { page, context } = await visit('national-authority', { colorScheme: 'dark' })
    await signIn(page, 'Nikos Adamou')
    await page.goto(`${pages.getPeer('national-authority').url}/trust`)
    const first = page.getByTestId('trust-steps').getByRole('listitem').first()
    expect(await first.textContent()).toContain('fears that its keys have leaked')
    expect(await objectionsOf(page)).toEqual([])
    await page.screenshot({ path: join(shots, 'trust-urgent.png'), fullPage: true })
    await first.getByRole('button', { name: 'Draft the emergency revocation' }).click()
    await page.getByText('Emergency draft').first().waitFor()
    await Promise.all([context.close(), theirs.context.close()])
  })

  it('is no page for an officer, who is told who may see it', async () => {
    const { page, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    expect(await page.getByRole('link', { name: 'Trust' }).count()).toBe(0)
    await page.goto(`${pages.getPeer('national-authority').url}/trust`)
    await page.getByRole('alert').waitFor()
    await context.close()
  })
})
