import { type Reading, readByTables, toLetterTable } from './letter-table.ts'

// ELOT 743 for the roman form; the sound keeps what a transcription from another language may have meant.
const letters = toLetterTable(`
  ου ou u, αι ai e, ει ei i, οι oi i, υι yi i, ντ nt nd, γκ gk g, γγ ng ng, γχ nch nx, γξ nx nks, τζ tz J, τσ ts 6, μπ mp mb
  α a, β v, γ g G, δ d 1, ε e, ζ z 7, η i, θ th 0, ι i, κ k, λ l, μ m, ν n, ξ x ks, ο o, π p, ρ r, σ s 8, ς s 8, τ t, υ y i,
  για gia Ha, γιο gio Ho, γιε gie He, γιου giou Hu,
  φ f, χ ch X, ψ ps, ω o
`)
const initials = toLetterTable('μπ b, ντ nt d, γκ gk g')
// After a consonant these stand for b, d, g alone; after a vowel for mb, nd, ng too.
const afterConsonant = toLetterTable(
  'λμπ lmp lb, ρμπ rmp rb, σμπ smp zb, κμπ kmp kb, ζμπ zmp zb, λντ lnt ld, ρντ rnt rd, λγκ lgk lg, ργκ rgk rg, φγκ fgk fg, νγκ ngk ng, νμπ nmp nb',
)
const VOICED = 'αεηιουωβγδζλμνρ'

/** Modern Greek in Latin letters (ELOT 743), with αυ, ευ, ηυ by what follows and μπ, ντ, γκ by their place. */
export function readGreek(word: string): Reading {
  const plain = [
    ...word
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u0307\u0309-\u036f]/g, ''),
  ]
    .join('')
    .replace(/([αεο])([ιυ])\u0308/g, '$1$2$3')
    .replaceAll('\u0308', '')
  const start = readByTables(plain.slice(0, 2), [initials])
  const rest = start.roman === '' ? plain : plain.slice(2)
  const read = readByTables(withSpokenYpsilon(rest), [spoken, afterConsonant, letters])
  return { roman: start.roman + read.roman, sound: start.sound + read.sound }
}

const spoken = toLetterTable('\u0001 v, \u0002 f')

function withSpokenYpsilon(word: string): string {
  return word.replace(/([αεη])υ(.?)/g, (_, vowel: string, next: string) => {
    return `${vowel}${next !== '' && VOICED.includes(next) ? '\u0001' : '\u0002'}${next}`
  })
}
