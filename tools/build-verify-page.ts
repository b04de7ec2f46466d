import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { build, type Plugin } from 'vite'
import { schemas } from '../contract/generated/schemas.ts'

// Makes packages/web/dist/verify.html: one file with everything in it, which verifies evidence files without a network.

const root = join(import.meta.dirname, '..')
const page = join(root, 'packages/node/evidence/page')
const target = join(root, 'packages/web/dist/verify.html')

/** What the page reads. Validators are compiled here, because its content policy forbids making code at run time. */
const shapes = [
  'AnswerLine',
  'AttachmentManifest',
  'AttachmentOutcome',
  'AttachmentWithdrawal',
  'Envelope',
  'EvidenceManifest',
  'ExchangeEnd',
  'Invitation',
  'LogProof',
  'MessageContent',
  'OperatorSet',
  'Payload',
  'Receipt',
  'SignedDocument',
  'Statement',
  'TrustList',
  'TrustRequest',
] as const satisfies readonly (keyof typeof schemas)[]

function toContract(): string {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    allErrors: false,
    code: { source: true, esm: true },
  })
  addFormats.default(ajv)
  for (const schema of Object.values(schemas)) ajv.addSchema(schema)
  const ids = Object.fromEntries(shapes.map((name) => [`is${name}`, schemas[name].$id]))
  const validators = standaloneCode.default(ajv, ids)
  return `${validators}
const validators = { ${shapes.map((name) => `${name}: is${name}`).join(', ')} }
export class ContractError extends Error { code = 'CONTRACT_VIOLATED' }
export const hasShape = (name, value) => validators[name](value) === true
export const parse = (name, value) => {
  if (hasShape(name, value)) return value
  throw new ContractError(name + ' is not as the contract says')
}`
}

const contract: Plugin = {
  name: 'contract-without-eval',
  enforce: 'pre',
  resolveId: (id) =>
    id === '@isthmus/contract' ? join(root, 'contract/verify-page-contract.js') : undefined,
  load: (id) => (id.endsWith('verify-page-contract.js') ? toContract() : undefined),
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    root: page,
    logLevel: 'error',
    plugins: [contract],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(page, 'page.ts'), formats: ['iife'], name: 'verify', fileName: 'verify' },
    },
  })
  const [output] = [result].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('vite gave no script')
  return chunk.code.trim().replaceAll('</script', '<\\/script')
}

const script = await bundle()
const style = readFileSync(join(page, 'page.css'), 'utf8')
const parts: Record<string, string> = {
  script,
  style,
  'script-hash': hashOf(script),
  'style-hash': hashOf(style),
}
const html = readFileSync(join(page, 'index.html'), 'utf8').replace(
  /\{\{([a-z-]+)\}\}/g,
  (_, name: string) => parts[name] ?? '',
)
mkdirSync(join(root, 'packages/web/dist'), { recursive: true })
writeFileSync(target, html)
