import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Person } from '@isthmus/contract/types'
import type { FedPerson, Feed, FeedPlace } from '@isthmus/node/linkage'
import { toCanonicalPerson, toPerson } from '../../synthetic/index.ts'
import { toSecondRecord } from './second-record.ts'

export type Register = {
  file: string
  /** The persons that both registers have come last in the first one and first in the second. */
  which: 'first' | 'second'
  persons: number
  shared: number
}

/** Writes a register of invented persons, one canonical person as JSON a line. */
export async function writeRegister({ file, which, persons, shared }: Register): Promise<void> {
  const handle = await open(file, 'w')
  const first = which === 'first' ? 0 : persons - shared
  let lines = ''
  for (let at = 0; at < persons; at++) {
    const person = toPerson(first + at)
    const isShared = which === 'second' && at < shared
    lines += `${JSON.stringify(isShared ? toSecondRecord(person, first + at) : toCanonicalPerson(person))}\n`
    if (lines.length < 1_000_000) continue
    await handle.write(lines)
    lines = ''
  }
  await handle.write(lines)
  await handle.close()
}

/** Whether a record of the first register and one of the second are of one person. */
export function isSamePerson(first: string, second: string): boolean {
  return first.slice(1) === second.slice(1)
}

export function toRegisterFeed({ file }: Register): FeedPlace {
  return { module: import.meta.url, argument: file }
}

/** Called in the thread that reads. */
export async function openFeed(argument: unknown): Promise<Feed> {
  return { sourceState: 'written', persons: readRegister(String(argument)), close: async () => {} }
}

async function* readRegister(file: string): AsyncGenerator<FedPerson> {
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const person = JSON.parse(line) as Person // As `writeRegister` wrote it.
      yield { person, locator: person.reference }
    }
  }
}
