import { type Reading, readByTables, toLetterTable } from './letter-table.ts'

// BGN/PCGN of 1981 for the roman form (Eastern). The sounds b, p and d, t and g, k change places in Western Armenian and
// stay open.
const letters = toLetterTable(`
  ա a, բ b V, գ g 3, դ d U, ե e, զ z 7, է e, ը y A, թ t T, ժ zh Z, ի i, լ l, խ kh x, ծ ts c, կ k 3, հ h, ձ dz c, ղ gh 4, ճ ch 9, մ m,
  յ y Y, ն n, շ sh S, ո o, չ ch C, պ p V, ջ j 9, ռ r, ս s, վ v, տ t U, ր r, ց ts c, ւ v W, փ p P, ք k, օ o, ֆ f, և ev,
  ու u, ուա ua Wa, ուե ue We, ուի ui Wi, ուո uo Wo, եւ ev, իա ia Ya, եա ea Ya, իւ yu Yu, քս ks, կս ks, այ ay aY, ոյ uy uY, եյ ey eY, ույ uy uY
`)
const initials = toLetterTable('ու u, ո vo Wo, ե ye Ye, յ h Y, եւ ev, և ev, եա ya Ya')

/** Armenian in Latin letters; what Eastern and Western Armenian speak otherwise stays open. */
export function readArmenian(word: string): Reading {
  const plain = word.toLowerCase().replace(/[\u0559-\u055f]/g, '')
  const length = /^(?:ու|եւ|եա)/.test(plain) ? 2 : 1
  const start = readByTables(plain.slice(0, length), [initials])
  const rest = readByTables(start.roman === '' ? plain : plain.slice(length), [letters])
  return { roman: start.roman + rest.roman, sound: start.sound + rest.sound }
}
