import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseJson } from './index.ts'

it('reads whatever JSON says, also brackets and quotes within strings', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value)
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
  const brackets = '[{"\\'.repeat(200)
  expect(parseJson(JSON.stringify({ brackets }))).toEqual({ brackets })
})

it('reads 64 levels and refuses 65', () => {
  const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
  expect(() => parseJson(nest(64))).not.toThrow()
  expect(() => parseJson(nest(65))).toThrow(SyntaxError)
  expect(() => parseJson('{"a":'.repeat(65))).toThrow(SyntaxError)
})

it('refuses what is no JSON with nothing but a SyntaxError', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        JSON.parse(text)
      } catch {
        expect(() => parseJson(text)).toThrow(SyntaxError)
      }
    }),
  )
  expect(() => parseJson('"no end\\"')).toThrow(SyntaxError)
})
