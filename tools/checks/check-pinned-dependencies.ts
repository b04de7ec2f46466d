import type { Check, Fault, SourceFile } from './source-tree.ts'

const fields = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const

const exact = /^\d+\.\d+\.\d+(-[\w.-]+)?$/

/** Every version is one version: what was tested is what is installed. */
export const checkPinnedDependencies: Check = {
  name: 'pinned dependencies',
  run: ({ files, workspaces }) => {
    const own = new Set(workspaces.map(({ name }) => name))
    return files
      .filter(({ path }) => /(^|\/)package\.json$/.test(path))
      .flatMap((file) => looseVersions(file, own))
  },
}

function looseVersions({ path, text }: SourceFile, own: ReadonlySet<string>): Fault[] {
  const manifest = JSON.parse(text) as Partial<Record<(typeof fields)[number], Record<string, string>>>
  const entries = fields.flatMap((field) => Object.entries(manifest[field] ?? {}))
  return entries
    .filter(([name, version]) => !exact.test(version) && !own.has(name))
    .map(([name, version]) => ({
      place: path,
      fault: `${name} is not pinned: ${version}`,
      remedy: `write the exact version, as "npm i -E ${name}" does`,
    }))
}
