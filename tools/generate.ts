import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { generators } from './generators.ts'

// `npm run generate`: writes every generated file that has changed.

for (const generator of generators) {
  for (const { path, text } of await generator()) {
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    console.log(`written ${path}`)
  }
}
