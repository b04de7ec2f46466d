import { scriptOf } from '@isthmus/protocol/names'
import { comparePerson, compareProfiles, prepareSubject, toPersonProfile } from '@isthmus/protocol/score'
import { findText, toRows } from './files.ts'
import { KeyIndex, toSubjects } from './key-index.ts'
import { findLists } from './tasks/lists.ts'
import { findPoliticians } from './tasks/politicians.ts'

const F = ['/work/shared/data/persons']
const which = process.argv[2] ?? 'all'
const show = Number(process.argv[3] ?? 0)
const at0 = Number(process.argv[4] ?? 13)
const L = (await findLists(process.env.SHIPPED ? ['/work/main/bench/data/persons'] : F))!
const cutN = (p: any, f: any) => ({
  ...p,
  claims: [{ ...p.claims[0], names: p.claims[0].names.filter((n: any, i: number) => f(n.full, i)) }],
})
function table(name: string, s: [number, boolean, string][], total?: number) {
  // score,isTrue
  const tot = total ?? s.filter((x) => x[1]).length,
    neg = s.filter((x) => !x[1]).length
  console.log(name, 'true', tot, 'neg', neg)
  let line = ''
  for (let t = 0; t <= 34; t += 2) {
    const tp = s.filter((x) => x[1] && x[0] >= t).length,
      fp = s.filter((x) => !x[1] && x[0] >= t).length
    line += `t${t}: R${(tp / tot).toFixed(4)} P${(tp / Math.max(1, tp + fp)).toFixed(4)} FA${(fp / Math.max(1, neg)).toFixed(4)} F${((2 * tp) / (tp + fp + tot)).toFixed(4)}\n`
  }
  console.log(line)
  if (show) {
    console.log('--missed')
    s.filter((x) => x[1] && x[0] < at0)
      .sort((a, b) => a[0] - b[0])
      .slice(0, show)
      .forEach((x) => console.log(x[0], x[2]))
    console.log('--wrong')
    s.filter((x) => !x[1] && x[0] >= at0)
      .sort((a, b) => b[0] - a[0])
      .slice(0, show)
      .forEach((x) => console.log(x[0], x[2]))
  }
}
const d = (p: any) =>
  p.reference.slice(0, 14) +
  ' ' +
  p.claims[0].names
    .map((n: any) => n.full)
    .slice(0, 6)
    .join('; ') +
  ' ' +
  p.claims[0].births +
  ' ' +
  p.claims[0].nationalities
const why = (r: any) => r.comparisons.map((c: any) => `${c.field[0]}:${c.level}${c.bits}`).join(' ')
function pairs(name: string, ps: any[]) {
  table(
    name,
    ps.map(({ a, b, isSame }) => {
      const r = compareProfiles(toPersonProfile(a), toPersonProfile(b), { population: 1 })
      return [r.score, isSame, `${d(a)}  <>  ${d(b)} ${why(r)}`] as any
    }),
  )
}
if (which === 'all' || which === 'lists') pairs('all aliases', L.pairs)
if (which === 'all' || which === 'primary')
  pairs(
    'primary',
    L.pairs.map((p) => ({
      ...p,
      a: cutN(p.a, (_: any, i: number) => i === 0),
      b: cutN(p.b, (_: any, i: number) => i === 0),
    })),
  )
if (which === 'all' || which === 'opp') {
  const c: any[] = []
  for (const p of L.pairs)
    for (const [x, y] of [
      [p.a, p.b],
      [p.b, p.a],
    ]) {
      const a = cutN(x, (n: string) => scriptOf(n) !== 'Latn'),
        b = cutN(y, (n: string) => scriptOf(n) === 'Latn')
      if (a.claims[0].names.length && b.claims[0].names.length) c.push({ a, b, isSame: p.isSame })
    }
  pairs('opposite', c)
}
if (which === 'all' || which === 'un') {
  const un = [...L.persons.values()].filter((p) => p.reference.startsWith('un:')),
    uk = [...L.persons.values()].filter((p) => p.reference.startsWith('uk26:'))
  const idx = new KeyIndex(uk)
  const truth = new Set(
    L.pairs.filter((p) => p.isSame).map((p) => [p.a.reference, p.b.reference].sort().join()),
  )
  let tot = 0
  for (const t of truth) if (/un:/.test(t) && /uk26:/.test(t)) tot++
  const s: any[] = []
  for (const p of un) {
    const A = toPersonProfile(p)
    for (const i of idx.candidatesOf(toSubjects(p))) {
      const q = uk[i]!
      if (
        ['6908500–DPR0006', '6908511–DPR0044', '6908584–DPR0019'].includes(
          `${p.reference.slice(3)}–${q.reference.slice(5)}`,
        )
      )
        continue
      const r = compareProfiles(A, toPersonProfile(q), { population: 1 })
      s.push([r.score, truth.has([p.reference, q.reference].sort().join()), `${d(p)} <> ${d(q)} ${why(r)}`])
    }
  }
  table('un x uk', s, tot)
}
if (which === 'all' || which === 'neg') {
  const ps = [...L.persons.values()]
  const idx = new KeyIndex(ps)
  const s: any[] = []
  for (const r of toRows(findText(F, 'bench/yente_negatives_global.csv.gz')!)) {
    const sub = { full: r.full_name!, birth: r.date_of_birth! }
    const pr = prepareSubject(sub)
    let b = -99,
      w = ''
    for (const i of idx.candidatesOf([sub])) {
      const x = comparePerson(pr, ps[i]!, { population: 1 })
      if (x.score > b) {
        b = x.score
        w = `${r.full_name} ${r.date_of_birth} <> ${d(ps[i])} ${why(x)}`
      }
    }
    s.push([b, false, w])
  }
  table('negatives', s, 1)
}
if (which === 'all' || which === 'pol') {
  const P = findPoliticians(F)!
  const s: any[] = []
  let tot = 0
  const by = new Map<string, number[]>()
  const script = process.argv[5]
  const nm = new Map(P.index.persons.map((p) => [p.reference, p]))
  for (const q of P.queries) {
    if (!q.birth || (script && q.script !== script)) continue
    tot++
    const sub = { full: q.name, birth: q.birth }
    const pr = prepareSubject(sub)
    let hit = false
    const c = by.get(q.script) ?? [0, 0, 0, 0, 0]
    c[0]!++
    for (const i of P.index.candidatesOf([sub])) {
      const x = P.index.persons[i]!
      const r = comparePerson(pr, x, { population: 1 })
      if (x.reference === q.id) {
        hit = true
        c[1]!++
        if (r.score >= at0) c[2]!++
      } else if (r.score >= at0) c[3]!++
      s.push([r.score, x.reference === q.id, `${q.name} ${q.birth} <> ${d(x)} ${why(r)}`])
    }
    if (!hit) s.push([-50, true, `NOKEY ${q.name} ${q.birth} <> ${d(nm.get(q.id))}`])
    by.set(q.script, c)
  }
  table('politicians', s, tot)
  for (const [k, v] of [...by].sort((a, b) => b[1][0]! - a[1][0]!).slice(0, 14))
    console.log(
      k,
      'n',
      v[0],
      'key',
      (v[1]! / v[0]!).toFixed(3),
      'R',
      (v[2]! / v[0]!).toFixed(3),
      'wrong',
      v[3],
    )
}
