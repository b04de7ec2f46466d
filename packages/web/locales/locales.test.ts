import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { describe, expect, test } from 'vitest'
import { el } from './el.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { toLanguage } from './i18n.ts'
import { it } from './it.ts'

type Words = { [key: string]: string | Words }

const web = join(import.meta.dirname, '..')

/** Every key with its dots, and what stands there. */
function listWords(words: Words, before = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : listWords(value, `${before}${key}.`),
  )
}

function interpolationsOf(text: string): string[] {
  return [...text.matchAll(/\{\{([\w, ]+)\}\}/g)].map(([, name = '']) => name).sort()
}

describe.each([
  ['el', el],
  ['it', it],
  ['fr', fr],
])('%s', (_, words) => {
  const own = new Map(listWords(words))

  test('has the keys of English, no more and no fewer', () => {
    expect([...own.keys()].sort()).toEqual([...listWords(en).map(([key]) => key)].sort())
  })

  test('fills in the same things as English', () => {
    for (const [key, text] of listWords(en)) {
      expect([key, ...interpolationsOf(own.get(key) ?? '')]).toEqual([key, ...interpolationsOf(text)])
    }
  })

  test('says something everywhere', () => {
    expect([...own].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

test('no two files of a language have words under the same key', async () => {
  const files = globSync('*.ts', { cwd: join(import.meta.dirname, 'en') }).map((name) => name.slice(0, -3))
  const keys = await Promise.all(
    files.map(async (file) =>
      Object.values(await import(`./en/${file}.ts`)).flatMap((words) => Object.keys(Object(words))),
    ),
  )
  expect(keys.flat().sort()).toEqual(Object.keys(en).sort())
})

/** Attributes whose text is seen or heard. */
const spokenAttributes = [
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'label',
  'placeholder',
  'title',
]

/** Words that stand in the markup itself and so cannot be translated. */
function listUntranslated(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(listUntranslated)
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap(listUntranslated)
  const found = findWords(node)
  return found !== undefined && /\p{L}{2,}/u.test(found) ? [found, ...inside] : inside
}

function findWords(node: object): string | undefined {
  if (!('type' in node)) return undefined
  if (node.type === 'JSXText' && 'value' in node) return String(node.value).trim()
  if (node.type !== 'JSXAttribute' || !('name' in node) || !('value' in node)) return undefined
  const name = fieldOf(node.name, 'name')
  const value = fieldOf(node.value, 'value')
  return spokenAttributes.includes(String(name)) && typeof value === 'string' ? value : undefined
}

function fieldOf(node: unknown, field: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, field) : undefined
}

describe('no words stand in the pages themselves', () => {
  const files = globSync('**/*.tsx', {
    cwd: web,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  })

  test('there are pages to look at', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  test.each(files)('%s', (file) => {
    const code = readFileSync(join(web, file), 'utf8')
    expect(listUntranslated(parseAst(code, { lang: 'tsx' }))).toEqual([])
  })

  test('the check sees words in text and in attributes', () => {
    const code = 'export const page = <p title="Close">Hello {name}</p>'
    expect(listUntranslated(parseAst(code, { lang: 'tsx' }))).toEqual(['Close', 'Hello'])
  })
})

test('the first language that the pages have is taken, else English', () => {
  expect(toLanguage(['de-AT', 'el-GR', 'fr'])).toBe('el')
  expect(toLanguage(['', 'ar'])).toBe('en')
})
