import { expect, it } from 'vitest'
import { MessageRate } from './message-rate.ts'

let now = new Date('2026-11-23T12:00:00.000Z')
const startRate = (most: number): MessageRate => new MessageRate({ most, clock: () => now })
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000)
}

it('counts the messages of a bundle, not the request', () => {
  const rate = startRate(100)
  expect(rate.take('north', 64).isExceeded).toBe(false)
  expect(rate.take('north', 64)).toEqual({ isExceeded: true, ttlInSeconds: 60 })
  expect(rate.take('north', 36).isExceeded).toBe(false)
  expect(rate.take('north', 1).isExceeded).toBe(true)
})

it('gives each sender a share of its own, and a new one every minute', () => {
  const rate = startRate(1)
  expect(rate.take('north', 1).isExceeded).toBe(false)
  expect(rate.take('west', 1).isExceeded).toBe(false)
  later(59)
  expect(rate.take('north', 1)).toEqual({ isExceeded: true, ttlInSeconds: 1 })
  later(1)
  expect(rate.take('north', 1).isExceeded).toBe(false)
})

it('holds nobody up for longer because the clock was put back', () => {
  const rate = startRate(1)
  rate.take('north', 1)
  later(-3_600)
  expect(rate.take('north', 1).isExceeded).toBe(false)
})

it('remembers a bounded number of senders, and refuses strangers beyond it', () => {
  const rate = startRate(2)
  for (let at = 0; at < 10_000; at += 1) rate.take(`peer-${at}`, 1)
  expect(rate.take('stranger', 1).isExceeded).toBe(true)
  expect(rate.take('peer-7', 1).isExceeded).toBe(false)
})
