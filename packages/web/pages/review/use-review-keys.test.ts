import { expect, test } from 'vitest'
import { toReviewKey } from './use-review-keys.ts'

const press = (key: string, change: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...change,
})
const free = { isTyping: false, isRightToLeft: false }

test('letters decide, on a Greek keyboard too', () => {
  expect(['s', 'D', 'u', 'z'].map((key) => toReviewKey(press(key), free))).toEqual([
    'same',
    'different',
    'undecided',
    'undo',
  ])
  expect(toReviewKey(press('σ', { code: 'KeyS' }), free)).toBe('same')
})

test('digits choose one of the usual reasons', () => {
  expect(toReviewKey(press('1'), free)).toBe('reason0')
  expect(toReviewKey(press('0'), free)).toBeUndefined()
})

test('arrows go on in the direction of reading', () => {
  expect(toReviewKey(press('ArrowRight'), free)).toBe('next')
  expect(toReviewKey(press('ArrowRight'), { ...free, isRightToLeft: true })).toBe('previous')
})

test('nothing is decided while a reason is typed, nor by the shortcuts of the browser', () => {
  expect(toReviewKey(press('s'), { ...free, isTyping: true })).toBeUndefined()
  expect(toReviewKey(press('s', { ctrlKey: true }), free)).toBeUndefined()
  expect(toReviewKey(press('x'), free)).toBeUndefined()
})
