import { existsSync, readFileSync } from 'node:fs'
import { generators } from '../generators.ts'
import { type Check, toTreePath } from './source-tree.ts'

export type GeneratedFile = { path: string; text: string }

/** Generated files that differ from what their source would make now. */
export function toGeneratedFilesCheck(makers: readonly (() => Promise<GeneratedFile[]>)[]): Check {
  return {
    name: 'generated files',
    run: async ({ root }) => {
      const made = (await Promise.all(makers.map((make) => make()))).flat()
      return made.filter(isOutdated).map(({ path }) => ({
        place: toTreePath(root, path),
        fault: 'is not what its source makes now',
        remedy: 'run "npm run generate" and commit the result; never edit it by hand',
      }))
    },
  }
}

export const checkGeneratedFiles = toGeneratedFilesCheck(generators)

function isOutdated({ path, text }: GeneratedFile): boolean {
  return !existsSync(path) || readFileSync(path, 'utf8') !== text
}
