/** Text that is HTML already: nothing reaches a page unescaped, and nothing is escaped twice. */
export class Html {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** Only for HTML that a library made and escaped. */
  static trust(text: string): Html {
    return new Html(text)
  }

  toString(): string {
    return this.#text
  }
}

/** Strings are escaped, HTML is kept, what is absent leaves nothing. */
type HtmlValue = string | Html | readonly Html[] | undefined

/** A piece of HTML: the template is trusted, every string put into it is escaped, once. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.trust(String.raw({ raw: parts }, ...values.map(toText)))
}

function toText(value: HtmlValue): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return toEscaped(value)
  return value instanceof Html ? value.toString() : value.map(String).join('\n')
}

function toEscaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
