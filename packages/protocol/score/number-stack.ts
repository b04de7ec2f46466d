/** Whole numbers (32 bits, unsigned) and texts in one array that grows. */
export class NumberStack {
  #numbers = new Uint32Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  get bytes(): number {
    return this.#numbers.byteLength
  }

  at(place: number): number {
    return this.#numbers[place] ?? 0
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) {
      // By half: at a gigabyte, twice the memory would be too much to ask for.
      const longer = new Uint32Array(Math.ceil(this.#length * 1.5))
      longer.set(this.#numbers)
      this.#numbers = longer
    }
    this.#numbers[this.#length++] = value
  }

  /** Its length, then two UTF-16 units in each number. */
  pushText(text: string): void {
    this.push(text.length)
    for (let at = 0; at < text.length; at += 2)
      this.push(text.charCodeAt(at) | (at + 1 < text.length ? text.charCodeAt(at + 1) << 16 : 0))
  }

  textAt(place: number): string {
    const length = this.at(place)
    let text = ''
    for (let at = 0; at < length; at++) {
      const pair = this.at(place + 1 + (at >> 1))
      text += String.fromCharCode(at % 2 === 0 ? pair & 0xffff : pair >>> 16)
    }
    return text
  }

  /** The place after a text. */
  skipText(place: number): number {
    return place + 1 + ((this.at(place) + 1) >> 1)
  }
}
