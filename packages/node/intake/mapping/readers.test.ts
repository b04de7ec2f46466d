import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDocumentText } from './document-text.ts'
import { readCommaName, readLabelledRemarks, readNumberedList } from './readers.ts'
import { transformed } from './transforms.ts'

describe('numbered-list', () => {
  const texts = (text: string) => readNumberedList(text).map((item) => item.text)

  test.each([
    ['1) Saudi Arabia 2) Qatar', ['Saudi Arabia', 'Qatar']],
    ['(a) Iraq (b) Iran', ['Iraq', 'Iran']],
    ['A) One, (b) Two', ['One', 'Two']],
    ['(1)-(2) Tunisia (3) Morocco', ['Tunisia', 'Morocco']],
    ['Baghdad', ['Baghdad']],
    ['Building (5) Kabul', ['Building (5) Kabul']],
    ['', []],
  ])('%j becomes %j', (text, items) => {
    expect(texts(text)).toEqual(items)
  })
})

describe('comma-name', () => {
  test('what stands before the comma is the family name', () => {
    expect(readCommaName('RYZHKOV, Nikolai Ivanovich')).toEqual({
      family: 'RYZHKOV',
      given: 'Nikolai Ivanovich',
    })
  })

  test('a text without a comma, or with nothing on one side, is the whole name', () => {
    expect(readCommaName('ABU SALEH')).toEqual({ full: 'ABU SALEH' })
    expect(readCommaName('SALEH,')).toEqual({ full: 'SALEH' })
  })
})

describe('labelled-remarks', () => {
  const remarks =
    "DOB 19 Apr 1982; alt. DOB 18 Apr 1982; Passport F654645 issued 30 Apr 2005; Passportless; a.k.a. 'X'."

  test('only the labels asked for are read, and the longest label wins', () => {
    expect(readLabelledRemarks(remarks, ['DOB', 'alt. DOB'])).toEqual([
      { label: 'DOB', text: '19 Apr 1982' },
      { label: 'alt. DOB', text: '18 Apr 1982' },
    ])
  })

  test('a word that merely begins like a label is none', () => {
    expect(readLabelledRemarks(remarks, ['Passport'])).toEqual([
      { label: 'Passport', text: 'F654645 issued 30 Apr 2005' },
    ])
    expect(readLabelledRemarks("Citizen's Card Number 12345", ['citizen'])).toEqual([])
  })

  test('the full stop at the end belongs to the sentence', () => {
    expect(readLabelledRemarks(remarks, ['a.k.a.'])).toEqual([{ label: 'a.k.a.', text: "'X'" }])
  })
})

describe('document-text', () => {
  test.each([
    ['FN460001 (Zimbabwe)', { number: 'FN460001', country: 'ZW' }],
    [
      '778456 (Turkey) issued 14 May 1997 expires 13 May 2007',
      { number: '778456', country: 'TR', issuedOn: '14 May 1997', expiresOn: '13 May 2007' },
    ],
    [
      'D 000763 (Afghan). Issued on 9 Jan 1997',
      { number: 'D 000763', country: 'AF', issuedOn: '9 Jan 1997' },
    ],
    [
      'British passport no.210804241 (issued 27.07.2010 expires 27.07.2020',
      {
        type: 'passport',
        number: '210804241',
        country: 'GB',
        issuedOn: '27.07.2010',
        expiresOn: '27.07.2020',
      },
    ],
    ['2863795S, expires 23 Aug 2005 (Iraq)', { number: '2863795S', country: 'IQ', expiresOn: '23 Aug 2005' }],
    ['15.390.353 (Spain)', { number: '15.390.353', country: 'ES' }],
    ['45 626 584 (Spain)', { number: '45 626 584', country: 'ES' }],
    [
      'Civil ID no 1028745097 (Saudi Arabian)',
      { type: 'identity-card', number: '1028745097', country: 'SA' },
    ],
    ['No: 101127200129 (expires 04/11/2020)', { number: '101127200129', expiresOn: '04/11/2020' }],
  ])('%j is read', (text, document) => {
    expect(readDocumentText(text)).toEqual([document])
  })

  test('a second number is a document of its own, without the dates of the first', () => {
    expect(readDocumentText('381420565 and 654120219')).toEqual([
      { number: '381420565' },
      { number: '654120219' },
    ])
  })

  test('words without a number are no document', () => {
    expect(readDocumentText('issued in Kabul on 1 Jan 1999')).toEqual([{ issuedOn: '1 Jan 1999' }])
  })
})

describe('transforms', () => {
  test('each keeps its word', () => {
    expect(transformed(['a', 'b'], [{ keep: 'first' }])).toEqual(['a'])
    expect(transformed(['a', 'b'], [{ keep: 'last' }])).toEqual(['b'])
    expect(transformed(['Russia / Russie'], [{ before: ' / ' }])).toEqual(['Russia'])
    expect(transformed(['Russia'], [{ before: ' / ' }])).toEqual(['Russia'])
    expect(transformed(['Gender Male; x'], [{ after: 'Gender ' }, { before: ';' }])).toEqual(['Male'])
    expect(transformed(['nothing'], [{ after: 'Gender ' }])).toEqual([])
    expect(transformed(['a;b'], [{ split: ';' }])).toEqual(['a', 'b'])
    expect(transformed(['Arabic: x'], [{ remove: 'Arabic:' }])).toEqual(['  x'])
    expect(transformed(['“Kawa”', "'X'", '"'], [{ unquote: true }])).toEqual(['Kawa', 'X', ''])
  })
})

test('no text makes a reader throw, or wait', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.stringMatching(/^[(1a) ]{0,400}$/u),
    fc.stringMatching(/^[0-9 .,;()-]{0,400}$/u),
  )
  fc.assert(
    fc.property(hostile, (text) => {
      readNumberedList(text)
      readCommaName(text)
      readDocumentText(text)
      readLabelledRemarks(text, ['DOB', 'Passport'])
    }),
  )
})

test('every reader comes to an end of a text of 200 000 hostile characters', () => {
  const parts = [
    "'",
    '.',
    `x'"`,
    '#a',
    'expir',
    'expirα',
    '-',
    ',;:&',
    '- x',
    '. ',
    '1-',
    '(',
    'issued α',
    ' and ',
    'no.',
    '1 ',
  ]
  for (const part of parts) {
    const text = `1) ${part.repeat(200_000 / part.length)}x`
    expect(readDocumentText(text).length, part).toBeGreaterThan(0)
    readNumberedList(text)
    readCommaName(text)
    readLabelledRemarks(text, ['DOB', '1)'])
  }
})

test('the longest text that is read is read within a second', () => {
  for (const part of ['1 ', 'issued ', '(1) ', 'a) ', '12.', '(Iraq ', 'No ', 'expires 1 ']) {
    const text = part.repeat(20_000 / part.length)
    const start = performance.now()
    readDocumentText(text)
    readNumberedList(text)
    expect(performance.now() - start).toBeLessThan(1_000)
  }
})
