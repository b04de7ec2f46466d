import { type Check, type Fault, type Module, placeOf, type SyntaxNode, walk } from './source-tree.ts'

const mostFunctionLines = 70
/** A page is mostly markup. */
const mostComponentLines = 150
const mostFileLines = 400

const exceptionsFile = 'tools/size-exceptions.json'

const pureLists = /\/generated\//

/** `path` or `path#function` -> the reason why it may be longer. */
type Exceptions = Readonly<Record<string, string>>

/** Functions and files that nobody can hold in the head at once. Tests and generated files may be long. */
export const checkSizes: Check = {
  name: 'sizes',
  run: ({ files, modules }) => {
    const listed = files.find(({ path }) => path === exceptionsFile)
    const exceptions = JSON.parse(listed?.text ?? '{}') as Exceptions
    const measured = modules.filter(({ path, isTest }) => !isTest && !pureLists.test(path))
    const found = measured.flatMap((module) => [...longFiles(module), ...longFunctions(module)])
    const unused = Object.keys(exceptions).filter((name) => !found.some((one) => one.name === name))
    return [
      ...found.filter(({ name }) => !exceptions[name]).map(({ fault }) => fault),
      ...unused.map((name) => ({
        place: exceptionsFile,
        fault: `"${name}" is not long any more`,
        remedy: 'remove the exception',
      })),
    ]
  },
}

type Long = { name: string; fault: Fault }

const remedy = `split it by what it does; if it is a list, enter it with its reason in ${exceptionsFile}`

function longFiles({ path, text }: Module): Long[] {
  const lines = text.trimEnd().split('\n').length
  if (lines <= mostFileLines) return []
  return [
    { name: path, fault: { place: path, fault: `has ${lines} lines (at most ${mostFileLines})`, remedy } },
  ]
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

function longFunctions(module: Module): Long[] {
  const most = module.path.endsWith('.tsx') ? mostComponentLines : mostFunctionLines
  const found: Long[] = []
  walk(module.program, (node, above) => {
    if (!functionTypes.has(node.type)) return
    const lines = module.lineOf(node.end) - module.lineOf(node.start) + 1
    if (lines <= most) return
    const name = nameOf(node, above.at(-1))
    const fault = `function ${name} has ${lines} lines (at most ${most})`
    found.push({
      name: `${module.path}#${name}`,
      fault: { place: placeOf(module, node.start), fault, remedy },
    })
  })
  return found
}

function nameOf(node: SyntaxNode, parent: SyntaxNode | undefined): string {
  const named = [node.id, parent?.id, parent?.key].find(isNamed)
  return named?.name ?? 'without a name'
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}
