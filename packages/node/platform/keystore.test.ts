import { fork, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCode } from '@isthmus/testbed/fault-of'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PlatformError } from './error.ts'
import { parseKeystoreFile } from './keystore-file.ts'
import { secretsFolder } from './secrets.ts'
import { openTestKeystore, testCost, testPassphrase } from './test-keystore.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-keystore-'))
  file = join(folder, 'secrets', 'keystore.json')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const codeOf = (act: () => unknown) => findCode(PlatformError, act)

describe('a secret', () => {
  it('is random, of the length asked for, and stays the same over starts', () => {
    const keystore = openTestKeystore(folder)
    const index = keystore.readOrCreate('index')
    expect(index).toHaveLength(32)
    expect(keystore.readOrCreate('transcript', 16)).toHaveLength(16)
    const later = openTestKeystore(folder)
    expect(later.readOrCreate('index')).toEqual(index)
    expect(later.find('cookie')).toBeUndefined()
    expect(later.readOrCreate('cookie')).not.toEqual(index)
    expect(later.list()).toEqual(['cookie', 'index', 'transcript'])
  })

  it('is put, replaced and removed under its name', () => {
    const keystore = openTestKeystore(folder)
    keystore.put('signing:AbC_-9', Buffer.from('first'))
    keystore.put('signing:AbC_-9', Buffer.from('second'))
    expect(openTestKeystore(folder).find('signing:AbC_-9')?.toString()).toBe('second')
    expect(keystore.remove('signing:AbC_-9')).toBe(true)
    expect(keystore.remove('signing:AbC_-9')).toBe(false)
    expect(openTestKeystore(folder).list()).toEqual([])
  })

  it('is given away as a copy', () => {
    const keystore = openTestKeystore(folder)
    keystore.readOrCreate('index').fill(0)
    expect(keystore.find('index')?.every((byte) => byte === 0)).toBe(false)
  })

  it('of another length than asked for is refused, never replaced', () => {
    const keystore = openTestKeystore(folder)
    keystore.put('index', Buffer.from('short'))
    expect(codeOf(() => keystore.readOrCreate('index'))).toBe('KEYSTORE_DAMAGED')
    expect(keystore.find('index')?.toString()).toBe('short')
  })

  it.each(['', 'Index', 'a/b', '../x', '__proto__', 'signing:', 'a:b:c', 'x'.repeat(60)])(
    'cannot be called %j, and none is found there',
    (name) => {
      const keystore = openTestKeystore(folder)
      expect(() => keystore.put(name, Buffer.from('x'))).toThrow(RangeError)
      expect(keystore.find(name)).toBeUndefined()
    },
  )

  it('has between 1 and 16384 bytes', () => {
    const keystore = openTestKeystore(folder)
    expect(() => keystore.put('index', Buffer.alloc(0))).toThrow(RangeError)
    expect(() => keystore.put('index', Buffer.alloc(16_385))).toThrow(RangeError)
    keystore.put('index', Buffer.alloc(16_384))
    expect(openTestKeystore(folder).find('index')).toHaveLength(16_384)
  })

  it('comes back as it was put, whatever it is', () => {
    const keystore = openTestKeystore(folder)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (secret) => {
        keystore.put('index', secret)
        expect(keystore.find('index')?.equals(secret)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })
})

describe('the file', () => {
  it('is for the eyes of the peer only, in a folder that is closed again when somebody has opened it', () => {
    mkdirSync(join(folder, 'secrets'), { mode: 0o755 })
    chmodSync(join(folder, 'secrets'), 0o755)
    openTestKeystore(folder).readOrCreate('index')
    expect(statSync(secretsFolder(folder)).mode & 0o777).toBe(0o700)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('holds no secret in the clear, in no spelling', () => {
    const secret = openTestKeystore(folder).readOrCreate('index')
    const text = readFileSync(file, 'latin1')
    for (const spelling of ['hex', 'base64', 'base64url', 'latin1'] as const)
      expect(text).not.toContain(secret.toString(spelling))
  })

  it('does not open with another passphrase, and says so', () => {
    const secret = openTestKeystore(folder).readOrCreate('index')
    const before = readFileSync(file)
    expect(codeOf(() => openTestKeystore(folder, 'another passphrase, also long'))).toBe('PASSPHRASE_WRONG')
    expect(readFileSync(file)).toEqual(before)
    expect(openTestKeystore(folder).find('index')).toEqual(secret)
  })

  it('opens with a passphrase in another spelling of the same letters (Unicode NFC)', () => {
    openTestKeystore(folder, 'Ένα μυστικό για όλους').put('index', Buffer.from('x'))
    expect(openTestKeystore(folder, 'Ένα μυστικό για όλους'.normalize('NFD')).list()).toEqual(['index'])
  })

  it('is not made under a short passphrase', () => {
    expect(codeOf(() => openTestKeystore(folder, 'short'))).toBe('PASSPHRASE_MISSING')
    expect(readdirSync(join(folder, 'secrets'))).not.toContain('keystore.json')
  })

  it('is called damaged when any one of its bytes is another, and is left as it is', () => {
    openTestKeystore(folder).putAll(
      new Map([
        ['index', Buffer.from('i')],
        ['cookie', Buffer.from('c')],
      ]),
    )
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      writeFileSync(file, flipped)
      expect(
        codeOf(() => openTestKeystore(folder)),
        `byte ${at}`,
      ).toBe('KEYSTORE_DAMAGED')
    }
  })

  it('is called damaged when it is cut, empty, longer, or no keystore at all', () => {
    openTestKeystore(folder).readOrCreate('index')
    const whole = readFileSync(file, 'utf8')
    for (const text of [
      whole.slice(0, -1),
      whole.slice(0, 40),
      '',
      `${whole}\n`,
      '{}',
      '[]',
      'null',
      '\u0000',
    ]) {
      writeFileSync(file, text)
      expect(
        codeOf(() => openTestKeystore(folder)),
        JSON.stringify(text),
      ).toBe('KEYSTORE_DAMAGED')
    }
  })

  it('is refused when an entry was taken out or put back by somebody without the passphrase', () => {
    const keystore = openTestKeystore(folder)
    keystore.put('index', Buffer.from('first'))
    const former = parseKeystoreFile(readFileSync(file, 'utf8'))
    keystore.put('index', Buffer.from('second'))
    const present = readFileSync(file, 'utf8')
    const { iv = '', sealed = '' } = former.entries.index ?? {}
    const doctored = present.replace(
      /"iv": "[^"]+",\n {6}"sealed": "[^"]+"/,
      `"iv": "${iv}",\n      "sealed": "${sealed}"`,
    )
    expect(doctored).not.toBe(present)
    writeFileSync(file, doctored)
    expect(codeOf(() => keystore.list())).toBe('KEYSTORE_DAMAGED')
  })

  it('of the wildest text is refused in one word', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(codeOf(() => parseKeystoreFile(text))).toBe('KEYSTORE_DAMAGED')
      }),
    )
  })

  it('that vanished while the peer runs is missed by name', () => {
    const keystore = openTestKeystore(folder)
    rmSync(file)
    expect(codeOf(() => keystore.list())).toBe('CONFIG_INVALID')
  })

  it('is the same for all processes that start at once', async () => {
    const programme = join(folder, 'read.mjs')
    writeFileSync(
      programme,
      `import { openTestKeystore } from ${JSON.stringify(join(import.meta.dirname, 'test-keystore.ts'))}
      process.on('message', (at) => {
        while (Date.now() < at);
        const secret = openTestKeystore(${JSON.stringify(folder)}).readOrCreate('index')
        process.send(secret.toString('hex'), () => process.disconnect())
      })
      process.send('ready')`,
    )
    const children = Array.from({ length: 4 }, () =>
      fork(programme, { execArgv: ['--disable-warning=ExperimentalWarning'] }),
    )
    const said = children.map((child) => nextMessages(child))
    await Promise.all(said.map(({ first }) => first))
    const at = Date.now() + 100
    for (const child of children) child.send(at)
    expect(new Set(await Promise.all(said.map(({ second }) => second))).size).toBe(1)
  })

  it('takes what two processes put there in turn', () => {
    const [one, other] = [openTestKeystore(folder), openTestKeystore(folder)]
    one.put('index', Buffer.from('1'))
    other.put('cookie', Buffer.from('2'))
    expect(one.find('cookie')?.toString()).toBe('2')
    expect(other.list()).toEqual(['cookie', 'index'])
  })
})

