import { hasShape, type OperatorSet } from '@isthmus/contract'
import { type EvidenceReport, openEvidenceZip, verifyEvidence } from '@isthmus/protocol/evidence'

// The whole of verify.html: choose or drop a ZIP, read the report. Nothing here may reach for a network.

const file = getInput('file')
const operatorsFile = getInput('operators')
const drop = file.closest('p')
let chosen: File | undefined

function getInput(id: string): HTMLInputElement {
  const found = document.getElementById(id)
  if (found instanceof HTMLInputElement) return found
  throw new Error(`the page has no ${id}`)
}

function toList(title: string, level: string, items: readonly (Node | string)[]): Node[] {
  if (items.length === 0) return []
  const heading = document.createElement('h2')
  heading.textContent = title
  if (level !== '') heading.className = level
  const list = document.createElement('ul')
  for (const item of items) {
    const line = document.createElement('li')
    line.append(item)
    list.append(line)
  }
  return [heading, list]
}

function toPlaced(place: string, sentence: string): Node {
  const line = document.createElement('span')
  const where = document.createElement('b')
  where.textContent = `${place}: `
  line.append(where, sentence)
  return line
}

function show({ findings, failed, subject, limits }: EvidenceReport): void {
  const wrong = findings.filter(({ ok }) => !ok)
  const proven = findings.filter(({ ok }) => ok)
  const verdict = document.createElement('h2')
  verdict.className = failed === 0 ? 'good' : 'bad'
  verdict.textContent =
    failed === 0 ? `\u2713 Proven: ${subject}` : `\u2717 Not proven: ${subject ?? 'this file'}`
  verdict.dataset.proven = String(failed === 0)
  replace([
    verdict,
    ...toList(
      'What is wrong',
      'bad',
      wrong.map(({ place, sentence }) => toPlaced(place, sentence)),
    ),
    ...toList(
      failed === 0 ? 'What is proven' : 'Proven all the same',
      'good',
      proven.map(({ sentence }) => sentence),
    ),
    ...toList(
      'Not proven by this',
      '',
      limits.map((limit) => limit),
    ),
  ])
}

function replace(nodes: Node[]): void {
  const report = document.getElementById('report')
  report?.replaceChildren(...nodes)
  report?.focus()
}

function say(sentence: string): void {
  const line = document.createElement('h2')
  line.className = 'bad'
  line.dataset.proven = 'false'
  line.textContent = sentence
  replace([line])
}

async function readOperators(): Promise<OperatorSet | undefined> {
  const [operators] = operatorsFile.files ?? []
  if (!operators) return undefined
  const value: unknown = JSON.parse(await operators.text())
  if (hasShape('OperatorSet', value)) return value
  throw new TypeError('no operators')
}

async function verify(): Promise<void> {
  if (!chosen) return
  let operators: OperatorSet | undefined
  try {
    operators = await readOperators()
  } catch {
    return say('\u2717 The file of operators cannot be read.')
  }
  const files = openEvidenceZip(new Uint8Array(await chosen.arrayBuffer()))
  if (!files) return say('\u2717 Not proven: this is no ZIP file that can be read.')
  show(verifyEvidence(files, operators ? { operators } : {}))
}

function start(): void {
  verify().catch(() => say('\u2717 Not proven: the file cannot be read.'))
}

file.addEventListener('change', () => {
  chosen = file.files?.[0]
  start()
})
operatorsFile.addEventListener('change', start)
for (const kind of ['dragover', 'drop', 'dragleave'])
  document.addEventListener(kind, (event) => {
    event.preventDefault()
    drop?.classList.toggle('over', kind === 'dragover')
  })
document.addEventListener('drop', (event) => {
  chosen = event.dataTransfer?.files[0]
  start()
})
