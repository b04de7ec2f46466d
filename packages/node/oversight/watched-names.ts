import type { SearchSubject, WatchedNameKind } from '@isthmus/contract'
import { hashesOfName, type NameParts } from './name-words.ts'

/** A keyed hash and whose it is; '' where the name is protected. */
export type WatchedName = { hash: string; officerId: string }

/**
 * With whom a question is compared before it leaves: the officers of this peer and the protected names. Nothing but keyed
 * hashes is in memory, and of a question only the kind of name goes on, into its entry.
 */
export class WatchedNames {
  readonly #key: Buffer
  readonly #holders = new Map<string, Set<string>>()

  constructor(key: Buffer, names: readonly WatchedName[]) {
    this.#key = key
    this.#add(names)
  }

  /** What was new, to be kept. */
  watch(officerId: string, name: NameParts): WatchedName[] {
    const names = hashesOfName(this.#key, name).map((hash) => ({ hash, officerId }))
    const added = names.filter(({ hash }) => !this.#holders.get(hash)?.has(officerId))
    this.#add(added)
    return added
  }

  /** The first that fits of the own name, a protected one and a colleague's. */
  findKind(officerId: string, { family, given, full }: SearchSubject): WatchedNameKind | undefined {
    if (this.#holders.size === 0) return undefined
    const holders = new Set(
      hashesOfName(this.#key, { family, given, full }).flatMap((hash) => [
        ...(this.#holders.get(hash) ?? []),
      ]),
    )
    if (holders.size === 0) return undefined
    if (holders.has(officerId)) return 'own-name'
    return holders.has('') ? 'protected-name' : 'colleague'
  }

  #add(names: readonly WatchedName[]): void {
    for (const { hash, officerId } of names) {
      this.#holders.set(hash, (this.#holders.get(hash) ?? new Set()).add(officerId))
    }
  }
}