describe('on a full disk', () => {
  const canMount =
    process.platform === 'linux' &&
    spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', tmpdir()]).status === 0

  it.skipIf(!canMount)(
    'the former keystore stays as it was, and the fault says that the disk is full',
    () => {
      const programme = join(folder, 'fill.mjs')
      writeFileSync(programme, fillingProgramme(join(folder, 'disk')))
      mkdirSync(join(folder, 'disk'))
      const mounted =
        'mount -t tmpfs -o size=128k tmpfs "$1" && exec "$2" --disable-warning=ExperimentalWarning "$3"'
      const run = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', mounted, 'sh', join(folder, 'disk'), process.execPath, programme],
        { encoding: 'utf8' },
      )
      expect(run.stderr).toBe('')
      expect(JSON.parse(run.stdout)).toEqual({
        code: 'DISK_FULL',
        isAsBefore: true,
        drafts: [],
        kept: 'first',
      })
    },
  )

  it('or in a folder that cannot be written to, it is refused by name', () => {
    const keystore = openTestKeystore(folder)
    const before = readFileSync(file)
    rmSync(`${file}.lock`)
    mkdirSync(`${file}.lock`)
    expect(codeOf(() => keystore.put('index', randomBytes(8)))).toBe('STORE_FAILED')
    expect(readFileSync(file)).toEqual(before)
  })
})

