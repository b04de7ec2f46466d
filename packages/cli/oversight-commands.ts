import type { Anomaly, AnomalyList, AnomalyNote, OversightActList } from '@isthmus/contract'
import { Command } from 'commander'
import { CliError, type Outcome } from './exit-code.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toPlainText, toSafeJson } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: Column<Anomaly>[] = [
  { title: 'id', cell: (row) => row.id },
  { title: 'kind', cell: (row) => row.kind },
  { title: 'day', cell: (row) => row.on },
  { title: 'officer', cell: (row) => row.pseudonym.slice(0, 12) },
  { title: 'questions', cell: (row) => row.count, align: 'right' },
  { title: 'state', cell: (row) => row.state },
]

/** Anomalies for the data-protection officer, and for every officer what is asked about the own acts. */
export function oversightCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const oversight = new Command('oversight').description(
    'look at anomalies, and answer what is asked about your own acts',
  )
  oversight.addCommand(anomaliesCommand(terminal, finish))
  oversight.addCommand(handlingCommand(terminal, 'note', 'noted'))
  oversight.addCommand(handlingCommand(terminal, 'ask', 'asked'))
  oversight.addCommand(handlingCommand(terminal, 'close', 'closed'))
  oversight.addCommand(questionsCommand(terminal, finish))
  oversight.addCommand(answerCommand(terminal))
  return oversight
}

function anomaliesCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('anomalies')
    .description(
      'list what the rules find; 0 when there is any, 1 when there is none. That you look is logged',
    )
    .option('--since <day>', 'from this day; thirty days ago unless said')
  return addPeerOptions(command).action(async (options: PeerOptions & { since?: string }) => {
    const { anomalies } = await listAnomalies(options)
    finish(anomalies.length > 0 ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson({ anomalies }, 2))
    if (anomalies.length === 0) return terminal.out('The rules find nothing.')
    terminal.out(toTable(columns, anomalies, terminal.width))
    for (const anomaly of anomalies) printRemarks(anomaly, terminal)
  })
}

async function listAnomalies(options: PeerOptions & { since?: string }): Promise<AnomalyList> {
  const query = options.since ? { since: options.since } : {}
  return (await openPeer(options)).call<AnomalyList>('oversight.anomalies', { query })
}

function handlingCommand(
  terminal: Terminal,
  name: 'note' | 'ask' | 'close',
  state: AnomalyNote['state'],
): Command {
  const words = {
    note: 'note an anomaly; the officer does not see it',
    ask: 'ask the officer about it; the officer reads it beside the own acts',
    close: 'close it',
  }
  const command = new Command(name)
    .description(words[name])
    .argument('<anomaly>', 'as oversight anomalies shows it')
    .argument('<words>', 'name no person')
    .option('--since <day>', 'where the anomaly is older than thirty days')
  return addPeerOptions(command).action(
    async (id: string, note: string, options: PeerOptions & { since?: string }) => {
      const found = (await listAnomalies(options)).anomalies.find((one) => one.id === id)
      if (!found) throw new CliError('usage', `no rule finds ${id} in these days`)
      const { kind, on, pseudonym } = found
      const body: AnomalyNote = { kind, on, pseudonym, state, note }
      const anomaly = await (await openPeer(options)).call<Anomaly>('oversight.handle', { body })
      if (options.json) return terminal.out(toSafeJson(anomaly, 2))
      terminal.out(`${toPlainText(anomaly.id)} is ${anomaly.state}`)
    },
  )
}

function questionsCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('questions').description(
    'list what the data-protection officer asks about your own acts; 0 when something waits, 1 when nothing does',
  )
  return addPeerOptions(command).action(async (options: PeerOptions) => {
    const own = await (await openPeer(options)).call<OversightActList>('oversight.own')
    const questions = own.questions ?? []
    finish(questions.some(({ state }) => state === 'asked') ? 'hit' : 'noHit')
    if (options.json) return terminal.out(toSafeJson({ questions }, 2))
    if (questions.length === 0) return terminal.out('Nothing is asked about your own acts.')
    terminal.out(toTable(columns, questions, terminal.width))
    for (const question of questions) printRemarks(question, terminal)
  })
}

function answerCommand(terminal: Terminal): Command {
  const command = new Command('answer')
    .description('answer what the data-protection officer asks about your own acts, once')
    .argument('<question>', 'as oversight questions shows it')
    .argument('<words>', 'name no person')
  return addPeerOptions(command).action(async (id: string, answer: string, options: PeerOptions) => {
    const body = { id, answer }
    const question = await (await openPeer(options)).call<Anomaly>('oversight.answer', { body })
    if (options.json) return terminal.out(toSafeJson(question, 2))
    terminal.out('Answered; the data-protection officer reads it.')
  })
}

function printRemarks({ id, remarks = [] }: Anomaly, terminal: Terminal): void {
  for (const { at, state, text } of remarks)
    terminal.out(`${toPlainText(id)} ${at.slice(0, 16).replace('T', ' ')} ${state}: ${toPlainText(text)}`)
}
