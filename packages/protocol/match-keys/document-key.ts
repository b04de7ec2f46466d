const MIN_CHARACTERS = 5
const MAX_CHARACTERS = 40

/** A document number as it is compared: letters and digits only, upper case; undefined when fewer than five remain. */
export function findDocumentNumber(number: string): string | undefined {
  const plain = number
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  const characters = [...plain]
  return characters.length < MIN_CHARACTERS ? undefined : characters.slice(0, MAX_CHARACTERS).join('')
}
