import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFloorPlan } from './check-floor-plan.ts'
import { toGeneratedFilesCheck } from './check-generated-files.ts'
import { checkPinnedDependencies } from './check-pinned-dependencies.ts'
import { checkSizes } from './check-sizes.ts'
import { checkSqlSchemas } from './check-sql-schemas.ts'
import { checkValueCycles } from './check-value-cycles.ts'
import { checkWords } from './check-words.ts'
import { checkStyle, checkTypes } from './program-checks.ts'
import { type Check, readSourceTree } from './source-tree.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'isthmus-tree-'))
  write({
    'packages/protocol/package.json':
      '{ "name": "@isthmus/protocol", "exports": { "./dates": "./dates/index.ts" } }',
    'packages/protocol/dates/index.ts': 'export const zero = 0\n',
    'packages/connectors/package.json': '{ "name": "@isthmus/connectors", "exports": { ".": "./index.ts" } }',
    'packages/connectors/index.ts': 'export const connect = 1\n',
    'contract/package.json': '{ "name": "@isthmus/contract", "exports": { ".": "./index.ts" } }',
    'contract/index.ts': 'export const parse = 1\nexport type Person = { id: string }\n',
    'packages/testbed/package.json':
      '{ "name": "@isthmus/testbed", "exports": { "./postgres": "./postgres.ts" } }',
    'packages/testbed/postgres.ts': 'export const testDatabase = 1\n',
    'packages/node/matching/index.ts': 'export { find } from "./hit-index.ts"\n',
    'packages/node/matching/hit-index.ts': 'export const find = 1\n',
    'packages/node/search/index.ts': 'export const search = 1\n',
  })
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

async function faultsOf(check: Check): Promise<string[]> {
  const faults = await check.run(readSourceTree(root))
  for (const { remedy } of faults) expect(remedy).not.toBe('')
  return faults.map(({ place, fault }) => `${place}: ${fault}`)
}

describe('floor plan', () => {
  test('a room may use a room above it through its door, and wiring may use all', async () => {
    write({
      'packages/node/search/ask.ts':
        "import { find } from '../matching/index.ts'\nimport { zero } from '@isthmus/protocol/dates'\n",
      'packages/node/node.ts':
        "import './search/index.ts'\nimport './matching/index.ts'\nimport '@isthmus/connectors'\n",
      'packages/node/intake/run.ts': "import { connect } from '@isthmus/connectors'\n",
      'packages/node/search/ask.test.ts': "import { testDatabase } from '@isthmus/testbed/postgres'\n",
      'packages/web/page.tsx':
        "import type { Person } from '@isthmus/contract'\nexport const page = <p lang='en' />\n",
    })
    expect(await faultsOf(checkFloorPlan)).toEqual([])
  })

  test.each([
    ['packages/node/search/a.ts', "import { find } from '../matching/hit-index.ts'", 'by a wall'],
    ['packages/node/search/a.ts', "export { find } from '../matching/hit-index.ts'", 'by a wall'],
    ['packages/node/search/a.ts', "const lazy = () => import('../matching/hit-index.ts')", 'by a wall'],
    [
      'packages/node/matching/a.ts',
      "import { search } from '../search/index.ts'",
      'matching looks down into search',
    ],
    [
      'packages/node/matching/a.ts',
      "import type { search } from '../search/index.ts'",
      'matching looks down into search',
    ],
    ['packages/node/search/a.ts', "import { createPeer } from '../node.ts'", 'leads out of the room'],
    [
      'packages/node/search/a.ts',
      "import { connect } from '@isthmus/connectors'",
      'may not use packages/connectors',
    ],
    [
      'packages/node/search/a.ts',
      "import { testDatabase } from '@isthmus/testbed/postgres'",
      'may not use packages/testbed',
    ],
    ['packages/connectors/a.ts', "import { find } from '../node/matching/index.ts'", 'leaves the package'],
    ['packages/cli/a.ts', "import { find } from '@isthmus/connectors'", 'may not use packages/connectors'],
    ['packages/web/a.ts', "import { parse } from '@isthmus/contract'", 'only with "import type"'],
    ['packages/web/a.ts', "import type { zero } from '@isthmus/protocol/dates'", 'only with "import type"'],
    ['packages/protocol/dates/a.ts', "import { readFileSync } from 'node:fs'", 'may not import node:fs'],
    [
      'contract/a.ts',
      "import { zero } from '@isthmus/protocol/dates'",
      'contract may not use packages/protocol',
    ],
  ])('%s with %s is a trespass', async (path, text, fault) => {
    write({ [path]: `\n${text}\n` })
    expect(await faultsOf(checkFloorPlan)).toEqual([
      expect.stringMatching(new RegExp(`^${path}:2: .*${fault}`)),
    ])
  })

  test('an import in a comment or a string is none', async () => {
    write({
      'packages/node/matching/a.ts':
        "// import '../search/index.ts'\nexport const text = `import '../search/index.ts'`\n",
    })
    expect(await faultsOf(checkFloorPlan)).toEqual([])
  })
})