/** A disk with room for a small keystore only. */
function fillingProgramme(place: string): string {
  return `
    import { readdirSync, readFileSync } from 'node:fs'
    import { openTestKeystore } from ${JSON.stringify(join(import.meta.dirname, 'test-keystore.ts'))}
    const folder = ${JSON.stringify(place)}
    const keystore = openTestKeystore(folder)
    keystore.put('index', Buffer.from('first'))
    let before, code
    for (let n = 0; n < 20 && !code; n += 1) {
      before = readFileSync(folder + '/secrets/keystore.json', 'utf8')
      try { keystore.put('filler-' + 'abcdefghijklmnopqrstuvwxyz'[n], Buffer.alloc(16384)) } catch (fault) { code = fault.code }
    }
    const isAsBefore = readFileSync(folder + '/secrets/keystore.json', 'utf8') === before
    const drafts = readdirSync(folder + '/secrets').filter((name) => /json\\../.test(name) && !name.endsWith('.lock'))
    console.log(JSON.stringify({ code, isAsBefore, drafts, kept: openTestKeystore(folder).find('index').toString() }))`
}

function nextMessages(child: ReturnType<typeof fork>): { first: Promise<unknown>; second: Promise<unknown> } {
  const first = Promise.withResolvers<unknown>()
  const second = Promise.withResolvers<unknown>()
  child.once('message', (message) => {
    first.resolve(message)
    child.once('message', (next) => second.resolve(next))
  })
  return { first: first.promise, second: second.promise }
}

it('a keystore says in its file what its key costs to derive', () => {
  openTestKeystore(folder, testPassphrase)
  expect(parseKeystoreFile(readFileSync(file, 'utf8')).protection).toMatchObject({
    name: 'scrypt',
    ...testCost,
  })
})
