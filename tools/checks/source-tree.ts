import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { type ESTree, parseSync } from 'vite'

/** What a check found: where, what, and what to do about it. */
export type Fault = { place: string; fault: string; remedy: string }

export type Check = { name: string; run: (tree: SourceTree) => Promise<Fault[]> | Fault[] }

export type Import = {
  specifier: string
  line: number
  /** Erased before run time: `import type`, `export type`. */
  isType: boolean
  isDynamic: boolean
  /** Path from the root of the tree where the specifier leads into the tree; `undefined` for a library. */
  target: string | undefined
}

export type SourceFile = { path: string; text: string; isTest: boolean }

export type Module = SourceFile & {
  program: ESTree.Program
  comments: { value: string; start: number }[]
  imports: Import[]
  lineOf: (offset: number) => number
}

export type SourceTree = { root: string; files: SourceFile[]; modules: Module[]; workspaces: Workspace[] }

export type Workspace = { name: string; folder: string; exports: Readonly<Record<string, string>> }

const topFolders = ['contract', 'packages', 'bench', 'tools', 'policy', 'vectors', 'docs']
const passedOver = new Set(['node_modules', 'dist', 'coverage', 'test-results'])
const readAsText = /\.(ts|tsx|mjs|js|json|sql|css|html|yaml|yml|cedar|md)$/
const largestText = 400_000

/** Reads the project (or, in tests, a small tree of the same shape) and parses every module once. */
export function readSourceTree(root: string): SourceTree {
  const paths = [...topFolders.flatMap((folder) => listFiles(root, folder)), ...listRootFiles(root)]
  const files = paths.filter((path) => readAsText.test(path)).map((path) => toSourceFile(root, path))
  const workspaces = files.filter(({ path }) => posix.basename(path) === 'package.json').map(toWorkspace)
  const isKnown = new Set(paths)
  const modules = files
    .filter(({ path, text }) => /\.(ts|tsx|mjs)$/.test(path) && text.length < largestText)
    .map((file) =>
      toModule(file, (specifier) => resolveSpecifier(file.path, specifier, { isKnown, workspaces })),
    )
  return { root, files, modules, workspaces }
}

function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (passedOver.has(entry.name) || entry.name.startsWith('.')) return []
    const path = posix.join(folder, entry.name)
    return entry.isDirectory() ? listFiles(root, path) : [path]
  })
}

function listRootFiles(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'package-lock.json')
    .map(({ name }) => name)
}

function toSourceFile(root: string, path: string): SourceFile {
  // Beside the tests: the stages that several of them need, and the suite that every connector must pass.
  const isTest = /(\.test\.tsx?|\/test-[^/]+\.ts|\/conformance\.ts)$/.test(path)
  return { path, text: readFileSync(join(root, path), 'utf8'), isTest }
}

function toWorkspace({ path, text }: SourceFile): Workspace {
  const manifest = JSON.parse(text) as { name?: string; exports?: Record<string, string> | string }
  const exports = typeof manifest.exports === 'string' ? { '.': manifest.exports } : (manifest.exports ?? {})
  return { name: manifest.name ?? '', folder: posix.dirname(path), exports }
}

function toModule(file: SourceFile, resolve: (specifier: string) => string | undefined): Module {
  const { program, comments, module } = parseSync(file.path, file.text)
  const lineOf = toLineOf(file.text)
  const found = [
    ...staticImports(program),
    ...module.dynamicImports.flatMap((one) => toDynamic(one, file.text)),
  ]
  const imports = found.map((one) => ({
    specifier: one.specifier,
    line: lineOf(one.start),
    isType: one.isType,
    isDynamic: one.isDynamic,
    target: resolve(one.specifier),
  }))
  return { ...file, program, comments, imports, lineOf }
}

type FoundImport = { specifier: string; start: number; isType: boolean; isDynamic: boolean }

function staticImports(program: ESTree.Program): FoundImport[] {
  return program.body.flatMap((node) => {
    if (node.type === 'ImportDeclaration') {
      const isType = node.importKind === 'type'
      return [{ specifier: node.source.value, start: node.start, isType, isDynamic: false }]
    }
    if ((node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') && node.source) {
      const isType = node.exportKind === 'type'
      return [{ specifier: node.source.value, start: node.start, isType, isDynamic: false }]
    }
    return []
  })
}

function toDynamic(
  one: { start: number; moduleRequest: { start: number; end: number } },
  text: string,
): FoundImport[] {
  const written = text.slice(one.moduleRequest.start, one.moduleRequest.end)
  const specifier = /^(['"`])([^'"`$]+)\1$/.exec(written)?.[2]
  return specifier ? [{ specifier, start: one.start, isType: false, isDynamic: true }] : []
}

type Known = { isKnown: ReadonlySet<string>; workspaces: Workspace[] }

function resolveSpecifier(
  from: string,
  specifier: string,
  { isKnown, workspaces }: Known,
): string | undefined {
  if (specifier.startsWith('.')) {
    const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))
    const spellings = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`]
    return spellings.find((spelling) => isKnown.has(spelling)) ?? path
  }
  const workspace = workspaces.find(({ name }) => name !== '' && `${specifier}/`.startsWith(`${name}/`))
  if (!workspace) return undefined
  const door = workspace.exports[`.${specifier.slice(workspace.name.length)}`]
  return door ? posix.join(workspace.folder, door) : workspace.folder
}

function toLineOf(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const after = starts.findIndex((start) => start > offset)
    return after === -1 ? starts.length : after
  }
}

/** A node of the syntax tree, seen only as something with a type and children. */
export type SyntaxNode = { type: string; start: number; end: number } & Record<string, unknown>

/** Calls `visit` for a node and everything below it, with the nodes above it, nearest last. */
export function walk(node: unknown, visit: (node: SyntaxNode, above: SyntaxNode[]) => void): void {
  const above: SyntaxNode[] = []
  const descend = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) descend(item)
    if (typeof value !== 'object' || value === null || !('type' in value)) return
    const found = value as SyntaxNode
    visit(found, above)
    above.push(found)
    for (const child of Object.values(found)) descend(child)
    above.pop()
  }
  descend(node)
}

export function placeOf(module: Module, offset: number): string {
  return `${module.path}:${module.lineOf(offset)}`
}

/** The path as the tree writes it, whatever the system's separator. */
export function toTreePath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/')
}
