/** The languages of the pages, in the order in which they are offered to whoever takes any. */
export const languages = ['en', 'el', 'it', 'fr'] as const

export type Language = (typeof languages)[number]

const mostCharacters = 1000
const mostRanges = 30

const rangeForm = /^(\*|[a-z]{1,8})(?:-[a-z0-9]{1,8})*$/i
const qualityForm = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i

type Range = { language: string; quality: number }

/**
 * The language that an Accept-Language header (RFC 9110, 12.5.4) wants most; of equals the one named first. English
 * when it names none of ours, is too long, or cannot be read.
 */
export function toLanguage(header: string | undefined): Language {
  if (!header || header.length > mostCharacters) return 'en'
  const ranges = header.split(',').slice(0, mostRanges).flatMap(toRanges)
  const isNamed = (language: string) => ranges.some((range) => range.language === language)
  const wanted = ranges
    .flatMap(({ language, quality }) => {
      const meant =
        language === '*'
          ? languages.filter((one) => !isNamed(one))
          : languages.filter((one) => one === language)
      return meant.map((one) => ({ language: one, quality }))
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
  return wanted[0]?.language ?? 'en'
}

/** None when the text is no language range. */
function toRanges(text: string): Range[] {
  const [tag = '', weight, ...rest] = text.split(';').map((part) => part.trim())
  const language = rangeForm.exec(tag)?.[1]?.toLowerCase()
  const quality = weight === undefined ? '1' : qualityForm.exec(weight)?.[1]
  if (!language || quality === undefined || rest.length > 0) return []
  return [{ language, quality: Number(quality) }]
}
