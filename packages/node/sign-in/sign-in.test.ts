import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toLocalPath } from './browser-routes.ts'
import { choosePage } from './choose-page.ts'
import { defaultClaims, parseOfficer, toClaims } from './officer.ts'
import { wordsFor } from './page-words.ts'
import { SignInError } from './sign-in-error.ts'

const rules = { claims: defaultClaims, organisations: ['police-gr', 'ngo-1'] }

describe('claims', () => {
  test('that were made from an officer give the same officer', () => {
    const officer = { id: 'a', name: 'Ann', role: 'dpo', unit: 'Office', organisation: 'ngo-1' } as const
    expect(parseOfficer({ sub: 'a', ...toClaims(officer) }, rules)).toEqual(officer)
  })

  test('of any kind give an officer of a hosted organisation or a refusal with a code', () => {
    const claim = fc.oneof(
      fc.anything(),
      fc.constantFrom('officer', 'police-gr'),
      fc.string({ unit: 'binary' }),
    )
    const names = fc.constantFrom('sub', ...Object.values(defaultClaims))
    fc.assert(
      fc.property(fc.dictionary(names, claim), (claims) => {
        try {
          const officer = parseOfficer(claims, rules)
          expect(rules.organisations).toContain(officer.organisation)
          expect(officer.name).not.toMatch(/\p{C}/u)
        } catch (fault) {
          expect(fault).toBeInstanceOf(SignInError)
        }
      }),
    )
  })
})

describe('the page after sign-in', () => {
  test.each(['/', '/search', '/catalogue?tab=1'])('may be %s', (path) => {
    expect(toLocalPath(path)).toBe(path)
  })

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/auth/sign-out',
    '/oidc',
    '',
    undefined,
  ])('is the start page instead of %j', (path) => {
    expect(toLocalPath(path)).toBe('/')
  })

  test('is never at another site', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string({ unit: 'binary' }),
          fc.string().map((s) => `/${s}`),
        ),
        (text) => {
          expect(new URL(toLocalPath(text), 'https://peer.example').origin).toBe('https://peer.example')
        },
      ),
    )
  })
})

test('the demo page escapes whatever a name or an address holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const hostile = `${text}"><script>'`
      const officer = { id: hostile, name: hostile, role: 'officer', organisation: hostile } as const
      const { html } = choosePage(wordsFor('en'), {
        peerName: hostile,
        action: hostile,
        officers: [officer],
        elsewhere: [{ name: hostile, organisation: hostile, url: `javascript:${hostile}` }],
      })
      expect(html).not.toContain('<script')
      expect(html).not.toContain('javascript:')
    }),
  )
})
