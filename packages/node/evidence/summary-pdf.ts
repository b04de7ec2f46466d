import { createRequire } from 'node:module'
import type { EvidenceReport } from '@isthmus/protocol/evidence'
import PDFDocument from 'pdfkit'

const fonts = createRequire(import.meta.url)
const regular = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
const bold = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')

/**
 * What an evidence file proves, on paper. The font is embedded and has Latin, Greek and Cyrillic letters. Paper proves
 * nothing: the first lines say how to verify the file itself.
 */
export function createSummary(
  { findings, failed, subject, limits }: EvidenceReport,
  { correlationId, madeAt }: { correlationId: string; madeAt: Date },
): Promise<Uint8Array> {
  const info = {
    Title: `Isthmus: evidence of exchange ${correlationId}`,
    CreationDate: madeAt,
    Producer: 'Isthmus',
  }
  const pdf = new PDFDocument({ size: 'A4', margin: 56, info, lang: 'en', pdfVersion: '1.7', font: regular })
  const chunks: Buffer[] = []
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.font(bold).fontSize(18).text('Evidence of an exchange')
  pdf.moveDown(0.5).font(regular).fontSize(10)
  pdf.text(`${subject ?? correlationId}. Made at ${madeAt.toISOString()}.`)
  pdf.moveDown(0.5)
  pdf.text(
    'This paper only repeats what the file says. To verify it without us: open verify.html of this ZIP in any browser, ' +
      'without a network, and choose the ZIP; or run: isthmus evidence verify FILE.zip',
  )
  const ok = findings.filter((finding) => finding.ok).map(({ sentence }) => sentence)
  const wrong = findings
    .filter((finding) => !finding.ok)
    .map(({ place, sentence }) => `${place}: ${sentence}`)
  if (failed > 0) addList(pdf, 'What is wrong', wrong)
  addList(pdf, 'What is proven', ok)
  addList(pdf, 'What is not proven', limits)
  pdf.end()
  return ended
}

function addList(pdf: PDFKit.PDFDocument, title: string, items: readonly string[]): void {
  pdf.moveDown().font(bold).fontSize(13).text(title)
  pdf.moveDown(0.3).font(regular).fontSize(10)
  for (const item of items) pdf.text(`\u2022 ${item}`, { indent: 0, paragraphGap: 4 })
}