describe('value cycles', () => {
  test('a cycle over three files is named in full', async () => {
    write({
      'contract/a.ts': "import { b } from './b.ts'\n",
      'contract/b.ts': "export { c as b } from './c.ts'\n",
      'contract/c.ts': "import './a.ts'\nexport const c = 1\n",
    })
    expect(await faultsOf(checkValueCycles)).toEqual([
      'contract/a.ts: imports itself by way of contract/b.ts -> contract/c.ts -> contract/a.ts',
    ])
  })

  test('types and lazy imports make no cycle', async () => {
    write({
      'contract/a.ts': "import type { b } from './b.ts'\nexport const a = 1\n",
      'contract/b.ts': "import { a } from './a.ts'\nexport const b = () => import('./b.ts')\n",
    })
    expect(await faultsOf(checkValueCycles)).toEqual([])
  })

  test('a cycle through the name of a package is found', async () => {
    write({
      'contract/index.ts': "export { zero } from '@isthmus/protocol/dates'\n",
      'packages/protocol/dates/index.ts': "import '@isthmus/contract'\nexport const zero = 0\n",
    })
    expect(await faultsOf(checkValueCycles)).toHaveLength(1)
  })
})

test('a generated file that was edited by hand, or is missing, is found', async () => {
  write({ 'contract/generated/types.ts': 'edited' })
  const make = async () => [
    { path: join(root, 'contract/generated/types.ts'), text: 'made' },
    { path: join(root, 'contract/generated/list.ts'), text: 'made' },
    {
      path: join(root, 'contract/index.ts'),
      text: 'export const parse = 1\nexport type Person = { id: string }\n',
    },
  ]
  expect(await faultsOf(toGeneratedFilesCheck([make]))).toEqual([
    'contract/generated/types.ts: is not what its source makes now',
    'contract/generated/list.ts: is not what its source makes now',
  ])
})

describe('sizes', () => {
  const lines = (count: number) => 'void 0\n'.repeat(count)

  test('a long function and a long file are found, in tests and generated files they are not', async () => {
    write({
      'contract/long.ts': `export function long() {\n${lines(70)}}\nexport const arrow = () => {\n${lines(70)}}\n`,
      'contract/short.ts': `export function short() {\n${lines(68)}}\n`,
      'contract/file.ts': lines(401),
      'contract/long.test.ts': lines(500),
      'contract/generated/list.ts': lines(500),
    })
    expect(await faultsOf(checkSizes)).toEqual([
      'contract/file.ts: has 401 lines (at most 400)',
      'contract/long.ts:1: function long has 72 lines (at most 70)',
      'contract/long.ts:73: function arrow has 72 lines (at most 70)',
    ])
  })

  test('an exception with a reason is accepted, and one that is not needed any more is found', async () => {
    write({
      'contract/file.ts': lines(401),
      'tools/size-exceptions.json':
        '{ "contract/file.ts": "a list of countries", "contract/gone.ts": "was a list" }',
    })
    expect(await faultsOf(checkSizes)).toEqual([
      'tools/size-exceptions.json: "contract/gone.ts" is not long any more',
    ])
  })
})

