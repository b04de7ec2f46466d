import type { SourceValue } from '../connector.ts'
import { type SourceFields, setField } from '../source-value.ts'

const knownNames = new Map<string, string>()
const namesKept = 4096

/** The name without its prefix. */
export function toLocalName(name: string): string {
  const known = knownNames.get(name)
  if (known !== undefined) return known
  const local = name.slice(name.indexOf(':') + 1)
  if (knownNames.size < namesKept) knownNames.set(name, local)
  return local
}

/** An element of a record while it is being read. */
export class XmlElement {
  readonly name: string
  readonly #fields: SourceFields = {}
  #hasFields = false
  #isNil = false
  #text = ''

  constructor(name: string) {
    this.name = name
  }

  addAttribute(name: string, text: string): void {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return
    if (name === 'xsi:nil') {
      this.#isNil = text === 'true' || text === '1'
      return
    }
    this.setField(`@${toLocalName(name)}`, text)
  }

  addText(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text
  }

  addChild(child: XmlElement): void {
    const list = this.#fields[child.name]
    const value = child.toValue()
    if (Array.isArray(list)) list.push(value)
    else this.setField(child.name, [value])
  }

  setField(name: string, value: SourceValue): void {
    this.#hasFields = true
    setField(this.#fields, name, value)
  }

  toFields(): SourceFields {
    if (this.#text.trim() !== '') this.setField('#text', this.#text)
    return this.#fields
  }

  /** Null where the source says nil; the text alone where there is neither attribute nor child. */
  toValue(): SourceValue {
    if (this.#isNil && !this.#hasFields) return null
    return this.#hasFields ? this.toFields() : this.#text
  }
}
