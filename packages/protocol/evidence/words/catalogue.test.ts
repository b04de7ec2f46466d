import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultKindOf } from '../fault-kind.ts'
import { Findings } from '../finding.ts'
import { catalogues, type EvidenceLanguage, fillIn, say, toSentence } from './catalogue.ts'

const languages = Object.keys(catalogues) as EvidenceLanguage[]

function formsOf(sentence: string | { one: string; other: string }): string[] {
  return typeof sentence === 'string' ? [sentence] : [sentence.one, sentence.other]
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort()
}

describe.each(languages.filter((language) => language !== 'en'))(
  'the words of evidence in %s',
  (language) => {
    const { sentences, report } = catalogues[language]

    it('fill in the same things as English, in every form', () => {
      for (const [code, english] of Object.entries(catalogues.en.sentences)) {
        const own = sentences[code as keyof typeof sentences]
        for (const form of formsOf(own))
          expect([code, namesIn(form)]).toEqual([code, namesIn(formsOf(english).at(-1) ?? '')])
      }
      for (const [key, english] of Object.entries(catalogues.en.report))
        expect([key, namesIn(report[key as keyof typeof report])]).toEqual([key, namesIn(english)])
    })

    it('have no word that was left in English', () => {
      const same = Object.entries(catalogues.en.sentences).filter(
        ([code, english]) => formsOf(sentences[code as keyof typeof sentences])[0] === formsOf(english)[0],
      )
      expect(same.map(([code]) => code)).toEqual([])
    })
  },
)

describe('a sentence', () => {
  it('has the form of its count in each language', () => {
    const witnesses = (count: number) => say('witnesses-counted', { count, required: 2 })
    expect(toSentence(witnesses(1), 'el')).toContain('1 κόμβος βεβαίωσε')
    expect(toSentence(witnesses(2), 'el')).toContain('2 κόμβοι βεβαίωσαν')
    expect(toSentence(witnesses(0), 'fr')).toContain('0 nœud a attesté')
  })

  it('says words of the contract and lists in its language, and any other value as it is', () => {
    const said = say('person-stated', {
      name: 'Peer north',
      pseudonym: 'q',
      role: 'dpo',
      organisation: 'Police',
      assuranceLevel: 'high',
      purpose: 'constructor',
      legalBasis: '{name}',
      caseReference: 'A-1',
    })
    const sentence = toSentence(said, 'it')
    expect(sentence).toContain('responsabile della protezione dei dati, Police, livello di garanzia: elevato')
    expect(sentence).toContain('Finalità: constructor; base giuridica: {name}')
  })

  it('never fills in what a value brings with it', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(fillIn('a {x} b', { x: value, secret: 'no' })).toBe(`a ${value} b`)
      }),
    )
  })
})

describe('what was thrown', () => {
  it('is a finding of the kind of its code, and of no kind when the code is unknown', () => {
    expect(faultKindOf('KEY_REVOKED')).toBe('fault-key')
    expect(faultKindOf('toString')).toBe('fault-unknown')
    const findings = new Findings()
    findings.attempt('inclusion', 'log/a', () => {
      throw Object.assign(new Error('the path is wrong'), { code: 'INCLUSION_WRONG' })
    })
    findings.attempt('inclusion', 'log/b', () => {
      throw new TypeError('never shown')
    })
    findings.attempt('inclusion', 'log/c', () => {
      // What a foreign parser might throw.
      throw 'text'
    })
    expect(findings.list.map(({ sentence }) => sentence)).toEqual([
      'The proof does not lead to the state that the log signed (INCLUSION_WRONG).',
      'It cannot be verified: a fault of kind TypeError.',
      'It cannot be verified: a fault of kind string.',
    ])
    expect(findings.list[0]?.detail).toBe('the path is wrong')
  })
})
