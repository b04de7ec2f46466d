import { toNameForms } from '@isthmus/protocol/names'
import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import { findPoliticians } from './tasks/politicians.ts'

const P = findPoliticians(['/work/shared/data/persons'])!
const nm = new Map(P.index.persons.map((p, i) => [p.reference, i]))
const by = new Map<string, number[]>()
const show = process.argv[2]
let cands = 0,
  n = 0
for (const q of P.queries) {
  const sub = { full: q.name }
  const pr = prepareSubject(sub)
  const c = P.index.candidatesOf([sub])
  cands += c.size
  n++
  const t = nm.get(q.id)!
  const r = by.get(q.script) ?? [0, 0, 0, 0]
  r[0]!++
  if (c.has(t)) {
    r[1]!++
    let _best = -99,
      _b = -1,
      ties = 0
    const ts = comparePerson(pr, P.index.persons[t]!, { population: 1 }).score
    let better = 0
    for (const i of c) {
      const s = comparePerson(pr, P.index.persons[i]!, { population: 1 }).score
      if (s > ts) better++
      else if (i !== t && s === ts) ties++
    }
    if (better === 0) r[2]!++
    if (better === 0 && ties === 0) r[3]!++
  } else if (show === q.script && Math.random() < 0.25) {
    const p = P.index.persons[t]!
    console.log(
      q.name,
      '|',
      p.claims[0].names
        .map((n) => n.full)
        .slice(0, 3)
        .join('; '),
      '|',
      toNameForms(q.name)
        .tokens.map((t) => t.skeletons.join('/'))
        .join(' '),
      '|',
      toNameForms(p.claims[0].names[0]?.full!)
        .tokens.map((t) => t.skeletons.join('/'))
        .join(' '),
    )
  }
  by.set(q.script, r)
}
console.log('cands/q', cands / n)
for (const [k, v] of [...by].sort((a, b) => b[1][0]! - a[1][0]!).slice(0, 12))
  console.log(
    k,
    v[0],
    'reach',
    (v[1]! / v[0]!).toFixed(3),
    'best-or-tied',
    (v[2]! / v[0]!).toFixed(3),
    'alone',
    (v[3]! / v[0]!).toFixed(3),
  )