describe('words', () => {
  test.each([
    ['packages/node/search/utils.ts', '', '"utils" in a path'],
    ['packages/node/search/peer-manager.ts', '', '"manager" in a path'],
    ['packages/node/common/a.sql', '', '"common" in a path'],
    ['packages/node/search/a.ts', 'export const userId = 1', 'the name userId'],
    ['packages/node/search/a.ts', 'export function find(user: string) { return user }', 'the name user'],
    ['packages/node/search/a.ts', 'export type Asker = { activeUsers: number }', 'the name activeUsers'],
    ['packages/node/search/a.ts', '// TO' + 'DO later\n', 'TODO in a comment'],
    ['packages/node/migrations/0009-search-a.sql', '-- FIX' + 'ME later\n', 'FIXME in a comment'],
    ['contract/a.ts', 'export const a = (b: any) => b', 'the type any'],
  ])('%s with %j is found', async (path, text, fault) => {
    write({ [path]: text })
    expect(await faultsOf(checkWords)).toEqual([expect.stringContaining(fault)])
  })

  test('words of a library and words inside words are left alone', async () => {
    write({
      'packages/node/sign-in/a.ts':
        "import { x } from 'x'\nexport const a = x({ user: 1, userVerification: 'required' }).user\nexport const many = 'any'\n",
      'contract/a.ts': 'export const user = 1\n',
    })
    expect(await faultsOf(checkWords)).toEqual([])
  })
})

test.each(['^1.2.3', '~1.2.3', '*', 'latest', '1.x', '>=2.0.0', 'git+https://example.org/a.git'])(
  'the version %s is not pinned',
  async (version) => {
    write({
      'package.json': JSON.stringify({
        devDependencies: { left: version, right: '1.2.3-beta.17', '@isthmus/protocol': '*' },
      }),
    })
    expect(await faultsOf(checkPinnedDependencies)).toEqual([`package.json: left is not pinned: ${version}`])
  },
)

test('a lockfile that lacks the package of a platform is found', async () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0' } },
    'node_modules/a-linux': {},
  }
  write({ 'package-lock.json': JSON.stringify({ packages }) })
  expect(await faultsOf(checkPinnedDependencies)).toEqual([
    'package-lock.json: a-mac of node_modules/a is missing, so "npm ci" fails',
  ])
})

describe('SQL schemas', () => {
  test('SQL of a room that names the schema of another is found, in code and in migrations', async () => {
    write({
      'packages/node/search/reader.ts':
        'export const sql = `select * from search.event e join matching.record r on r.id = e.id`\n',
      'packages/node/migrations/0003-matching-hit-index.sql':
        '-- reads search.event\ncreate table matching.record (id bigint references audit_log.entry (id));\n',
    })
    expect(await faultsOf(checkSqlSchemas)).toEqual([
      'packages/node/search/reader.ts:1: SQL of search names the schema of matching',
      'packages/node/migrations/0003-matching-hit-index.sql: SQL of matching names the schema of audit-log',
    ])
  })

  test('own schema, prose and properties are left alone', async () => {
    write({
      'packages/node/search/reader.ts':
        "export const sql = 'update search.event set state = $1'\nexport const text = 'ask matching.find for candidates'\n",
    })
    expect(await faultsOf(checkSqlSchemas)).toEqual([])
  })
})

describe('programs', () => {
  test('a wrong type is found', async () => {
    write({
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "files": ["a.ts"] }',
      'a.ts': "export const a: number = 'text'\n",
    })
    expect((await faultsOf(checkTypes)).join()).toContain('a.ts(1,14): error TS2322')
  })

  test('a file that is not formatted is found', async () => {
    const project = join(import.meta.dirname, '../..')
    copyFileSync(join(project, 'biome.json'), join(root, 'biome.json'))
    write({ '.gitignore': 'node_modules/\n', 'contract/index.ts': 'export const a = "x" ;;\n' })
    expect((await faultsOf(checkStyle)).join()).toContain('contract/index.ts')
  })
})
