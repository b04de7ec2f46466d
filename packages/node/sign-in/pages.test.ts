import fc from 'fast-check'
import i18next from 'i18next'
import { describe, expect, test } from 'vitest'
import { choosePage } from './choose-page.ts'
import { deviceCodePage, deviceConfirmPage, deviceSuccessPage } from './device-pages.ts'
import { languages } from './page-language.ts'
import { wordsFor } from './page-words.ts'
import { faultPage, goOnPage, headersOf } from './pages.ts'

const english = wordsFor('en')

const hostileNames = [
  `<img src=x onerror=alert(1)> & "Ann" 'O'`,
  '&amp;&lt;b&gt;',
  '{{peer}} {{- peer}} $t(fault.SIGN_IN_FAILED.message)',
  "$& $1 $$ $` $'",
  '\u202eevil\u2066 \0 \ud800',
]

const toEscaped = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;',
  )

/** A page on which every name, address and code is `text`. */
const chooser = (text: string) =>
  choosePage(english, {
    peerName: text,
    action: text,
    officers: [{ id: text, name: text, role: 'officer', unit: text, organisation: 'a' }],
    elsewhere: [
      { name: text, organisation: text, url: 'https://peer.example/', role: 'dpo', regime: 'GDPR' },
    ],
    findOrganisation: () => ({ name: text, regime: 'LED' }),
  }).html

describe('a name of an officer, a unit, an organisation or a peer', () => {
  test.each(hostileNames)('that is %j is escaped exactly once wherever it stands', (name) => {
    const page = chooser(name)
    expect(page.split(toEscaped(name))).toHaveLength(10)
    expect(page).toContain(`<title>Sign in to ${toEscaped(name)} · Isthmus</title>`)
    expect(page).toContain(`<button class="action" name="officer" value="${toEscaped(name)}">`)
  })

  test('stands unchanged in the words, which i18next neither escapes nor reads as a template', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(english.t('choose.page', { peer: name })).toBe(`Sign in to ${name}`)
      }),
    )
  })

  test('may run from right to left without turning what stands beside it', () => {
    expect(chooser('أميرة حداد')).toContain('<bdi>أميرة حداد</bdi>')
  })
})

test('a code that another program gave is escaped exactly once', () => {
  const code = `<b>&"'`
  expect(faultPage(english, { kind: 'PROVIDER_FAULT', code }).html).toContain(`: ${toEscaped(code)}</p>`)
  expect(deviceConfirmPage(english, '', code).html).toContain(`<p class="code">${toEscaped(code)}</p>`)
  expect(goOnPage(english, `/auth/callback?a=1&b=${code}`).html).toContain(
    `content="0; url=/auth/callback?a=1&amp;b=${toEscaped(code)}"`,
  )
})

test('the demo page says who, for which organisation, under which law and as what', () => {
  const { html } = choosePage(english, {
    peerName: 'Peer',
    action: '/oidc/interaction/1',
    officers: [
      { id: 'a', name: 'Ann', role: 'officer', unit: 'Border unit', organisation: 'police-gr' },
      { id: 'b', name: 'Bea', role: 'operator', organisation: 'police-gr' },
    ],
    elsewhere: [
      { name: 'Cid', organisation: 'Aid', url: 'https://aid.example/', role: 'caseworker', regime: 'GDPR' },
    ],
    findOrganisation: (id) => (id === 'police-gr' ? { name: 'Police', regime: 'LED' } : undefined),
  })
  expect(html.split('<bdi>Police</bdi>')).toHaveLength(2)
  expect(html).toContain('Under Directive (EU)\u00a02016/680')
  expect(html).toContain('Officer · <bdi>Border unit</bdi>')
  expect(html).toContain('Keeps the peer and its sources; does not search.')
  expect(html).toContain('Under Regulation (EU)\u00a02016/679')
  expect(html).toMatch(/href="https:\/\/aid\.example\/"[\s\S]+Cid[\s\S]+Caseworker/)
})

test('an organisation that nobody describes is shown by its id, and another peer without role by its name', () => {
  const { html } = choosePage(english, {
    peerName: 'Peer',
    action: '/',
    officers: [{ id: 'a', name: 'Ann', role: 'officer', organisation: 'police-gr' }],
    elsewhere: [{ name: 'Cid', organisation: 'Aid', url: 'https://aid.example/' }],
  })
  expect(html).toContain('<bdi>police-gr</bdi>')
  expect(html).not.toContain('undefined')
})

describe.each(languages)('in %s', (language) => {
  const words = wordsFor(language)
  const form =
    '<form id="op.deviceInputForm"><input type="text" name="user_code" placeholder="Enter code"></form>'
  const pages = [
    chooser('X'),
    deviceCodePage(words, form, 'unknown').html,
    deviceConfirmPage(words, '', 'ABCD').html,
    deviceSuccessPage(words).html,
    goOnPage(words, '/').html,
    faultPage(words, { code: 'ROLE_UNKNOWN' }).html,
  ]

  test('pages say their language and direction, and hold no script, no style and no inline code', () => {
    for (const page of pages.slice(1)) expect(page).toContain(`<html lang="${language}" dir="ltr">`)
    for (const page of pages) expect(page).not.toMatch(/<script|<style| style=| on\w+=/)
  })

  test('the field of the code has a label', () => {
    expect(pages[1]).toContain(`<label for="code">${words.t('device.code')}</label>`)
    expect(pages[1]).toContain('id="code"')
    expect(pages[1]).not.toContain('Enter code')
  })

  test('every fault has words, and an unknown one has the general ones', () => {
    expect(pages[5]).toContain(toEscaped(words.t('fault.ROLE_UNKNOWN.message')))
    for (const code of ['DEMO_IN_PRODUCTION', '__proto__', 'toString']) {
      const { html } = faultPage(words, { code })
      expect(html).toContain(toEscaped(words.t('fault.SIGN_IN_FAILED.message')))
    }
  })

  test('the headers name the language, and that it was chosen by the request', () => {
    expect(headersOf(goOnPage(words, '/'))).toMatchObject({
      'content-language': language,
      vary: 'Accept-Language',
      'content-security-policy': expect.stringContaining("script-src 'none'; style-src 'self'"),
    })
  })
})

test('the languages share no state with one another or with the one i18next of a program', () => {
  expect(wordsFor('el')).toBe(wordsFor('el-GR'))
  expect(wordsFor('fr').t('goOn.link')).toBe('Continuer')
  expect(wordsFor('el').t('goOn.link')).toBe('Συνέχεια')
  expect(i18next.isInitialized).toBeFalsy()
})
