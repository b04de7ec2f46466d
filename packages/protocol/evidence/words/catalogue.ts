import { reportEl, sentencesEl, termsEl } from './el.ts'
import { reportEn, sentencesEn, termsEn } from './en.ts'
import { reportFr, sentencesFr, termsFr } from './fr.ts'
import { reportIt, sentencesIt, termsIt } from './it.ts'

export type SentenceCode = keyof typeof sentencesEn
type Sentence = string | { readonly one: string; readonly other: string }

/** A missing sentence of a language is a type error. */
export type Sentences = Readonly<Record<SentenceCode, Sentence>>
export type Terms = typeof termsEn
export type Report = typeof reportEn

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type FormsOf<Code extends SentenceCode> = (typeof sentencesEn)[Code] extends infer Entry
  ? Entry extends { other: infer Text }
    ? Text
    : Entry
  : never

export type Value = string | number | readonly string[]
export type ValuesOf<Code extends SentenceCode> = Readonly<Record<NamesIn<FormsOf<Code>>, Value>>

/** A sentence in no language: which one, and what is filled in. Holds no personal value but pseudonyms. */
export type Said = { code: SentenceCode; values: Readonly<Record<string, Value>> }

/** The languages of findings. */
export type EvidenceLanguage = 'en' | 'el' | 'it' | 'fr'

type Catalogue = { name: string; sentences: Sentences; terms: Terms; report: Report }

export const catalogues: Readonly<Record<EvidenceLanguage, Catalogue>> = {
  en: { name: 'English', sentences: sentencesEn, terms: termsEn, report: reportEn },
  el: { name: 'Ελληνικά', sentences: sentencesEl, terms: termsEl, report: reportEl },
  it: { name: 'Italiano', sentences: sentencesIt, terms: termsIt, report: reportIt },
  fr: { name: 'Français', sentences: sentencesFr, terms: termsFr, report: reportFr },
}

export function isEvidenceLanguage(text: string): text is EvidenceLanguage {
  return Object.hasOwn(catalogues, text)
}

/** What is found, as a code with its values; a value that the sentence wants and does not get is a type error. */
export function say<Code extends SentenceCode>(
  code: Code,
  ...[values]: [NamesIn<FormsOf<Code>>] extends [never] ? [] : [ValuesOf<Code>]
): Said {
  return { code, values: values ?? {} }
}

/** The sentence in a language; values that are words of the contract are said in it, too. */
export function toSentence({ code, values }: Said, language: EvidenceLanguage): string {
  const { sentences, terms } = catalogues[language]
  const sentence = sentences[code]
  const text = typeof sentence === 'string' ? sentence : sentence[formOf(values.count, language)]
  const filled = Object.entries(values).map(
    ([name, value]) => [name, toWord({ name, value }, terms, language)] as const,
  )
  return fillIn(text, Object.fromEntries(filled))
}

/** A text with what stands in braces filled in, once: a value with braces stays as it is. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function formOf(count: Value | undefined, language: EvidenceLanguage): 'one' | 'other' {
  const isOne = typeof count === 'number' && new Intl.PluralRules(language).select(count) === 'one'
  return isOne ? 'one' : 'other'
}

function toWord(
  { name, value }: { name: string; value: Value },
  terms: Terms,
  language: EvidenceLanguage,
): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return new Intl.ListFormat(language).format(value)
  const words: Readonly<Record<string, string>> = Object.hasOwn(terms, name) ? terms[name as keyof Terms] : {}
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value
}
