/**
 * Text from outside as one line that a terminal can show: a source or a peer must not be able to move the cursor, send
 * escape sequences, or turn the reading direction of what follows. Joiners stay, Persian and Hindi need them.
 */
export function toPlainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Co}\p{Cn}]/gu, '\ufffd')
    .replace(/[^\P{Cf}\u200c\u200d]/gu, '\ufffd')
}

/** Many lines of outside text; only the line breaks stay. */
export function toPlainLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => toPlainText(line.replaceAll('\t', '  ')))
    .join('\n')
}

/** JSON for machines, whose text cannot harm a terminal either: the dangerous signs are escaped, the value is the same. */
export function toSafeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u

/** Columns that the text takes in a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1
  return width
}

/** The text, or its beginning with an ellipsis, in at most that many columns. */
export function toWidth(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    if (widthOf(kept + segment) > columns - 1) break
    kept += segment
  }
  return `${kept}\u2026`
}
