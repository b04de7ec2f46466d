/** The pages write British English; every other language is its own locale. */
function toLocale(language: string): string {
  return language === 'en' ? 'en-GB' : language
}

/** A probability in per cent; never rounded up to certainty. */
export function toPercent(probability: number, language: string): string {
  const percent = new Intl.NumberFormat(toLocale(language), { style: 'percent', maximumFractionDigits: 1 })
  if (probability > 0.999 && probability < 1) return `> ${percent.format(0.999)}`
  if (probability > 0 && probability < 0.001) return `< ${percent.format(0.001)}`
  const whole = new Intl.NumberFormat(toLocale(language), { style: 'percent', maximumFractionDigits: 0 })
  return probability > 0.99 || probability < 0.01 ? percent.format(probability) : whole.format(probability)
}

/** Bits to the hundredth, so that a reader can add them up: +8.24, −3.00. */
export function toBits(bits: number, language: string): string {
  return new Intl.NumberFormat(toLocale(language), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  }).format(bits)
}

export function toCount(count: number, language: string): string {
  return new Intl.NumberFormat(toLocale(language)).format(count)
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Bytes as a person reads them: 12 kB, 1.4 GB. */
export function toByteSize(bytes: number, language: string): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  return new Intl.NumberFormat(toLocale(language), {
    style: 'unit',
    unit: byteUnits[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power)
}

/** Milliseconds as a person reads them: 42ms, 1.3s. */
export function toDuration(milliseconds: number, language: string): string {
  const inSeconds = milliseconds >= 1000
  return new Intl.NumberFormat(toLocale(language), {
    style: 'unit',
    unitDisplay: 'narrow',
    unit: inSeconds ? 'second' : 'millisecond',
    maximumFractionDigits: inSeconds ? 1 : 0,
  }).format(inSeconds ? milliseconds / 1000 : milliseconds)
}

/** An instant in the reader's own time zone. */
export function toLocalTime(instant: string, language: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return new Intl.DateTimeFormat(toLocale(language), { dateStyle: 'medium', timeStyle: 'short' }).format(date)
}

export function toLocalDay(instant: string, language: string): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return instant
  return new Intl.DateTimeFormat(toLocale(language), { dateStyle: 'medium' }).format(date)
}

/** Several things in one clause, joined as the language joins them. */
export function toList(items: readonly string[], language: string): string {
  return new Intl.ListFormat(toLocale(language), { type: 'conjunction' }).format(items)
}

/** Whole days between an instant and now; undefined when the instant cannot be read. */
export function toDaysAgo(instant: string, now: Date): number | undefined {
  const time = new Date(instant).getTime()
  return Number.isNaN(time) ? undefined : Math.max(0, Math.floor((now.getTime() - time) / 86_400_000))
}

/** The name of a country or of the Union; empty for ZZ, which stands for none. */
export function toCountry(code: string, language: string): string {
  if (code === 'ZZ') return ''
  return new Intl.DisplayNames(toLocale(language), { type: 'region', fallback: 'code' }).of(code) ?? code
}
