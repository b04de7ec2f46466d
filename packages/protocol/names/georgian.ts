import { type Reading, readByTables, toLetterTable } from './letter-table.ts'

// The national system of 2002 for the roman form, without its apostrophes.
const letters = toLetterTable(`
  ა a, ბ b, გ g, დ d, ე e, ვ v, ზ z 7, თ t T, ი i, კ k, ლ l, მ m, ნ n, ო o, პ p, ჟ zh Z, რ r, ს s, ტ t, უ u, ფ p P, ქ k, ღ gh 4, ყ q k,
  შ sh S, ჩ ch C, ც ts c, ძ dz c, წ ts c, ჭ ch C, ხ kh x, ჯ j J, ჰ h, ჱ ey eY, ჲ y Y, ჳ w W, ჴ q k, ჵ o, ჶ f,
  უა ua Wa, უე ue We, უი ui Wi, უო uo Wo, ია ia Ya, ქს ks, კს ks
`)

/**
 * Georgian (Mkhedruli; capitals and old letters too) in Latin letters. The i that Georgian adds to foreign names that
 * end in a consonant stays open: ჰოვარდი is Howard.
 */
export function readGeorgian(word: string): Reading {
  const read = readByTables(toMkhedruli(word), [letters])
  return { roman: read.roman, sound: read.sound.replace(/(?<=[^aeiouAYW]{1,2})i$/, 'A') }
}

/** Capitals (Mtavruli) and the church letters (Asomtavruli, Nuskhuri) lie in blocks of the same order. */
function toMkhedruli(word: string): string {
  return word
    .replace(/[\u1c90-\u1cbf]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x1c90 + 0x10d0))
    .replace(/[\u10a0-\u10c5]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x30))
    .replace(/[\u2d00-\u2d25]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x2d00 + 0x10d0))
}
