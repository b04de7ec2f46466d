/**
 * The text without blanks and these characters at its ends. A pattern that looks for the end is tried anew at every
 * character, which takes for ever on a hostile text.
 */
export function stripEnds(text: string, { start, end }: { start: string; end: string }): string {
  let from = 0
  let to = text.length
  while (from < to && isAnyOf(text.charAt(from), start)) from++
  while (to > from && isAnyOf(text.charAt(to - 1), end)) to--
  return text.slice(from, to)
}

function isAnyOf(character: string, characters: string): boolean {
  return characters.includes(character) || character.trim() === ''
}
