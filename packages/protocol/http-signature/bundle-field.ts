import { fromBase64, toBase64 } from '../bytes/index.ts'

/** What the field `isthmus-bundle` states: how many messages, and the root of the tree over them, 32 bytes. */
export type BundleField = { size: number; root: Uint8Array }

export function toBundleField({ size, root }: BundleField): string {
  return `size=${size}, root=:${toBase64(root)}:`
}

/** Of a field that is as `bundleProfile` says, and so has one reading. */
export function toBundleStated(field: string): BundleField {
  const [size = '', root = ''] = field.slice('size='.length).split(', root=:')
  return { size: Number(size), root: fromBase64(root.slice(0, -1)) ?? new Uint8Array(0) }
}
