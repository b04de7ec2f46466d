import { fromUtf8, parseJson } from '../bytes/index.ts'

/** An evidence file taken apart: bytes by name. */
export type EvidenceFiles = ReadonlyMap<string, Uint8Array>

export const manifestName = 'manifest.json'

export const trustListName = (version: number): string => `trust/${version}.json`
export const answerName = (folder: string, sequence: number): string => `${folder}/answers/${sequence}.json`
export const proofName = (origin: string, index: number): string =>
  `log/${origin.split('/').at(-1)}/${index}.json`

export function findText(files: EvidenceFiles, name: string): string | undefined {
  const bytes = files.get(name)
  return bytes && fromUtf8(bytes)
}

/** The value of a JSON file, undefined when it is missing or none. */
export function findJson(files: EvidenceFiles, name: string): unknown {
  return findJsonOf(findText(files, name))
}

export function findJsonOf(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
