import type { Person } from '@isthmus/contract/types'
import { matchKeysOfPerson } from '@isthmus/protocol/match-keys'
import { describe, expect, it } from 'vitest'
import { ModelLearner } from './model-learner.ts'

const given = 'Anna Борис Clara Дмитрий Elena فريد Greta حسن Irina Jamal Κατερίνα Leonid'.split(' ')
const family = 'Kovacs Петров Haddad Lindqvist Moreau منصور Yılmaz Horváth Nowak Παπαδόπουλος Weber'.split(
  ' ',
)
const towns = 'Aleppo Mosul Kabul Herat Tunis Odesa Sofia'.split(' ')
const pick = (list: readonly string[], at: number) => list[at % list.length] ?? ''

function toPerson(number: number): Person {
  const names = Array.from({ length: 1 + (number % 4) }, (_, at) => ({
    full: `${pick(given, number + at * 5)} ${pick(family, Math.floor(number / 3) + at)}`,
    kind: at === 0 ? ('primary' as const) : ('alias' as const),
    quality: 'unknown' as const,
  }))
  const day = String(1 + (number % 28)).padStart(2, '0')
  return {
    kind: 'person',
    reference: `r${number}`,
    claims: [
      {
        names,
        births: [`${1950 + (number % 50)}-05-${day}`],
        birthPlaces: [],
        nationalities: [number % 3 === 0 ? 'SY' : 'UA'],
        places: [{ text: pick(towns, number) }],
        documents: [],
      },
    ],
  }
}

const source = () => Array.from({ length: 900 }, (_, number) => toPerson(number % 800))

function learn(persons: readonly Person[]): string {
  const learner = new ModelLearner()
  for (const person of persons) learner.add(person, [...new Set(matchKeysOfPerson(person))])
  return JSON.stringify(learner.toModel())
}

describe('the model of a source', () => {
  it('is the same to the last letter whenever the same rows come in the same order', () => {
    const first = learn(source())
    // What a process met before must not count: words get their numbers in the order in which they are met.
    learn(source().reverse())
    expect(learn(source())).toBe(first)
  })

  it('comes from an empty source as well', () => {
    expect(JSON.parse(learn([]))).toMatchObject({ persons: 0 })
  })
})
