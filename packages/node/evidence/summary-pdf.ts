import { createRequire } from 'node:module'
import {
  catalogues,
  type EvidenceLanguage,
  type EvidenceReport,
  fillIn,
  type Said,
  toSentence,
} from '@isthmus/protocol/evidence'
import PDFDocument from 'pdfkit'

const fonts = createRequire(import.meta.url)
const regular = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
const bold = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')

/**
 * What an evidence file proves, on paper, in the reader's language. The font is embedded and has Latin, Greek and Cyrillic letters. Paper proves
 * nothing: the first lines say how to verify the file itself.
 */
export function createSummary(
  { findings, failed, subject, limits }: EvidenceReport,
  { correlationId, madeAt, language }: { correlationId: string; madeAt: Date; language: EvidenceLanguage },
): Promise<Uint8Array> {
  const words = catalogues[language].report
  const toText = (said: Said): string => toSentence(said, language)
  const info = {
    Title: fillIn(words.paperSubject, { correlationId }),
    CreationDate: madeAt,
    Producer: 'Isthmus',
  }
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 56,
    info,
    lang: language,
    pdfVersion: '1.7',
    font: regular,
  })
  const chunks: Buffer[] = []
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.font(bold).fontSize(18).text(words.paperTitle)
  pdf.moveDown(0.5).font(regular).fontSize(10)
  const about = subject ? toText(subject) : correlationId
  pdf.text(fillIn(words.madeAt, { subject: about, at: madeAt.toISOString() }))
  pdf.moveDown(0.5)
  pdf.text(words.paperLead)
  const ok = findings.filter((finding) => finding.ok).map(({ said }) => toText(said))
  const wrong = findings
    .filter((finding) => !finding.ok)
    .map(({ place, said }) => `${place}: ${toText(said)}`)
  if (failed > 0) addList(pdf, words.wrong, wrong)
  addList(pdf, failed > 0 ? words.provenAllTheSame : words.isProven, ok)
  addList(pdf, words.limits, limits.map(toText))
  pdf.end()
  return ended
}

function addList(pdf: PDFKit.PDFDocument, title: string, items: readonly string[]): void {
  pdf.moveDown().font(bold).fontSize(13).text(title)
  pdf.moveDown(0.3).font(regular).fontSize(10)
  for (const item of items) pdf.text(`\u2022 ${item}`, { indent: 0, paragraphGap: 4 })
}
