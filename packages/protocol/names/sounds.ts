/**
 * The sounds that names are compared by, one character each.
 * Certain: vowels a e i o u; b p f v w m n N(ng) l r t d 0(th) 1(dh) s z S(sh) Z(zh) C(ch) J(dzh) c(ts) k g x(kh) h.
 * Open, because the script or spelling leaves more than one: see OPEN.
 */
export const OPEN: Readonly<Record<string, string>> = {
  A: 'aeiou',
  W: 'wvuo',
  Y: 'iej',
  B: 'bv',
  P: 'pf',
  E: 'tc',
  F: 'fvp',
  K: 'kx',
  G: 'ghx',
  H: 'giJ',
  X: 'xhk',
  Q: 'CSkx',
  D: 'dz1',
  T: 'ts0',
  I: 'JgZ',
  L: 'lr',
  j: 'JiZxh',
  q: 'gJZx',
  $: 'sS',
  2: 'kCcJ',
  3: 'kg',
  4: 'ghx',
  5: 'skcCJ',
  6: 'cCsJ',
  7: 'zZJ1',
  8: 'sS0Z',
  9: 'JCcZz',
  w: 'wv',
  V: 'bp',
  U: 'dt',
  R: 'dJ',
}

const VOWELS = 'aeiou'
const LOOSE_VOWELS = 'aeiouAWYw'

export function isVowelSound(sound: string): boolean {
  return VOWELS.includes(sound) || sound === 'A'
}

// Costs of hearing one sound as another, 0 (same) to 1 (unrelated).
const NEAR = `pb .3, td .25, kg .3, fv .2, vw .1, bv .35, pf .45, sz .15, sS .25, zZ .25, SZ .3, SC .3, sc .25, Cc .3, CJ .3, JZ .2, zc .3,
  zJ .35, kx .35, gx .45, xh .15, gh .4, kh .6, tc .45, dJ .45, tC .5, s0 .3, t0 .1, d1 .1, z1 .2, lr .5, mn .5, nl .7, dz .5, ts .6, ks .7, kC .6,
  kc .7, gJ .35, bm .7, nN .1, Ng .6, bf .5, pv .5, wb .5, f0 .5, zd .5, ZC .4, Sc .4, ZS .3, 01 .3, t1 .3, d0 .3, s1 .5, dt .25, kJ .7, xg .45, mN .6`
const NEAR_VOWELS = 'ae .3, ao .4, ai .6, au .6, ei .25, ou .25, eo .5, eu .6, io .7, iu .6'

const VOWEL_WEIGHT = 0.4
const SIZE = 128

/** What it costs to change the sound with one char code into another: `costs[from * 128 + to]`. */
export const substitutionCosts: Float32Array = toSubstitutionCosts()
/** What it costs to add or drop a sound, by char code. */
export const indelCosts: Float32Array = toIndelCosts()
/** How much a sound weighs in the length of a word, by char code. */
export const soundWeights: Float32Array = toSoundWeights()

/** 1 for sounds that a script without vowels may leave out, by char code. */
export const looseSounds: Uint8Array = toLooseSounds()

function toLooseSounds(): Uint8Array {
  const loose = new Uint8Array(SIZE)
  for (const sound of 'aeiouAWY') loose[sound.charCodeAt(0)] = 1
  return loose
}

function toSubstitutionCosts(): Float32Array {
  const certain = toCertainCosts()
  const costs = new Float32Array(SIZE * SIZE).fill(1)
  for (const from of allSounds()) {
    for (const to of allSounds()) {
      costs[from.charCodeAt(0) * SIZE + to.charCodeAt(0)] = from === to ? 0 : toOpenCost(certain, from, to)
    }
  }
  return costs
}

function toCertainCosts(): Map<string, number> {
  const costs = new Map<string, number>()
  const add = (pairs: string, weight: number) => {
    for (const pair of pairs.split(',')) {
      const [sounds = '', cost = '1'] = pair.trim().split(' ')
      const a = sounds.charAt(0)
      const b = sounds.charAt(1)
      costs.set(a + b, Number(cost) * weight)
      costs.set(b + a, Number(cost) * weight)
    }
  }
  add(NEAR, 1)
  add(NEAR_VOWELS, VOWEL_WEIGHT)
  return costs
}

function toOpenCost(certain: Map<string, number>, from: string, to: string): number {
  let best = 2
  const isOpen = (OPEN[from] ?? OPEN[to]) !== undefined
  for (const a of OPEN[from] ?? from) {
    for (const b of OPEN[to] ?? to) best = Math.min(best, a === b ? 0 : toPairCost(certain, a, b))
  }
  return isOpen ? Math.min(1.4, best + 0.04) : best
}

function toPairCost(certain: Map<string, number>, a: string, b: string): number {
  const known = certain.get(a + b)
  if (known !== undefined) return known
  const vowels = Number(VOWELS.includes(a)) + Number(VOWELS.includes(b))
  if (vowels === 2) return 0.6 * VOWEL_WEIGHT
  if (vowels === 1) return 'w'.includes(a) || 'w'.includes(b) ? 0.2 : 1.2
  return 1
}

function toIndelCosts(): Float32Array {
  const costs = new Float32Array(SIZE).fill(1)
  const set = (sounds: string, cost: number) => {
    for (const sound of sounds) costs[sound.charCodeAt(0)] = cost
  }
  set('aeiou', VOWEL_WEIGHT * 0.8)
  set('A', 0.06)
  set('WY', 0.15)
  set('w', 0.4)
  set('h', 0.3)
  set('x', 0.7)
  set('XG4j', 0.6)
  set('H', 0.4)
  set('n', 0.85)
  return costs
}

function toSoundWeights(): Float32Array {
  const weights = new Float32Array(SIZE).fill(1)
  for (const sound of LOOSE_VOWELS) weights[sound.charCodeAt(0)] = VOWEL_WEIGHT
  weights['h'.charCodeAt(0)] = 0.5
  weights['A'.charCodeAt(0)] = 0.1
  return weights
}

function allSounds(): string[] {
  return [...new Set([...'aeioubpfvwmnNlrtd01szSZCJckgxh', ...Object.keys(OPEN)])]
}
