import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { toNameForms } from '@isthmus/protocol/names'
import { comparePerson, prepareSubject } from '@isthmus/protocol/score'
import { findLists } from './tasks/lists.ts'

const L = (await findLists(['/work/shared/data/persons']))!
const names = [...L.persons.values()].flatMap((p) => p.claims[0].names)
const what = process.argv[2]
for (let r = 0; r < 3; r++) {
  const t = performance.now()
  if (what === 'names') {
    for (const n of names) toNameForms(n)
    console.log('us/name', ((performance.now() - t) * 1000) / names.length)
  }
  if (what === 'keys') {
    const ps = [...L.persons.values()]
    for (const p of ps) matchKeysOfPerson(p)
    console.log('us/person', ((performance.now() - t) * 1000) / ps.length)
  }
  if (what === 'cmp') {
    const ps = [...L.persons.values()].slice(0, 2000)
    const subs = ps
      .filter((_, i) => i % 20 === 0)
      .map((p) =>
        prepareSubject({ full: p.claims[0].names[0].full!, birth: p.claims[0].births[0] ?? '1970' }),
      )
    for (const s of subs) for (const p of ps) comparePerson(s, p, { population: 10000 })
    console.log(
      'us/cmp',
      ((performance.now() - t) * 1000) / ps.length / subs.length,
      names.length / L.persons.size,
    )
  }
}
