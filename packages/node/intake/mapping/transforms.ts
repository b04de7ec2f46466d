import type { MappingTransform } from '@isthmus/contract'

const quotes = new Set(['"', "'", '‘', '’', '‚', '“', '”', '„', '«', '»', '`', '´', '‹', '›'])

/** The texts after every step, in order. Literals only: a mapping file cannot bring a pattern that takes for ever. */
export function transformed(texts: readonly string[], steps: readonly MappingTransform[]): string[] {
  return steps.reduce<string[]>((before, step) => after(before, step), [...texts])
}

function after(texts: string[], step: MappingTransform): string[] {
  if (step.keep === 'first') return texts.slice(0, 1)
  if (step.keep === 'last') return texts.slice(-1)
  if (step.split !== undefined) return texts.flatMap((text) => text.split(step.split ?? ''))
  if (step.before !== undefined) return texts.map((text) => text.split(step.before ?? '', 1)[0] ?? '')
  if (step.after !== undefined) return texts.flatMap((text) => partAfter(text, step.after ?? ''))
  if (step.remove !== undefined) return texts.map((text) => text.replaceAll(step.remove ?? '', ' '))
  return texts.map(unquoted)
}

function partAfter(text: string, literal: string): string[] {
  const at = text.indexOf(literal)
  return at < 0 ? [] : [text.slice(at + literal.length)]
}

function unquoted(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && quotes.has(text[start] ?? '')) start++
  while (end > start && quotes.has(text[end - 1] ?? '')) end--
  return text.slice(start, end)
}
