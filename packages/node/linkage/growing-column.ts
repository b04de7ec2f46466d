type Column = Uint8Array | Uint16Array | Int16Array | Uint32Array | Int32Array

/**
 * A column of whole numbers of 32 bits whose length is not known before. All columns are of one kind while they grow,
 * because code that meets one kind of array only is several times faster.
 */
export class GrowingColumn {
  #view = new Int32Array(16_384)
  #length = 0

  add(value: number): this {
    if (this.#length === this.#view.length) this.#grow()
    this.#view[this.#length++] = value
    return this
  }

  #grow(): void {
    const longer = new Int32Array(this.#view.length * 2)
    longer.set(this.#view)
    this.#view = longer
  }

  /** The numbers in memory of their own, as numbers of the kind that `make` holds. */
  take<View extends Column>(make: new (numbers: Int32Array) => View): View & { buffer: ArrayBuffer } {
    // A new view is over an ArrayBuffer of its own.
    return new make(this.#view.subarray(0, this.#length)) as View & { buffer: ArrayBuffer }
  }
}

/** Text after text as UTF-8. */
export class GrowingBytes {
  #bytes: Buffer
  length = 0

  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafeSlow(size)
  }

  addText(text: string): void {
    if (this.length + text.length * 3 > this.#bytes.length) {
      const longer = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.length + text.length * 3))
      this.#bytes.copy(longer, 0, 0, this.length)
      this.#bytes = longer
    }
    this.length += this.#bytes.write(text, this.length, 'utf8')
  }

  take(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }
}
