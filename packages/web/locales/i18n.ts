import i18next, { type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en, type Translation } from './en.ts'

/** The languages of the pages, each under its own name. */
export const languages = { en: 'English', el: 'Ελληνικά', it: 'Italiano', fr: 'Français' } as const

export type Language = keyof typeof languages

const languageKey = 'isthmus.language'

const loaders: Record<Exclude<Language, 'en'>, () => Promise<Translation>> = {
  el: async () => (await import('./el.ts')).el,
  it: async () => (await import('./it.ts')).it,
  fr: async () => (await import('./fr.ts')).fr,
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text)
}

/** The first of the wanted BCP 47 tags whose language the pages have; English when none. */
export function toLanguage(wanted: readonly string[]): Language {
  const found = wanted.map((tag) => tag.split('-')[0] ?? '').find(isLanguage)
  return found ?? 'en'
}

/** Loads the words of a language and shows the pages in it; the choice is kept in this browser. */
export async function switchLanguage(language: Language): Promise<void> {
  await loadLanguage(language)
  await i18next.changeLanguage(language)
  try {
    localStorage.setItem(languageKey, language)
  } catch {
    // A browser that keeps nothing still shows the language until the page is left.
  }
}

/** Starts i18next in the kept language, else in the browser's. */
export async function startLanguage(): Promise<void> {
  const language = toLanguage([keptLanguage(), ...navigator.languages])
  const resources: Resource = { en: { translation: en } }
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  i18next.on('languageChanged', markDocument)
  await loadLanguage(language)
  await i18next.changeLanguage(language)
}

function keptLanguage(): string {
  try {
    return localStorage.getItem(languageKey) ?? ''
  } catch {
    return ''
  }
}

async function loadLanguage(language: Language): Promise<void> {
  if (language === 'en' || i18next.hasResourceBundle(language, 'translation')) return
  i18next.addResourceBundle(language, 'translation', await loaders[language]())
}

function markDocument(language: string): void {
  document.documentElement.lang = language
  document.documentElement.dir = i18next.dir(language)
}
