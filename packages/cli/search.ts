import { schemas } from '@isthmus/contract'
import { Command, Option } from 'commander'
import { runBatch } from './batch.ts'
import type { Outcome } from './exit-code.ts'
import { type Grounds, toGrounds } from './grounds.ts'
import { addPeerOptions, openPeer, type PeerOptions } from './peer-options.ts'
import { toSafeJson } from './plain-text.ts'
import { SearchOutcome } from './search-outcome.ts'
import { parseSubject, type SubjectOptions } from './search-subject.ts'
import { SearchView } from './search-view.ts'
import type { Terminal } from './terminal.ts'

type SearchOptions = PeerOptions & SubjectOptions & Grounds & { batch?: string; explain?: boolean }

const examples = `
What is written on a command line is kept in the shell's history and seen by everyone on the machine who lists
processes. Where that matters, give the person by --ask, from a file or by typing the JSON and then Ctrl-D:

  $ isthmus search --ask - --purpose border-control --legal-basis "SBC art. 8(3)" --case GR-2026-114
    {"family": "Papadopoulou", "given": "Eleni", "birth": "1962~", "nationalities": ["GR"]}
  $ isthmus search --ask person.json --purpose ... --legal-basis ... --case ...

Examples:
  $ isthmus search --name "Γεώργιος Παπαδόπουλος" --birth 1962~ \\
      --purpose criminal-investigation --legal-basis "CCP art. 251" --case ATH-77
  $ isthmus search --ask person.json --explain --purpose ... --legal-basis ... --case ...
  $ isthmus search --document AB123456@GR --purpose ... --legal-basis ... --case ...
  $ isthmus search --batch people.csv --json --purpose ... --legal-basis ... --case ... > answers.ndjson

At least two of family name, given name and birth, or one document number, are needed. Names may be in any script.
A CSV for --batch has the columns full, family, given, birth, sex, nationality, place, document in any order, and at
most 10,000 rows. With --json each line is one SearchEvent of the contract, as soon as it arrives.`

export function searchCommand(terminal: Terminal, finish: (outcome: Outcome) => void): Command {
  const command = new Command('search')
    .description('ask every database of the federation about a person')
    .option('--name <text>', 'whole name, in any script')
    .option('--family <text>', 'family name')
    .option('--given <text>', 'given name')
    .option('--birth <date>', 'date of birth: 1962, 1962-05-14, 1962~ (circa), 1960/1964')
    .addOption(new Option('--sex <sex>', 'sex').choices(['female', 'male', 'other']))
    .option('--nationality <country>', 'nationality; may be repeated', collect)
    .option('--place <text>', 'place of birth or residence; may be repeated', collect)
    .option('--document <number[@country]>', 'document number; may be repeated', collect)
    .option(
      '--ask <file>',
      'read the person (SearchSubject, JSON) from a file, or from standard input with -',
    )
    .option('--batch <file>', 'ask about every row of a CSV file')
    .addOption(new Option('--explain', 'show how each score comes about, word by word').conflicts('batch'))
    .addOption(
      new Option('--purpose <purpose>', 'why you ask').choices(schemas.Purpose.enum).makeOptionMandatory(),
    )
    .requiredOption('--legal-basis <text>', 'the provision under which you ask')
    .requiredOption('--case <reference>', 'your case reference')
    .addHelpText('after', examples)
  return addPeerOptions(command).action(async (options: SearchOptions) => {
    finish(
      options.batch === undefined
        ? await runSearch(options, terminal)
        : await runBatch(options, options.batch, terminal),
    )
  })
}

async function runSearch(options: SearchOptions, terminal: Terminal): Promise<Outcome> {
  const subject = await parseSubject(options, terminal)
  const api = await openPeer(options)
  const view = new SearchView(terminal, { explains: options.explain === true })
  const outcome = new SearchOutcome()
  const body = { subject, ...toGrounds(options) }
  for await (const event of api.stream('search.ask', { body })) {
    outcome.add(event)
    if (options.json) terminal.out(toSafeJson(event))
    else view.show(event)
  }
  if (!options.json) view.showSummary(outcome)
  return outcome.value
}

function collect(value: string, previous: string[] | undefined): string[] {
  return [...(previous ?? []), value]
}
