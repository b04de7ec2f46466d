import { compareProfiles, toPersonProfile } from '@isthmus/protocol/score'
import { type PlainPerson, toPerson } from '../bench-person.ts'
import { findText, toRows } from '../files.ts'
import { KeyIndex, toSubjects } from '../key-index.ts'
import { thresholds } from '../thresholds.ts'
import { toRates } from './lists.ts'

/** FEBRL 4: five thousand originals against five thousand corrupted copies, all fields, one to one. */
export function findFebrl(folders: readonly string[]): Record<string, number> | undefined {
  const a = findText(folders, 'bench/febrl_dataset4a.csv')
  const b = findText(folders, 'bench/febrl_dataset4b.csv')
  if (a === undefined || b === undefined) return undefined
  const originals = toRows(a).map(toPlain).map(toPerson)
  const index = new KeyIndex(toRows(b).map(toPlain).map(toPerson))
  const held = index.persons.map(toPersonProfile)
  let found = 0
  let wrong = 0
  let reached = 0
  for (const person of originals) {
    const asked = toPersonProfile(person)
    const truth = person.reference.replace('-org', '-dup-0')
    let best = -Infinity
    let bestReference = ''
    for (const at of index.candidatesOf(toSubjects(person))) {
      const profile = held[at]
      const reference = index.persons[at]?.reference ?? ''
      if (profile === undefined) continue
      if (reference === truth) reached++
      const { score } = compareProfiles(asked, profile, { population: held.length })
      if (score > best) {
        best = score
        bestReference = reference
      }
    }
    if (best < thresholds.febrl) continue
    if (bestReference === truth) found++
    else wrong++
  }
  return { ...toRates(found, wrong, originals.length), reached_by_keys: reached / originals.length }
}

function toPlain(row: Record<string, string>): PlainPerson {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(row.date_of_birth ?? '')
  return {
    id: row.rec_id ?? '',
    names: [`${row.given_name} ${row.surname}`],
    dob: day === null ? [] : [`${day[1]}-${day[2]}-${day[3]}`],
    docs: row.soc_sec_id ? [['other', row.soc_sec_id, '']] : [],
    places: [`${row.address_1} ${row.address_2}`, `${row.suburb} ${row.postcode}`].filter(
      (place) => place.trim() !== '',
    ),
  }
}
