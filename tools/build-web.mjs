import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { MachineError, root } from './machine.mjs'
import { runStep } from './run.mjs'

const web = join(root, 'packages/web')
/** Inside dist, which a build empties first: a build that was interrupted has no stamp. */
const stamp = join(web, 'dist/.isthmus-build')
const sources = [
  'packages/web',
  'contract',
  'package-lock.json',
  'packages/node/evidence/page',
  'tools/build-verify-page.ts',
  ...['bytes', 'errors', 'evidence', 'http-signature', 'log', 'proof', 'trust'].map(
    (room) => `packages/protocol/${room}`,
  ),
]
const passedOver = new Set(['node_modules', 'dist'])

/** Builds the pages when one of their sources has changed since the last build. */
export async function buildWeb(node, onStart) {
  if (!existsSync(join(web, 'index.html'))) return
  const hash = hashSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { code, output } = await runStep('Building the pages', node, [vite, 'build'], { cwd: web, onStart })
  if (code !== 0) throw new MachineError(`The pages could not be built. vite says:\n${output.trim()}`)
  await buildVerifyPage(node, onStart)
  writeFileSync(stamp, hash)
}

/** The page inside evidence files: one HTML file beside the pages. */
async function buildVerifyPage(node, onStart) {
  const script = join(root, 'tools/build-verify-page.ts')
  const { code, output } = await runStep('Building verify.html', node, [script], { cwd: root, onStart })
  if (code !== 0) throw new MachineError(`verify.html could not be built:\n${output.trim()}`)
}

function hashSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => listFiles(join(root, source)))) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function listFiles(path) {
  if (!existsSync(path)) return []
  const entries = tryReadFolder(path)
  if (!entries) return [path]
  return entries
    .filter((entry) => !passedOver.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]))
}

function tryReadFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true })
  } catch {
    return undefined
  }
}
