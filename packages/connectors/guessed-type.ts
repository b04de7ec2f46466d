const dateShapes = [
  /^\d{4}-\d{2}-\d{2}(?:[T ].*)?$/,
  /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$/,
  /^\d{4}[/.]\d{1,2}[/.]\d{1,2}$/,
  /^\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{4}$/i,
]
const number = /^[+-]?\d+(?:[.,]\d+)?$/
const boolean = /^(?:true|false|yes|no)$/i
const enough = 0.8
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

let countries: Set<string> | undefined

/** What the values look like, most of them: `date`, `number`, `boolean`, `country`, else `text`. */
export function toGuessedType(path: string, values: readonly string[]): string {
  if (values.length === 0) return 'text'
  const most = (test: (value: string) => boolean) =>
    values.filter((value) => test(value.trim())).length >= values.length * enough
  if (most((value) => dateShapes.some((shape) => shape.test(value)))) return 'date'
  if (/date|birth|dob/i.test(path) && most((value) => /^\d{4}(?:-\d{2})?$/.test(value))) return 'date'
  if (most((value) => number.test(value))) return 'number'
  if (most((value) => boolean.test(value))) return 'boolean'
  if (most((value) => toCountries().has(value.toLowerCase()))) return 'country'
  return 'text'
}

/** ISO codes of two letters and English names, lower case. */
function toCountries(): Set<string> {
  if (countries !== undefined) return countries
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  countries = new Set()
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second)
      if (name !== undefined) countries.add(name.toLowerCase()).add((first + second).toLowerCase())
    }
  }
  return countries
}
