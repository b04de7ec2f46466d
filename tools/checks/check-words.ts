import {
  type Check,
  type Fault,
  type Module,
  placeOf,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './source-tree.ts'

const emptyWords = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'shared',
  'misc',
  'manager',
  'service',
  'services',
])

/** Words of libraries and standards, which keep their own spelling. */
const libraryWords = new Set([
  'userinfo',
  'userInfo',
  'userVerification',
  'userAgent',
  'superuser',
  'user_id',
])

const unfinished = /\b(TODO|FIXME|XXX)\b/

/** Names that say nothing, names that are wrong here, and promises instead of work. */
export const checkWords: Check = {
  name: 'words',
  run: ({ files, modules }) => [
    ...files.flatMap(emptyPathWords),
    ...files.filter(({ path }) => /\.(sql|yaml|yml|cedar|css)$/.test(path)).flatMap(unfinishedText),
    ...modules.filter(({ path }) => !path.includes('/generated/')).flatMap(wordsOfModule),
  ],
}

function emptyPathWords({ path }: SourceFile): Fault[] {
  const found = path.split(/[/.\-_]/).find((word) => emptyWords.has(word.toLowerCase()))
  if (!found) return []
  return [
    { place: path, fault: `"${found}" in a path says nothing`, remedy: 'name the file by what it holds' },
  ]
}

function unfinishedText({ path, text }: SourceFile): Fault[] {
  return text.split('\n').flatMap((line, index) => {
    const found = unfinished.exec(line)?.[1]
    return found ? [toUnfinished(`${path}:${index + 1}`, found)] : []
  })
}

function toUnfinished(place: string, word: string): Fault {
  return { place, fault: `${word} in a comment`, remedy: 'do it, or open an issue and name its number' }
}

function wordsOfModule(module: Module): Fault[] {
  const faults = module.comments.flatMap(({ value, start }) => {
    const found = unfinished.exec(value)?.[1]
    return found ? [toUnfinished(placeOf(module, start), found)] : []
  })
  walk(module.program, (node, above) => {
    if (node.type === 'TSAnyKeyword') {
      faults.push({
        place: placeOf(module, node.start),
        fault: 'the type any',
        remedy: 'say the type, or unknown',
      })
    }
    const name = module.path.startsWith('packages/node/') ? ownName(node, above.at(-1)) : undefined
    if (name && saysUser(name)) {
      const remedy = 'nobody is a user here: officer, operator, subject, or record (docs/glossary.md)'
      faults.push({ place: placeOf(module, node.start), fault: `the name ${name}`, remedy })
    }
  })
  return faults
}

function saysUser(name: string): boolean {
  if (libraryWords.has(name)) return false
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_]+/)
  return words.some((word) => /^users?$/i.test(word))
}

const declarations = new Set([
  'VariableDeclarator',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
])

const members = new Set([
  'PropertyDefinition',
  'MethodDefinition',
  'TSPropertySignature',
  'TSMethodSignature',
])

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** The name, where the node is one that this code gives; names that it only uses belong to a library. */
function ownName(node: SyntaxNode, parent: SyntaxNode | undefined): string | undefined {
  if (node.type !== 'Identifier' || !parent || typeof node.name !== 'string') return undefined
  const isDeclared = declarations.has(parent.type) && parent.id === node
  const isMember = members.has(parent.type) && parent.key === node
  const isParameter =
    functions.has(parent.type) && Array.isArray(parent.params) && parent.params.includes(node)
  return isDeclared || isMember || isParameter ? node.name : undefined
}
