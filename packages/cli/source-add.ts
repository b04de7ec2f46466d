import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { SourceDraft, SourceEntry, SourcePreview } from '@isthmus/contract'
import { Command } from 'commander'
import { hasAgreed } from './agree.ts'
import { CliError } from './exit-code.ts'
import type { PeerApi } from './peer-api.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type ConnectorOptions, parseConnector } from './source-connector.ts'
import { showPreview } from './source-preview.ts'
import { connectorSettings, toSettingsHelp } from './source-settings.ts'
import type { Terminal } from './terminal.ts'

type AddOptions = PeerOptions & ConnectorOptions & { mapping: string; yes?: boolean }

const examples = `
A source is connected in two steps, so that its owner sees what will become of the records:

  $ isthmus source add --kind csv --file people.csv --mapping people.mapping.yaml
      inspects the file, proposes a mapping, writes it to people.mapping.yaml and previews twenty records
  (review people.mapping.yaml with the owner of the source, and change what is wrong)
  $ isthmus source add --kind csv --file people.csv --mapping people.mapping.yaml
      previews twenty records under the reviewed mapping, asks, and connects

Further examples:
  $ isthmus source add --kind csv --file people.csv --set delimiter=';' --set encoding=windows-1253 --mapping m.yaml
  $ isthmus source add --config connector.json --mapping m.yaml --yes

connector.json holds "kind" and the settings of this kind. Paths are those of
the machine on which the peer runs, and must lie in a folder that the peer's configuration file names as sourceFolders; the
keeper of that machine adds one. Keep passwords out of the command line: put the connection string into a file of mode 0600
there and name it (--set connectionStringFile=...), or into a variable ISTHMUS_SOURCE_... of the peer (connectionStringEnv).`

export function sourceAddCommand(terminal: Terminal): Command {
  const command = new Command('add')
    .description(
      'inspect a source, propose a mapping, preview it, and connect the source when it was reviewed',
    )
    .option('--kind <kind>', Object.keys(connectorSettings).join(', '))
    .option('--file <path>', 'the file of a file source')
    .option('--config <file>', 'JSON file with the kind and configuration of the connector')
    .option(
      '--set <key=value>',
      'one setting of the connector; may be repeated',
      (value, previous: string[] | undefined) => [...(previous ?? []), value],
    )
    .requiredOption(
      '--mapping <file>',
      'the mapping (YAML): written when it does not exist, used when it does',
    )
    .option('--yes', 'connect without asking, for scripts; needs a mapping that exists')
    .addHelpText('after', `\n${toSettingsHelp()}\n${examples}`)
  return addPeerOptions(command).action((options: AddOptions) => addSource(options, terminal))
}

async function addSource(options: AddOptions, terminal: Terminal): Promise<void> {
  const connector = parseConnector(options)
  const mapping = findMapping(options.mapping)
  if (mapping === undefined && options.yes) {
    throw new CliError(
      'usage',
      `--yes, but there is no mapping ${options.mapping} that somebody could have reviewed`,
      {
        remedy: 'run the command without --yes first, and review the mapping that it writes',
      },
    )
  }
  const api = await openPeer(options)
  const draft: SourceDraft = { connector, ...(mapping === undefined ? {} : { mapping }) }
  const preview = await api.call<SourcePreview>('source.inspect', { body: draft })
  if (!options.json) showPreview(preview, terminal)
  if (mapping === undefined) {
    proposeMapping(preview, options, terminal)
    return
  }
  await connect(api, draft, { ...options, preview, terminal })
}

function proposeMapping(preview: SourcePreview, options: AddOptions, terminal: Terminal): void {
  try {
    writeFileSync(options.mapping, preview.mapping, { flag: 'wx' })
  } catch (cause) {
    throw new CliError('usage', `--mapping ${options.mapping} cannot be written`, {
      cause,
      remedy: 'check the path',
    })
  }
  if (options.json) terminal.out(toSafeJson({ connected: false, preview }, 2))
  terminal.err(`The proposed mapping is in ${options.mapping}. Nothing is connected yet.`)
  terminal.err('Review it with the owner of the source, then run the same command again.')
}

const ofMapping = {
  question: 'Has the owner of the source reviewed this mapping, and shall it be connected?',
  remedy: 'add --yes when the mapping has been reviewed',
}

type Connecting = AddOptions & { preview: SourcePreview; terminal: Terminal }

async function connect(
  api: PeerApi,
  draft: SourceDraft,
  { preview, terminal, ...options }: Connecting,
): Promise<void> {
  if (preview.records.length === 0) {
    throw new CliError('usage', 'under this mapping no record remains', {
      remedy: `correct ${options.mapping}; the rejections above say where`,
    })
  }
  if (!(options.yes || (await hasAgreed(terminal, ofMapping)))) {
    terminal.err('Nothing was connected.')
    return
  }
  const source = await api.call<SourceEntry>('source.connect', { body: draft })
  if (options.json) terminal.out(toSafeJson({ connected: true, source, preview }, 2))
  else terminal.out(`Connected ${toPlainText(source.id)} (${toPlainText(source.title)}).`)
  terminal.err(`Build its index with: isthmus source index ${toPlainText(source.id)}`)
}

function findMapping(file: string): string | undefined {
  if (!existsSync(file)) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new CliError('usage', `--mapping ${file} cannot be read`, { cause, remedy: 'check the path' })
  }
}
