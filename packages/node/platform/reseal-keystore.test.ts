import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PlatformError } from './error.ts'
import { holdKeystore, holdKeystoreAlone } from './hold-keystore.ts'
import type { Keystore } from './keystore.ts'
import { openTokenKeystore } from './open-keystore.ts'
import { findKeystoreOpener, resealKeystore } from './reseal-keystore.ts'
import { openTestKeystore, testCost, testPassphrase } from './test-keystore.ts'

const fresh = 'another passphrase of some length'
const secrets = new Map([
  ['index', Buffer.from('the key of the index')],
  ['signing:abc', Buffer.alloc(32, 7)],
])

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-reseal-'))
  file = join(folder, 'secrets', 'keystore.json')
  openTestKeystore(folder).putAll(secrets)
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function reseal(passphrase = fresh): Promise<void> {
  return resealKeystore(folder, openTestKeystore(folder), { passphrase, cost: testCost })
}

async function codeOf(act: () => unknown): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (fault) {
    if (fault instanceof PlatformError) return fault.code
    throw fault
  }
}

function contentOf(keystore: Keystore): Map<string, Buffer | undefined> {
  return new Map(keystore.list().map((name) => [name, keystore.find(name)]))
}

const drafts = (): string[] =>
  readdirSync(join(folder, 'secrets')).filter((name) => /json\.[0-9a-f]{8}-/.test(name))

describe('a keystore that is sealed anew', () => {
  it('opens with the new passphrase to the same secrets, and no longer with the former one', async () => {
    await reseal()
    expect(contentOf(openTestKeystore(folder, fresh))).toEqual(secrets)
    expect(await codeOf(() => openTestKeystore(folder))).toBe('PASSPHRASE_WRONG')
    expect(findKeystoreOpener(folder)).toBe('passphrase')
    expect(drafts()).toEqual([])
  })

  it('has another data key: what is written later does not open with the former file and passphrase', async () => {
    const former = readFileSync(file)
    await reseal()
    openTestKeystore(folder, fresh).put('cookie', Buffer.from('written later'))
    const entry = JSON.parse(readFileSync(file, 'utf8')).entries.cookie
    const copy = JSON.parse(former.toString())
    copy.entries.cookie = entry
    writeFileSync(file, former)
    const old = openTestKeystore(folder)
    writeFileSync(file, `${JSON.stringify(copy, null, 2)}\n`)
    expect(await codeOf(() => old.find('cookie'))).toBe('KEYSTORE_DAMAGED')
  })

  it('goes to the key of a token and back', async () => {
    const authenticate = async (label: string): Promise<Buffer> => Buffer.alloc(32, label)
    await resealKeystore(folder, openTestKeystore(folder), { keyLabel: 'keystore', authenticate })
    expect(findKeystoreOpener(folder)).toBe('token')
    expect(await codeOf(() => openTestKeystore(folder))).toBe('CONFIG_INVALID')
    const inToken = await openTokenKeystore(folder, { keyLabel: 'keystore', authenticate })
    expect(contentOf(inToken)).toEqual(secrets)
    await resealKeystore(folder, inToken, { passphrase: fresh, cost: testCost })
    expect(contentOf(openTestKeystore(folder, fresh))).toEqual(secrets)
  })

  it('stays as it was under a short passphrase, or when the token answers differently the second time', async () => {
    const before = readFileSync(file)
    expect(await codeOf(() => reseal('short'))).toBe('PASSPHRASE_MISSING')
    let calls = 0
    const authenticate = async (): Promise<Buffer> => {
      calls += 1
      return Buffer.alloc(32, calls)
    }
    const opener = { keyLabel: 'keystore', authenticate }
    expect(await codeOf(() => resealKeystore(folder, openTestKeystore(folder), opener))).toBe(
      'PASSPHRASE_WRONG',
    )
    expect(readFileSync(file)).toEqual(before)
    expect(drafts()).toEqual([])
  })

  it('is refused when its bytes are not those of a keystore, whatever they are, and left as it is', async () => {
    const whole = readFileSync(file)
    const keystore = openTestKeystore(folder)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
          fc.json().map((text) => Buffer.from(text)),
          fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
          fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, change]) => {
            const flipped = Buffer.from(whole)
            flipped[at] = (flipped[at] ?? 0) ^ change
            return flipped
          }),
        ),
        async (bytes) => {
          writeFileSync(file, bytes)
          const opener = { passphrase: fresh, cost: testCost }
          expect(await codeOf(() => resealKeystore(folder, keystore, opener))).toBe('KEYSTORE_DAMAGED')
          expect(await codeOf(() => findKeystoreOpener(folder))).toBe('KEYSTORE_DAMAGED')
          expect(readFileSync(file).equals(bytes)).toBe(true)
        },
      ),
    )
  })
})

