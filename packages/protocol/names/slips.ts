const QWERTY = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const QWERTZ = ['qwertzuiop', 'asdfghjkl', 'yxcvbnm']
const AZERTY = ['azertyuiop', 'qsdfghjklm', 'wxcvbn']

// Letters and letter pairs that text recognition takes for one another, in print and in capital or small letters.
const CONFUSED =
  'il ij lj it lt ft ec eo co oq gq gy uv nh bh hk mn nu vy cg fp pr rp ei dc bd pq sz kx ws rn:m nn:m vv:w uu:w cl:d ri:n li:h ii:u iv:w lc:k ol:d'
const LEAST_LENGTH = 4
const SIZE = 26
const FIRST = 97

const confusable = toPairs()
const groups = CONFUSED.split(' ')
  .filter((pair) => pair.includes(':'))
  .map((pair) => pair.split(':') as [string, string]) // Each holds exactly one colon.

/**
 * Two words of one script differ by one slip only: a letter for one that looks like it (1/l/I, 0/O, rn/m, vv/w), for the
 * key beside it (QWERTY, QWERTZ, AZERTY), or two neighbouring letters swapped. Roman forms (a to z) of four letters or
 * more. Symmetric; equal words are no slip.
 */
export function isSlip(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < LEAST_LENGTH || Math.abs(a.length - b.length) > 1)
    return false
  let start = 0
  while (a.charCodeAt(start) === b.charCodeAt(start) && start < a.length) start++
  let end = 0
  const most = Math.min(a.length, b.length) - start
  while (end < most && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  if (left.length === 1 && right.length === 1) return isConfusable(left, right)
  if (left.length === 2 && right.length === 2)
    return left.charAt(0) === right.charAt(1) && left.charAt(1) === right.charAt(0)
  return a.length > b.length ? isGroup(a, b, start) : isGroup(b, a, start)
}

/** The longer word holds, around the place where the two part, two letters that look like one of the shorter. */
function isGroup(long: string, short: string, start: number): boolean {
  if (long.length !== short.length + 1) return false
  for (let at = Math.max(0, start - 1); at <= start; at++) {
    for (const [two, one] of groups) {
      if (
        long.startsWith(two, at) &&
        short.startsWith(one, at) &&
        long.slice(0, at) === short.slice(0, at) &&
        long.slice(at + 2) === short.slice(at + 1)
      )
        return true
    }
  }
  return false
}

function isConfusable(a: string, b: string): boolean {
  const first = a.charCodeAt(0) - FIRST
  const second = b.charCodeAt(0) - FIRST
  if (first < 0 || first >= SIZE || second < 0 || second >= SIZE) return false
  return confusable[first * SIZE + second] === 1
}

function toPairs(): Uint8Array {
  const pairs = new Uint8Array(SIZE * SIZE)
  const add = (a: string, b: string) => {
    if (a === '' || b === '') return
    const first = a.charCodeAt(0) - FIRST
    const second = b.charCodeAt(0) - FIRST
    pairs[first * SIZE + second] = 1
    pairs[second * SIZE + first] = 1
  }
  for (const pair of CONFUSED.split(' ')) if (pair.length === 2) add(pair.charAt(0), pair.charAt(1))
  for (const board of [QWERTY, QWERTZ, AZERTY]) {
    for (const [row, keys] of board.entries()) {
      const below = board[row + 1] ?? ''
      for (let at = 0; at < keys.length; at++) {
        add(keys.charAt(at), keys.charAt(at + 1))
        add(keys.charAt(at), below.charAt(at))
        add(keys.charAt(at), below.charAt(at - 1))
      }
    }
  }
  return pairs
}
