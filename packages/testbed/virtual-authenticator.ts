import type { CDPSession, Page } from 'playwright-core'

export type VirtualAuthenticator = {
  /** Until it is called again with true, the person at the authenticator cannot be verified. */
  setUserVerified: (isVerified: boolean) => Promise<void>
  /** Whether somebody touches it when it asks; until then it does not answer. */
  setPresent: (isPresent: boolean) => Promise<void>
  listCredentials: () => Promise<{ credentialId: string; signCount: number }[]>
  /** Takes the authenticator away from the page, with all its keys. */
  remove: () => Promise<void>
}

/**
 * Chromium's own authenticator, plugged into a page (Chrome DevTools Protocol, domain WebAuthn): CTAP 2.1, ES256, keys
 * stay in it, its owner is always present and verified. Pages of the same context have none of their own.
 */
export async function plugAuthenticator(
  page: Page,
  transport: 'internal' | 'usb' = 'internal',
): Promise<VirtualAuthenticator> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', ctap2Version: 'ctap2_1', transport },
      ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      automaticPresenceSimulation: true,
    },
  })
  return {
    setUserVerified: async (isUserVerified) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
    },
    setPresent: async (enabled) => {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    listCredentials: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
      return credentials.map(({ credentialId, signCount }) => ({ credentialId, signCount }))
    },
    remove: async () => {
      await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}

/** Enrols a passkey for whoever is signed in on the page, which has an authenticator, and waits until it is listed. */
export async function enrolPasskey(page: Page, name = 'Test key'): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/passkeys`)
  await page.getByTestId('passkey-name').fill(name)
  await page.getByTestId('passkey-enrol').click()
  await page.getByTestId('passkey').filter({ hasText: name }).waitFor()
}
