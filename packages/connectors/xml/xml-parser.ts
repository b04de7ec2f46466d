import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes'
import { ConnectorError } from '../connector.ts'
import { limits } from '../limits.ts'
import type { SourceFields } from '../source-value.ts'
import { toLocalName, XmlElement } from './xml-element.ts'
import { XmlText } from './xml-text.ts'

export type XmlFault = { reason: string; remedy: string }
export type XmlRecord = { start: number; length: number; line: number } & ({ value: SourceFields } | XmlFault)

export type XmlShape = {
  /** Paths from the root, as `LIST/PERSON`; undefined: the root is the record. */
  paths: readonly string[] | undefined
  /** Whether a record tells the name of its element as `#element`. */
  namesElement: boolean
}

const notWellFormed = 'Fetch the file again if it was cut off, or have it corrected by who publishes it.'
/** A single text, tag or comment that is longer than this ends the pass. */
const longestToken = 2 * limits.record

/** Reads XML piece by piece and collects the records. Knows no entities but the five of XML; refuses a DOCTYPE. */
export class XmlParser {
  records: XmlRecord[] = []
  readonly #saxes = new SaxesParser({
    xmlns: false,
    position: true,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  })
  readonly #name: string
  readonly #shape: XmlShape
  /** Path of each open element outside records. */
  readonly #outer: string[] = []
  readonly #open: XmlElement[] = []
  #fault: XmlFault | undefined
  #start = 0
  #line = 1
  #depth = 0
  #piece = new XmlText(Buffer.alloc(0), 0)
  #charsBefore = 0
  #lastEvent = 0

  constructor(name: string, shape: XmlShape) {
    this.#name = name
    this.#shape = shape
    this.#saxes.on('doctype', () => this.#refuseDoctype())
    this.#saxes.on('opentagstart', (tag) => this.#begin(tag as SaxesTagPlain)) // xmlns is off: tags are plain
    this.#saxes.on('attribute', (attribute) => this.#attribute(attribute as SaxesAttributePlain)) // as above
    this.#saxes.on('text', (text) => this.#text(text))
    this.#saxes.on('cdata', (text) => this.#text(text))
    this.#saxes.on('closetag', () => this.#end())
  }

  /** Feeds bytes that are UTF-8 and whole characters; `at` is their offset in the file. */
  write(bytes: Buffer, at: number): void {
    const piece = new XmlText(bytes, at)
    this.#piece = piece
    this.#guard(() => this.#saxes.write(piece.text))
    this.#charsBefore += piece.text.length
    const hasRoot = this.#outer.length > 0 || this.#open.length > 0
    if (!hasRoot && this.#lastEvent === 0 && this.#charsBefore > limits.preamble) {
      throw this.toMalformed('no element begins within the first megabyte', 'Check that this is an XML file.')
    }
    if (this.#charsBefore - this.#lastEvent > longestToken) {
      throw this.toMalformed('a text, tag or comment is longer than 32 MiB', notWellFormed)
    }
  }

  close(): void {
    this.#guard(() => this.#saxes.close())
  }

  toMalformed(reason: string, remedy: string): ConnectorError {
    return new ConnectorError('SOURCE_MALFORMED', {
      place: `${this.#name}, line ${this.#saxes.line}`,
      reason,
      remedy,
    })
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (error instanceof ConnectorError) throw error
      const said = error instanceof Error ? error.message.replace(/^\d+:\d+: /, '') : ''
      const cause = /^[a-z][a-z ]+/.exec(said)?.[0].trim() ?? 'syntax'
      throw this.toMalformed(`this is not well-formed XML (${cause})`, notWellFormed)
    }
  }

  #refuseDoctype(): void {
    throw this.toMalformed(
      'the file has a DOCTYPE, which could define entities',
      'Remove it: this reader refuses entities of the file and external files.',
    )
  }

  #begin(tag: SaxesTagPlain): void {
    this.#lastEvent = this.#saxes.position
    this.#depth += 1
    if (this.#depth > limits.depth * 4) throw this.toMalformed('elements are nested too deep', notWellFormed)
    const name = toLocalName(tag.name)
    if (this.#open.length > 0) {
      this.#beginInside(name)
      return
    }
    const path = this.#outer.length === 0 ? name : `${this.#outer.at(-1)}/${name}`
    if (this.#shape.paths !== undefined && !this.#shape.paths.includes(path)) {
      if (this.#outer.length === 0) this.#verifyRoot(name)
      this.#outer.push(path)
      return
    }
    this.#beginRecord(tag.name, name)
  }

  #beginRecord(fullName: string, name: string): void {
    const element = new XmlElement(name)
    if (this.#shape.namesElement) element.setField('#element', name)
    this.#open.push(element)
    this.#fault = undefined
    this.#line = this.#saxes.line
    const char = this.#saxes.position - this.#charsBefore
    const breaks = this.#piece.text.startsWith('\r\n', char - 2) ? 2 : 1
    this.#start = this.#piece.toByte(char) - breaks - Buffer.byteLength(fullName) - 1
  }

  #beginInside(name: string): void {
    if (this.#open.length >= limits.depth) {
      this.#fault ??= {
        reason: `the record is nested deeper than ${limits.depth}`,
        remedy: 'Check the record path.',
      }
    }
    if (this.#piece.toByte(this.#saxes.position - this.#charsBefore) - this.#start > limits.record) {
      this.#fault ??= { reason: 'the record is longer than 16 MiB', remedy: 'Check the record path.' }
    }
    this.#open.push(new XmlElement(name))
  }

  #verifyRoot(name: string): void {
    const paths = this.#shape.paths ?? []
    if (paths.some((path) => path.startsWith(`${name}/`))) return
    throw this.toMalformed(
      `the root element is ${name}`,
      `Correct the record path, which begins with ${paths[0]?.split('/')[0]}.`,
    )
  }

  #attribute({ name, value }: SaxesAttributePlain): void {
    const element = this.#open.at(-1)
    if (element === undefined || this.#fault !== undefined) return
    if (this.#fits(value)) element.addAttribute(name, value)
  }

  #text(text: string): void {
    this.#lastEvent = this.#saxes.position
    const element = this.#open.at(-1)
    if (element === undefined || this.#fault !== undefined) return
    if (this.#fits(text)) element.addText(text)
  }

  #fits(text: string): boolean {
    if (text.length <= limits.field) return true
    this.#fault = {
      reason: 'a text is longer than 1 MiB',
      remedy: 'Check for a missing tag; no register needs such a field.',
    }
    return false
  }

  #end(): void {
    this.#lastEvent = this.#saxes.position
    this.#depth -= 1
    const element = this.#open.pop()
    if (element === undefined) {
      this.#outer.pop()
      return
    }
    const parent = this.#open.at(-1)
    if (parent !== undefined) {
      if (this.#fault === undefined) parent.addChild(element)
      return
    }
    const place = {
      start: this.#start,
      length: this.#piece.toByte(this.#saxes.position - this.#charsBefore) - this.#start,
      line: this.#line,
    }
    this.records.push(
      this.#fault === undefined ? { ...place, value: element.toFields() } : { ...place, ...this.#fault },
    )
  }
}
