import { Ajv, type ValidateFunction } from 'ajv'
import { type Connector, type ConnectorContext, ConnectorError, type ConnectorKind } from './connector.ts'
import { connectorKinds } from './connector-kinds.ts'

export type ConnectorConfig = { kind: string; [setting: string]: unknown }

const ajv = new Ajv({ allErrors: false, strict: true, strictTypes: false, strictRequired: false })
const validators = new Map<string, ValidateFunction>()

/** Opens a source. Throws ConnectorError: CONFIG_INVALID names the setting, other codes what is wrong with the source. */
export async function openConnector(config: ConnectorConfig, context: ConnectorContext): Promise<Connector> {
  const { kind, settings } = verifySettings(config)
  return kind.open(settings as never, context) // the schema has just verified the settings
}

/** The kind of a configuration and its settings, verified. Throws ConnectorError CONFIG_INVALID, which names the setting. */
export function verifySettings(config: ConnectorConfig): {
  kind: ConnectorKind<never>
  settings: Readonly<Record<string, unknown>>
} {
  const { kind: name, ...settings } = config
  const kind = Object.hasOwn(connectorKinds, name) ? connectorKinds[name] : undefined
  if (kind === undefined) {
    const known = Object.keys(connectorKinds).join(', ')
    throw toConfigError('kind', 'this is no kind of source', `Write one of ${known}.`)
  }
  const validate = validators.get(name) ?? ajv.compile(kind.configSchema)
  validators.set(name, validate)
  if (!validate(settings)) {
    const [error] = validate.errors ?? []
    const extra =
      error?.keyword === 'additionalProperties' ? ` "${String(error.params.additionalProperty)}"` : ''
    const where = error?.instancePath.slice(1).replaceAll('/', '.') ?? ''
    throw toConfigError(
      where || name,
      `it ${error?.message ?? 'is not valid'}${extra}`,
      `See the settings of "${name}".`,
    )
  }
  return { kind, settings }
}

function toConfigError(setting: string, reason: string, remedy: string): ConnectorError {
  return new ConnectorError('CONFIG_INVALID', { place: `source setting ${setting}`, reason, remedy })
}
