/** Deeper than any message of the contract by far. */
const mostLevels = 64

/**
 * JSON of another peer. Throws SyntaxError, also beyond 64 levels: the time that a parser takes for brackets within brackets
 * grows faster than their number (two million of them hold a peer up for seconds).
 */
export function parseJson(text: string): unknown {
  assertShallow(text)
  return JSON.parse(text)
}

function assertShallow(text: string): void {
  let level = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = findEnd(text, at)
    else if (code === openBrace || code === openBracket) level += 1
    else if (code === closeBrace || code === closeBracket) level -= 1
    if (level > mostLevels) throw new SyntaxError('the JSON has too many levels')
  }
}

const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]
const [quote, backslash] = [0x22, 0x5c]

/** Where the string ends that begins at `at`; the end of the text when it does not. */
function findEnd(text: string, at: number): number {
  let end = text.indexOf('"', at + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text.charCodeAt(first - 1) === backslash) first -= 1
  return (at - first) % 2 === 1
}
