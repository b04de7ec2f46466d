import type { Person } from '@isthmus/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GrowingColumn } from './growing-column.ts'
import { KeyMaker, keyKinds } from './key-maker.ts'
import { BatchWriter } from './person-batch.ts'
import { getRecord } from './record-store.ts'
import { toTestPerson } from './test-feed.ts'

/** Kind and both halves of each key. */
function keysOf(person: Person, maker = new KeyMaker()): string[] {
  const sink = { person: new GrowingColumn(), kind: new GrowingColumn(), halves: new GrowingColumn() }
  maker.addKeys(0, person, sink)
  const [kinds, halves] = [sink.kind.take(Uint8Array), sink.halves.take(Uint32Array)]
  return [...kinds].map((kind, at) => `${kind} ${halves[at * 2]} ${halves[at * 2 + 1]}`)
}

const ofKind = (kind: number, keys: readonly string[]): string[] =>
  keys.filter((key) => key.startsWith(`${kind} `)).sort()

const named = (full: string): Person => toTestPerson('r', full)

test('a name has the same keys in whatever order and script it stands', () => {
  const latin = keysOf(named('Olga Vasilyeva'))
  expect(keysOf(named('Vasilyeva Olga')).sort()).toEqual([...latin].sort())
  expect(ofKind(keyKinds.twoWords, keysOf(named('Ольга Васильева')))).toEqual(
    ofKind(keyKinds.twoWords, latin),
  )
})

test('a whole name has the same key however it is cut', () => {
  const keys = ofKind(keyKinds.wholeName, keysOf(named('Maria Papado poulou')))
  expect(keys).toEqual(ofKind(keyKinds.wholeName, keysOf(named('Maria Papadopoulou'))))
  expect(keys).toHaveLength(1)
})

test('a name of one word alone has no key that would do without a birth or a document', () => {
  const kinds = keysOf(named('Ahmad')).map((key) => Number(key.split(' ')[0]))
  expect(kinds).toEqual([keyKinds.word])
})

test('a document has one key however it is written, and each key comes once', () => {
  const person = named('Eleni Markou')
  const [claim] = person.claims
  claim?.documents.push({ type: 'passport', number: 'AB-123 456' }, { type: 'passport', number: 'ab123456' })
  claim?.names.push({ full: 'Eleni Markou', kind: 'alias', quality: 'strong' })
  const keys = keysOf(person)
  expect(ofKind(keyKinds.document, keys)).toHaveLength(1)
  expect(new Set(keys).size).toBe(keys.length)
})

test('what a maker remembers changes no key, and no text breaks it', () => {
  const maker = new KeyMaker()
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 5 }), (names) => {
      const person = named('x')
      for (const claim of person.claims)
        claim.names = names.map((full) => ({ full, kind: 'alias', quality: 'weak' }))
      const keys = keysOf(person, maker)
      expect(keys.length).toBeLessThanOrEqual(80)
      expect(keysOf(person)).toEqual(keys)
    }),
  )
})

test('a batch gives back each person as it was, with its births as numbers', () => {
  const writer = new BatchWriter()
  const persons = [
    toTestPerson('a', 'Ольга 💣', '1980-01-17'),
    toTestPerson('b', 'Nobody'),
    toTestPerson('c', 'Circa Person', '1962~'),
  ]
  for (const person of persons) writer.add({ person, locator: `at ${person.reference}` })
  expect(writer.waiting).toBe(3)
  const { batch, buffers } = writer.take()
  expect(writer.waiting).toBe(0)
  const store = { batchSize: 16, batches: [batch] }
  expect(persons.map((_, number) => getRecord(store, number).person)).toEqual(persons)
  expect(getRecord(store, 1)).toMatchObject({ reference: 'b', locator: 'at b' })
  expect([...batch.persons.born]).toEqual([19_800_117, 0, 0])
  expect([...batch.births.year]).toEqual([1980, 1962])
  expect((batch.persons.born_to[1] ?? 0) < (batch.persons.born_from[1] ?? 0)).toBe(true)
  expect(new Set(buffers).size).toBe(buffers.length)
  expect(() => getRecord(store, 16)).toThrow(RangeError)
})
