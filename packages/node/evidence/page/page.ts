import { hasShape, type OperatorSet } from '@isthmus/contract'
import {
  catalogues,
  type EvidenceLanguage,
  type EvidenceReport,
  fillIn,
  isEvidenceLanguage,
  openEvidenceZip,
  type Said,
  toSentence,
  verifyEvidence,
} from '@isthmus/protocol/evidence'

// The whole of verify.html: choose or drop a ZIP, read the report. Nothing here may reach for a network.

type Words = (typeof catalogues)['en']['report']

const file = getInput('file')
const operatorsFile = getInput('operators')
const switcher = getSelect('language')
const drop = file.closest('p')
let chosen: File | undefined
let language: EvidenceLanguage = toLanguage(navigator.languages)
let shown: Shown | undefined

/** What the report says, in no language yet, so that it can be said again in another. */
type Shown = EvidenceReport | keyof Words

function getInput(id: string): HTMLInputElement {
  const found = document.getElementById(id)
  if (found instanceof HTMLInputElement) return found
  throw new Error(`the page has no ${id}`)
}

function getSelect(id: string): HTMLSelectElement {
  const found = document.getElementById(id)
  if (found instanceof HTMLSelectElement) return found
  throw new Error(`the page has no ${id}`)
}

/** The first of the reader's languages that there are words for; English when none. */
function toLanguage(wanted: readonly string[]): EvidenceLanguage {
  return wanted.map((tag) => tag.split('-')[0] ?? '').find(isEvidenceLanguage) ?? 'en'
}

function wordsOf(): Words {
  return catalogues[language].report
}

function hasWord(words: Words, key: string): key is keyof Words {
  return Object.hasOwn(words, key)
}

/** Says everything on the page in the chosen language. */
function translate(): void {
  const words = wordsOf()
  document.documentElement.lang = language
  document.title = words.title
  for (const node of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const key = node.dataset.word ?? ''
    if (hasWord(words, key)) node.textContent = words[key]
  }
  if (shown !== undefined) show(shown, { isNew: false })
}

function fillSwitcher(): void {
  for (const [id, { name }] of Object.entries(catalogues)) {
    const option = new Option(name, id, false, id === language)
    option.lang = id
    switcher.append(option)
  }
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

function toVerdict(isProven: boolean, text: string): Node {
  const verdict = document.createElement('h2')
  verdict.className = isProven ? 'good' : 'bad'
  verdict.textContent = `${isProven ? '\u2713' : '\u2717'} ${text}`
  verdict.dataset.proven = String(isProven)
  return verdict
}

/** The report takes the focus when it is new, not when it is only said in another language. */
function show(what: Shown, { isNew }: { isNew: boolean }): void {
  shown = what
  const nodes = typeof what === 'string' ? [toVerdict(false, wordsOf()[what])] : toReport(what)
  const report = document.getElementById('report')
  report?.replaceChildren(...nodes)
  if (isNew) report?.focus()
}

function toReport({ findings, failed, subject, limits }: EvidenceReport): Node[] {
  const words = wordsOf()
  const toText = (said: Said): string => toSentence(said, language)
  const about = subject && { subject: toText(subject) }
  const wrong = findings.filter(({ ok }) => !ok)
  const proven = findings.filter(({ ok }) => ok)
  const unproven = about ? fillIn(words.notProven, about) : words.notProvenFile
  return [
    toVerdict(failed === 0, failed === 0 && about ? fillIn(words.proven, about) : unproven),
    ...toList(
      words.wrong,
      'bad',
      wrong.map(({ place, said }) => toPlaced(place, toText(said))),
    ),
    ...toList(
      failed === 0 ? words.isProven : words.provenAllTheSame,
      'good',
      proven.map(({ said }) => toText(said)),
    ),
    ...toList(words.limits, '', limits.map(toText)),
  ]
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
    return show('operatorsUnreadable', { isNew: true })
  }
  const files = openEvidenceZip(new Uint8Array(await chosen.arrayBuffer()))
  if (!files) return show('noZip', { isNew: true })
  show(verifyEvidence(files, operators ? { operators } : {}), { isNew: true })
}

function start(): void {
  verify().catch(() => show('unreadable', { isNew: true }))
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
switcher.addEventListener('change', () => {
  if (isEvidenceLanguage(switcher.value)) language = switcher.value
  translate()
})
fillSwitcher()
translate()
