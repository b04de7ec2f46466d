import { takeRandom } from '../platform/index.ts'

let lastMs = 0
let counter = 0

/** A UUID of version 7 (RFC 9562 section 5.7), later than every one this process made before (method 1 of section 6.2). */
export function createMessageId(now: Date): string {
  const ms = now.getTime()
  if (ms > lastMs) {
    lastMs = ms
    counter = 0
  } else {
    counter += 1
    // More than 4,096 in one millisecond, or a clock that was put back: the next millisecond is borrowed.
    if (counter > 0xfff) {
      lastMs += 1
      counter = 0
    }
  }
  const random = takeRandom(8)
  random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0)
  const hex = `${lastMs.toString(16).padStart(12, '0')}7${counter.toString(16).padStart(3, '0')}${random.toString('hex')}`
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
