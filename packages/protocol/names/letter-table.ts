/** How a word of one script reads in Latin letters (`roman`, a to z) and how it may sound (`sound`, see sounds.ts). */
export type Reading = { roman: string; sound: string }

/** A table from a letter or letter group to its reading. */
export type LetterTable = { readonly entries: ReadonlyMap<string, Reading>; readonly longest: number }

/**
 * A table from lines of `letters roman sound`, separated by commas; `-` stands for nothing, and a sound that is left out
 * equals the roman form.
 */
export function toLetterTable(lines: string): LetterTable {
  const entries = new Map<string, Reading>()
  let longest = 1
  for (const line of lines.split(/[,\n]/)) {
    const [letters, roman, sound] = line.trim().split(/\s+/)
    if (letters === undefined || letters === '' || roman === undefined) continue
    const reading = {
      roman: roman === '-' ? '' : roman,
      sound: (sound ?? roman) === '-' ? '' : (sound ?? roman),
    }
    entries.set(letters, reading)
    longest = Math.max(longest, letters.length)
  }
  return { entries, longest }
}

/** Reads `word` by the longest entries of `tables`, the first table before the next; unknown characters are skipped. */
export function readByTables(word: string, tables: readonly LetterTable[]): Reading {
  let roman = ''
  let sound = ''
  let at = 0
  while (at < word.length) {
    const found = findEntry(word, at, tables)
    if (found === undefined) {
      at++
      continue
    }
    roman += found.reading.roman
    sound += found.reading.sound
    at += found.length
  }
  return { roman, sound }
}

function findEntry(word: string, at: number, tables: readonly LetterTable[]) {
  for (const table of tables) {
    for (let length = Math.min(table.longest, word.length - at); length > 0; length--) {
      const reading = table.entries.get(word.substr(at, length))
      if (reading !== undefined) return { reading, length }
    }
  }
  return undefined
}
