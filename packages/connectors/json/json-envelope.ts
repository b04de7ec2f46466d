import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { limits } from '../limits.ts'

type Level = { isObject: boolean; key: string }

/** What surrounds the list of records in a JSON document: finds where the list begins, and verifies the rest. */
export class JsonEnvelope {
  /** The list of records has just been opened. */
  isAtItems = false
  readonly #tokenizer = new Tokenizer()
  /** Checks the grammar; its one path matches nothing, so it keeps no values. */
  readonly #grammar = new TokenParser({ paths: ['$.\0'], keepStack: false })
  readonly #levels: Level[] = []
  readonly #items: string
  #lastText = ''
  #sinceToken = 0
  #wasFound = false

  constructor(items: string | undefined) {
    this.#items = items ?? ''
    this.#tokenizer.onToken = (token) => {
      this.#sinceToken = 0
      this.#grammar.write(token)
      this.#follow(token.token, token.value)
    }
    this.#grammar.onValue = () => undefined
  }

  /** Throws when this is not JSON. Stops after the opening of the list; gives the number of bytes taken. */
  write(bytes: Buffer): number {
    for (let at = 0; at < bytes.length; ) {
      const bracket = this.#wasFound ? -1 : bytes.indexOf(0x5b, at)
      const end = bracket === -1 ? bytes.length : bracket + 1
      this.#sinceToken += end - at
      this.#tokenizer.write(bytes.subarray(at, end))
      if (this.#sinceToken > limits.record) throw new Error('a text or a gap is longer than 16 MiB')
      at = end
      if (this.isAtItems) return at
    }
    return bytes.length
  }

  /** Throws when the document ends too early, or has no such list. */
  end(): void {
    if (this.#grammar.isEnded && this.#wasFound) return
    if (this.#grammar.isEnded) throw new Error('the document has no list there')
    throw new Error('the document ends too early')
  }

  #follow(token: TokenType, value: unknown): void {
    if (token === TokenType.STRING) this.#lastText = String(value)
    if (token === TokenType.COLON) {
      const level = this.#levels.at(-1)
      if (level !== undefined) level.key = this.#lastText
    }
    if (token === TokenType.LEFT_BRACKET && this.#isItems()) {
      if (this.#wasFound) throw new Error('the list of records appears twice')
      this.#wasFound = true
      this.isAtItems = true
    }
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      this.#levels.push({ isObject: token === TokenType.LEFT_BRACE, key: '' })
      if (this.#levels.length > limits.depth)
        throw new Error(`the document is nested deeper than ${limits.depth}`)
    }
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) this.#levels.pop()
  }

  #isItems(): boolean {
    return (
      this.#levels.every((level) => level.isObject) &&
      this.#levels.map((level) => level.key).join('.') === this.#items
    )
  }
}
