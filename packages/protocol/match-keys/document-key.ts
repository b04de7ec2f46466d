const MIN_CHARACTERS = 5
const MAX_CHARACTERS = 40

/** A document number as it is compared: letters and digits only, upper case; undefined when fewer than five remain. */
export function findDocumentNumber(number: string): string | undefined {
  const plain = number
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return plain.length < MIN_CHARACTERS ? undefined : plain.slice(0, MAX_CHARACTERS)
}
