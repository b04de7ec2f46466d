import { expect, it } from 'vitest'
import { linksOf, splitLinks } from './page-list.ts'

it.each(['officer', 'caseworker', 'operator', 'dpo', 'authority'])(
  'every page of %s is in the bar of a phone or behind its last button, once',
  (role) => {
    const shown = linksOf(role)
    const { first, more } = splitLinks(shown)
    expect(first.length + Math.min(more.length, 1)).toBeLessThanOrEqual(5)
    expect([...first, ...more].map(({ to }) => to).sort()).toEqual(shown.map(({ to }) => to).sort())
  },
)