describe('whoever keeps a keystore open', () => {
  it('does so beside others, and keeps it from being sealed anew', async () => {
    const [one, other] = [holdKeystore(folder), holdKeystore(folder)]
    expect(await codeOf(() => holdKeystoreAlone(folder))).toBe('STORE_HELD')
    one.release()
    expect(await codeOf(() => holdKeystoreAlone(folder))).toBe('STORE_HELD')
    other.release()
    holdKeystoreAlone(folder).release()
    holdKeystore(folder).release()
  })

  it('is a process that may be killed: nothing stays held', async () => {
    const child = forkProgramme(
      `import { holdKeystore } from ${toImport('hold-keystore.ts')}
       holdKeystore(${JSON.stringify(folder)})
       process.send('held')
       setInterval(() => {}, 1_000)`,
    )
    await once(child, 'message')
    expect(await codeOf(() => holdKeystoreAlone(folder))).toBe('STORE_HELD')
    child.kill('SIGKILL')
    await once(child, 'exit')
    holdKeystoreAlone(folder).release()
  })
})

function toImport(name: string): string {
  return JSON.stringify(join(import.meta.dirname, name))
}

function forkProgramme(text: string): ReturnType<typeof fork> {
  const programme = join(folder, 'programme.mjs')
  writeFileSync(programme, text)
  return fork(programme, { execArgv: ['--disable-warning=ExperimentalWarning'] })
}

describe('a machine that fails in the middle', () => {
  it('leaves the former keystore or the new one, whole, wherever the command was killed', async () => {
    const passphrases = [testPassphrase, fresh]
    const seen = new Set<string>()
    for (let n = 0; n < 25 || seen.size < 2; n += 1) {
      const child = forkProgramme(
        `import { openTestKeystore, testCost } from ${toImport('test-keystore.ts')}
         import { resealKeystore } from ${toImport('reseal-keystore.ts')}
         const folder = ${JSON.stringify(folder)}
         let [present, next] = ${JSON.stringify(openingOf(passphrases))}
         process.send('begins')
         for (;;) {
           await resealKeystore(folder, openTestKeystore(folder, present), { passphrase: next, cost: testCost });
           [present, next] = [next, present]
         }`,
      )
      await once(child, 'message')
      // Longer each time: a busy machine seals slowly.
      await sleep(Math.random() * (40 + 4 * n))
      child.kill('SIGKILL')
      await once(child, 'exit')
      const [opening] = openingOf(passphrases)
      expect(contentOf(openTestKeystore(folder, opening))).toEqual(secrets)
      seen.add(opening ?? '')
    }
    expect(seen).toEqual(new Set(passphrases))
    const [present = ''] = openingOf(passphrases)
    await resealKeystore(folder, openTestKeystore(folder, present), { passphrase: fresh, cost: testCost })
    expect(drafts()).toEqual([])
  }, 60_000)

  const canMount =
    process.platform === 'linux' &&
    spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', tmpdir()]).status === 0

  it.skipIf(!canMount)('by a full disk, keeps the former keystore and says so', () => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const programme = join(folder, 'fill.mjs')
    writeFileSync(
      programme,
      `import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
       import { openTestKeystore, testCost } from ${toImport('test-keystore.ts')}
       import { resealKeystore } from ${toImport('reseal-keystore.ts')}
       const folder = ${JSON.stringify(disk)}
       const file = folder + '/secrets/keystore.json'
       openTestKeystore(folder).put('index', Buffer.alloc(16_000))
       const before = readFileSync(file, 'utf8')
       try { for (let n = 0; ; n += 1) writeFileSync(folder + '/filler-' + n, Buffer.alloc(4096)) } catch {}
       const opener = { passphrase: ${JSON.stringify(fresh)}, cost: testCost }
       const code = await resealKeystore(folder, openTestKeystore(folder), opener).catch((fault) => fault.code)
       const drafts = readdirSync(folder + '/secrets').filter((name) => /json\\.[0-9a-f]{8}-/.test(name))
       console.log(JSON.stringify({ code, isAsBefore: readFileSync(file, 'utf8') === before, drafts }))`,
    )
    const mounted =
      'mount -t tmpfs -o size=128k tmpfs "$1" && exec "$2" --disable-warning=ExperimentalWarning "$3"'
    const words = ['-rm', 'sh', '-c', mounted, 'sh', disk, process.execPath, programme]
    const run = spawnSync('unshare', words, { encoding: 'utf8' })
    expect(run.stderr).toBe('')
    expect(JSON.parse(run.stdout)).toEqual({ code: 'DISK_FULL', isAsBefore: true, drafts: [] })
  })
})

/** The passphrase that opens the keystore now, and then the other. */
function openingOf(passphrases: readonly string[]): string[] {
  const opens = (passphrase: string): boolean => {
    try {
      openTestKeystore(folder, passphrase)
      return true
    } catch (fault) {
      if (fault instanceof PlatformError && fault.code === 'PASSPHRASE_WRONG') return false
      throw fault
    }
  }
  return [...passphrases].sort((a, b) => Number(opens(b)) - Number(opens(a)))
}
