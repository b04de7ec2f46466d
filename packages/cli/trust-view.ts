import type { TrustDraft, TrustOverview, TrustRequestEntry } from '@isthmus/contract'
import { toPlainText } from './plain-text.ts'
import { type Column, toTable } from './table.ts'
import type { Terminal } from './terminal.ts'
import { shortcomingWords, stateWords, toSentence, toStep } from './trust-words.ts'

type KeyRow = { peer: string; use: string; id: string; to: string; state: string }

const keyColumns: Column<KeyRow>[] = [
  { title: 'peer', cell: (row) => row.peer },
  { title: 'use', cell: (row) => row.use },
  { title: 'key', cell: (row) => row.id },
  { title: 'good to', cell: (row) => row.to.slice(0, 10) },
  { title: 'state', cell: (row) => row.state },
]

export function showOverview(overview: TrustOverview, terminal: Terminal): void {
  const {
    federation,
    version,
    hash,
    expiresAt,
    state,
    operators,
    peers,
    requests = [],
    desk,
    next,
  } = overview
  const line = (text: string): void => terminal.out(toPlainText(text))
  line(`${federation}, version ${version}, ${stateWords[state]}; good to ${expiresAt.slice(0, 10)}.`)
  line(`SHA-256 ${hash}`)
  line(`Operators: ${operators.keys.map(({ name }) => name).join(', ')}; ${operators.quorum} must sign.`)
  terminal.out('')
  const rows = peers.flatMap((peer) =>
    peer.keys.map(({ key, state: keyState }) => ({
      peer: peer.id,
      use: key.use,
      id: key.id,
      to: key.validTo,
      state: keyState,
    })),
  )
  terminal.out(toTable(keyColumns, rows, terminal.width))
  for (const request of requests) showRequest(request, terminal)
  for (const draft of desk?.drafts ?? []) if (draft.state === 'open') showDraft(draft, terminal)
  terminal.out('')
  for (const step of next) line(`Next: ${toStep(step)}`)
}

export function showRequest(request: TrustRequestEntry, terminal: Terminal): void {
  const { id, kind, peer, state, fingerprint, shortcomings } = request
  terminal.out('')
  terminal.out(toPlainText(`Request ${id}: ${kind} of ${peer}, ${state}`))
  terminal.out(`  fingerprint ${toPlainText(fingerprint)}`)
  for (const shortcoming of shortcomings) terminal.out(`  ${shortcomingWords[shortcoming]}`)
}

export function showDraft(draft: TrustDraft, terminal: Terminal): void {
  const { id, version, state, differences, quorums, emergency } = draft
  terminal.out('')
  terminal.out(`Draft ${toPlainText(id)} of version ${version}: ${state}${emergency ? ' (emergency)' : ''}`)
  for (const difference of differences) terminal.out(`  - ${toPlainText(toSentence(difference))}`)
  for (const quorum of quorums) terminal.out(`  ${toPlainText(toQuorumWords(quorum, quorums.length > 1))}`)
}

/** Who has signed and who still could; two groups when the operators themselves change. */
function toQuorumWords(
  { of, required, signed, missing }: TrustDraft['quorums'][number],
  isOneOfTwo: boolean,
): string {
  const who = isOneOfTwo ? ` of the ${of} operators` : ''
  const names = signed.length > 0 ? `: ${signed.join(', ')}` : ''
  const lack =
    missing.length > 0 ? `; still to sign, ${required - signed.length} of: ${missing.join(', ')}` : ''
  return `signed by ${signed.length} of ${required}${who}${names}${lack}`
}
