// The small part of two untyped libraries that the test uses.

declare module 'jsonld' {
  type Loader = (url: string) => Promise<never>
  type Options = { format: 'application/n-quads'; documentLoader: Loader; safe: boolean }
  const jsonld: { toRDF(document: object, options: Options): Promise<string> }
  export = jsonld
}

declare module 'n3' {
  import type { DatasetCore, Quad } from '@rdfjs/types'
  export class Parser {
    parse(text: string): Quad[]
  }
  export class Store {
    constructor(quads: Quad[])
    readonly size: number
  }
  export interface Store extends DatasetCore {}
}
