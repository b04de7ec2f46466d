import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Fault, SourceFile } from './source-tree.ts'

const fields = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const

const exact = /^\d+\.\d+\.\d+(-[\w.-]+)?$/

/** Every version is one version: what was tested is what is installed. */
export const checkPinnedDependencies: Check = {
  name: 'pinned dependencies',
  run: ({ root, files, workspaces }) => {
    const own = new Set(workspaces.map(({ name }) => name))
    const manifests = files.filter(({ path }) => /(^|\/)package\.json$/.test(path))
    return [...manifests.flatMap((file) => looseVersions(file, own)), ...missingFromLockfile(root)]
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

type LockedPackages = Readonly<Record<string, { optionalDependencies?: Record<string, string> }>>

/** npm leaves out a platform's package that the registry lacks, and then `npm ci` refuses the lockfile everywhere. */
function missingFromLockfile(root: string): Fault[] {
  const file = join(root, 'package-lock.json')
  if (!existsSync(file)) return []
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: LockedPackages }
  return Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map((name) => ({
        place: 'package-lock.json',
        fault: `${name} of ${path} is missing, so "npm ci" fails`,
        remedy: 'choose a version that has a package for every platform',
      })),
  )
}
