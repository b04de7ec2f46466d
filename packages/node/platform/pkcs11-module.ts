import { isAbsolute } from 'node:path'
import type { LibraryHandle, TypeObject } from 'koffi'
import { PlatformError } from './error.ts'

type Koffi = typeof import('koffi')

/** A function of the module that answers with a CK_RV. */
type RawFunction = (...args: unknown[]) => number

/** Place of each function in CK_FUNCTION_LIST (PKCS #11 2.40, pkcs11f.h), and its arguments. */
const functions = {
  C_Initialize: [1, ['void *']],
  C_Finalize: [2, ['void *']],
  C_GetSlotList: [5, ['uchar', 'void *', 'void *']],
  C_GetTokenInfo: [7, ['ulong', 'void *']],
  C_OpenSession: [13, ['ulong', 'ulong', 'void *', 'void *', 'void *']],
  C_CloseSession: [14, ['ulong']],
  C_Login: [19, ['ulong', 'ulong', 'void *', 'ulong']],
  C_GetAttributeValue: [25, ['ulong', 'ulong', 'attributes', 'ulong']],
  C_FindObjectsInit: [27, ['ulong', 'attributes', 'ulong']],
  C_FindObjects: [28, ['ulong', 'void *', 'ulong', 'void *']],
  C_FindObjectsFinal: [29, ['ulong']],
  C_SignInit: [43, ['ulong', 'mechanism', 'ulong']],
  C_Sign: [44, ['ulong', 'void *', 'ulong', 'void *', 'void *']],
  C_GenerateKey: [59, ['ulong', 'mechanism', 'attributes', 'ulong', 'void *']],
  C_GenerateKeyPair: [
    60,
    ['ulong', 'mechanism', 'attributes', 'ulong', 'attributes', 'ulong', 'void *', 'void *'],
  ],
} as const

export type Pkcs11Function = keyof typeof functions

/** What PKCS #11 calls CK_RV, and how a peer says it; anything else is TOKEN_FAILED. */
const lost = new Set([0x05, 0x06, 0x30, 0x32, 0x60, 0x82, 0xb0, 0xb3, 0xe0, 0xe1, 0x101, 0x190])
const pinRefused = new Set([0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0x102])

/**
 * A PKCS #11 module of the machine. Loaded in a process of its own (`pkcs11-driver.ts`) and called from its one thread, which is
 * what C_Initialize without locking arguments promises (PKCS #11 2.40, section 5.4).
 */
export class Pkcs11Module {
  readonly ulongBytes: number
  readonly #functions: ReadonlyMap<Pkcs11Function, RawFunction>

  private constructor(koffi: Koffi, library: LibraryHandle) {
    this.ulongBytes = koffi.sizeof('unsigned long')
    this.#functions = readFunctions(koffi, library)
    this.call('C_Initialize', null)
  }

  /** Throws PlatformError TOKEN_MODULE_MISSING | TOKEN_FAILED. */
  static async load(file: string): Promise<Pkcs11Module> {
    if (!isAbsolute(file)) throw missing(`the PKCS #11 module ${file} is no absolute path`)
    const koffi = await import('koffi').catch((cause: unknown) => {
      throw missing('koffi, with which modules of other languages are called, is not there', cause)
    })
    let library: LibraryHandle
    try {
      // Else a module that is linked to OpenSSL would call the other version that Node exports.
      library = koffi.load(file, { deep: true })
    } catch (cause) {
      throw missing(`the PKCS #11 module ${file} cannot be loaded`, cause)
    }
    return new Pkcs11Module(koffi, library)
  }

  /** The CK_RV of a call. */
  code(name: Pkcs11Function, ...args: unknown[]): number {
    return this.#get(name)(...args)
  }

  /** Throws PlatformError TOKEN_PIN_WRONG | TOKEN_LOST | TOKEN_FAILED. */
  call(name: Pkcs11Function, ...args: unknown[]): void {
    const code = this.code(name, ...args)
    if (code !== 0) throw toTokenError(name, code)
  }

  /** Room for a CK_ULONG. */
  ulong(value = 0): Buffer {
    const bytes = Buffer.alloc(this.ulongBytes)
    bytes.writeUIntLE(value, 0, Math.min(this.ulongBytes, 6))
    return bytes
  }

  readUlong(bytes: Buffer, index = 0): number {
    return bytes.readUIntLE(index * this.ulongBytes, Math.min(this.ulongBytes, 6))
  }

  #get(name: Pkcs11Function): RawFunction {
    const found = this.#functions.get(name)
    if (found) return found
    throw missing(`the module has no ${name}`)
  }
}

function readFunctions(koffi: Koffi, library: LibraryHandle): Map<Pkcs11Function, RawFunction> {
  const types = toTypes(koffi)
  const place: unknown[] = [null]
  const getList: (list: unknown[]) => number = library.func('C_GetFunctionList', 'ulong', [
    koffi.out(koffi.pointer('void *')),
  ])
  const code = getList(place)
  if (code !== 0) throw toTokenError('C_GetFunctionList', code)
  // The structure begins with the version, two bytes; Windows packs it.
  const offsetOf = (index: number): number => (process.platform === 'win32' ? 2 + 8 * (index - 1) : 8 * index)
  const names = Object.keys(functions) as Pkcs11Function[] // the keys of the literal above
  return new Map(
    names.map((name) => {
      const [index, argumentNames] = functions[name]
      const prototype = koffi.proto(
        'ulong',
        argumentNames.map((argument) => types[argument]),
      )
      const pointer: unknown = koffi.decode(place[0], offsetOf(index), 'void *')
      const callable: RawFunction = koffi.decode(pointer, prototype)
      return [name, callable] as const
    }),
  )
}

type ArgumentName = (typeof functions)[Pkcs11Function][1][number]

function toTypes(koffi: Koffi): Record<ArgumentName, string | TypeObject> {
  const compose = process.platform === 'win32' ? koffi.pack : koffi.struct
  const attribute = compose({ type: 'ulong', pValue: 'void *', ulValueLen: 'ulong' })
  const mechanism = compose({ mechanism: 'ulong', pParameter: 'void *', ulParameterLen: 'ulong' })
  return {
    uchar: 'uchar',
    ulong: 'ulong',
    'void *': 'void *',
    attributes: koffi.pointer(attribute),
    mechanism: koffi.pointer(mechanism),
  }
}

function toTokenError(name: string, code: number): PlatformError {
  const what = `${name} gave ${`0x${code.toString(16)}`}`
  if (pinRefused.has(code)) {
    return new PlatformError('TOKEN_PIN_WRONG', `the PKCS #11 token refuses the PIN (${what})`, {
      remedy: 'write the right PIN, before more attempts lock the token',
    })
  }
  if (lost.has(code)) {
    return new PlatformError('TOKEN_LOST', `the PKCS #11 token does not answer any more (${what})`, {
      remedy: 'connect it again; the next signature tries anew',
    })
  }
  return new PlatformError('TOKEN_FAILED', `the PKCS #11 token refuses (${what})`, {
    remedy: 'look the number up in the table CKR_ of PKCS #11, and in the manual of the token',
  })
}

function missing(what: string, cause?: unknown): PlatformError {
  return new PlatformError('TOKEN_MODULE_MISSING', what, {
    cause,
    remedy: 'name the module that the maker of the token gives for this machine, by its whole path',
  })
}
