import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operatorFolder, toPassphraseFile } from './federation-keys.ts'
import { runCli } from './run-cli.ts'
import { keepImage, objectionsOf, openTestPages, overflowOf, phone, signIn } from './test-browser.ts'

const pages = openTestPages(4721, ['national-authority', 'eu-body'])

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
    expect(await draft.textContent()).toContain('Signed by 0 of 2')
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

  it('is no page for an officer, who is told who may see it', async () => {
    const { page, context } = await visit('national-authority')
    await signIn(page, 'Eleni Markou')
    expect(await page.getByRole('link', { name: 'Trust' }).count()).toBe(0)
    await page.goto(`${pages.getPeer('national-authority').url}/trust`)
    await page.getByRole('alert').waitFor()
    await context.close()
  })
})
