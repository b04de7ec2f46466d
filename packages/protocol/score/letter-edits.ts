const MAX_LETTERS = 24
const COLUMNS = MAX_LETTERS + 1
const cells = new Uint8Array(COLUMNS * COLUMNS)

// Endings that many family names share, and that therefore tell little of one.
const ENDING =
  /(?:[aeiou]v(?:a|i[ct]h?|na)?|[aeiou]f|enko|sk[aiy]|zai|shvili|dze|[iy]an|oglu|ogli|zad[ae]h?|p[ou]ulos|[iy]dis|akis|escu|s[eo]n|dotir|ini?|berg|man|stein|ulah|din|e[sz])$/

/** Letters of a word by which its spelling is compared: y as i, w as v, doubled letters once. */
export type Spelling = { readonly letters: string; readonly ending: string }

/** Takes a roman form, a to z. */
export function toSpelling(roman: string): Spelling {
  const letters = roman
    .replace(/(.)\1+/g, '$1')
    .replaceAll('y', 'i')
    .replaceAll('w', 'v')
    .slice(0, MAX_LETTERS)
  return { letters, ending: ENDING.exec(letters)?.[0] ?? '' }
}

/** Letters to change, add, drop, or swap with a neighbour, to turn one word into the other. */
export function countEdits({ letters: one }: Spelling, { letters: other }: Spelling): number {
  for (let j = 0; j <= other.length; j++) cells[j] = j
  for (let i = 1; i <= one.length; i++) {
    cells[i * COLUMNS] = i
    const letter = one.charCodeAt(i - 1)
    for (let j = 1; j <= other.length; j++) {
      const isSame = letter === other.charCodeAt(j - 1)
      const isSwapped =
        i > 1 &&
        j > 1 &&
        letter === other.charCodeAt(j - 2) &&
        one.charCodeAt(i - 2) === other.charCodeAt(j - 1)
      let edits = Math.min(cell(i - 1, j - 1) + (isSame ? 0 : 1), cell(i - 1, j) + 1, cell(i, j - 1) + 1)
      if (isSwapped) edits = Math.min(edits, cell(i - 2, j - 2) + 1)
      cells[i * COLUMNS + j] = edits
    }
  }
  return cell(one.length, other.length)
}

function cell(i: number, j: number): number {
  return cells[i * COLUMNS + j] ?? 0
}

/** Share of letters, without an ending that both have, that agree: 0 to 1, less than 0 where little does. */
export function toOwnAgreement(one: Spelling, other: Spelling, edits: number): number {
  const shared = one.ending === other.ending ? one.ending.length : 0
  return 1 - edits / Math.max(1, Math.max(one.letters.length, other.letters.length) - shared)
}
