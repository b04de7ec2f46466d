import { createInstance } from 'i18next'
import { el } from './locales/el.ts'
import { en, type Translation } from './locales/en.ts'
import { fr } from './locales/fr.ts'
import { it } from './locales/it.ts'
import { type Language, toLanguage } from './page-language.ts'

type TextsOf<Part, Path extends string = ''> = {
  [Key in keyof Part & string]: Part[Key] extends string
    ? { [Whole in `${Path}${Key}`]: Part[Key] }
    : TextsOf<Part[Key], `${Path}${Key}.`>
}[keyof Part & string]

type Texts = TextsOf<typeof en>

export type WordKey = Texts extends infer Text ? (Text extends Text ? keyof Text & string : never) : never

type TextAt<Key extends WordKey> = Extract<Texts, Record<Key, string>>[Key]

type VariablesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | VariablesIn<Rest>
  : never

type Values<Key extends WordKey> = [VariablesIn<TextAt<Key>>] extends [never]
  ? []
  : [values: Readonly<Record<VariablesIn<TextAt<Key>>, string>>]

/** The words of the pages in one language; `t` gives plain text, which `html` escapes. */
export type PageWords = {
  language: Language
  direction: 'ltr' | 'rtl'
  t: <Key extends WordKey>(key: Key, ...values: Values<Key>) => string
}

export const translations: Readonly<Record<Language, Translation>> = { en, el, it, fr }

const words: Readonly<Record<Language, PageWords>> = {
  en: createWords('en'),
  el: createWords('el'),
  it: createWords('it'),
  fr: createWords('fr'),
}

/** The words in the language that the request asks for. */
export function wordsFor(acceptLanguage: string | undefined): PageWords {
  return words[toLanguage(acceptLanguage)]
}

function createWords(language: Language): PageWords {
  const instance = createInstance({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: translations[language] } },
    initAsync: false,
    // A value can be an officer's name: it is escaped by the page alone, and is never read as a template.
    interpolation: { escapeValue: false, skipOnVariables: true },
  })
  void instance.init()
  return {
    language,
    direction: instance.dir(language),
    // i18next has one global type of keys, which is that of packages/web; ours are typed by PageWords.
    t: instance.getFixedT(language) as unknown as PageWords['t'],
  }
}
