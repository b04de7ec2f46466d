import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { SourceDraft } from '@isthmus/contract'
import { CliError } from './exit-code.ts'

export type ConnectorOptions = { kind?: string; file?: string; config?: string; set?: string[] }

/** The connector's kind and configuration from --config, or from --kind, --file and --set. Throws CliError `usage`. */
export function parseConnector(options: ConnectorOptions): SourceDraft['connector'] {
  const stated = {
    ...(options.config === undefined ? {} : readConfig(options.config)),
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    // The path is one on the peer's machine; when that is this machine, a relative path means what it says here.
    ...(options.file === undefined ? {} : { file: resolve(options.file) }),
    ...Object.fromEntries((options.set ?? []).map(toSetting)),
  }
  const { kind } = stated
  if (typeof kind === 'string') return { ...stated, kind }
  throw new CliError('usage', 'the kind of the source is missing', {
    remedy: 'write --kind csv --file people.csv, or --config connector.json with a "kind"',
  })
}

/** KEY=VALUE, where the value is JSON or else text. */
function toSetting(text: string): [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1)
    throw new CliError('usage', '--set is not KEY=VALUE', { remedy: "write it like --set delimiter=';'" })
  const value = text.slice(at + 1)
  try {
    return [text.slice(0, at), JSON.parse(value)]
  } catch {
    return [text.slice(0, at), value]
  }
}

function readConfig(file: string): Record<string, unknown> {
  try {
    const config: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof config === 'object' && config !== null && !Array.isArray(config)) return { ...config }
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code !== undefined
    throw new CliError('usage', `--config ${file} ${isMissing ? 'cannot be read' : 'is not JSON'}`, {
      remedy: isMissing ? 'check the path' : 'write it like {"kind": "csv", "file": "/data/people.csv"}',
    })
  }
  throw new CliError('usage', `--config ${file} is not a JSON object`)
}
