/**
 * Makes packages/protocol/score/shipped-calibration.ts: what the score's bits mean, from the half of the judged pairs that
 * is for learning (the task `calibration` checks on the other). Run it again whenever the weights or the comparison of
 * names have changed. Usage: `node bench/matching/make-calibration.ts DIR`
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CalibrationCurve, shippedModel, toCalibration } from '@isthmus/protocol/score'
import { learnModel, readJudgedScores } from './judged-scores.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const OUT = join(ROOT, 'packages', 'protocol', 'score', 'shipped-calibration.ts')

const folder = process.argv[2]
if (folder === undefined) throw new Error('give the directory of the person data as the first argument')
const learnt = await calibrate(learnModel)
const shipped = await calibrate(() => shippedModel)
writeFileSync(
  OUT,
  `// Made by bench/matching/make-calibration.ts; do not edit.
import type { Calibration } from './model.ts'

/** What scores by the shipped model mean. */
export const shippedCalibration: Calibration = ${shipped}

/** What scores by a model mean that the source itself taught. */
export const learntCalibration: Calibration = ${learnt}
`,
)
execFileSync(join(ROOT, 'node_modules', '.bin', 'biome'), ['format', '--write', OUT], { stdio: 'inherit' })

async function calibrate(toModelOf: typeof learnModel): Promise<string> {
  const judged = (await readJudgedScores([folder ?? ''], toModelOf)).filter(({ half }) => half === 0)
  const { sameScript, acrossScripts } = toCalibration(judged)
  console.log(`${judged.length} pairs to learn from`)
  return `{
  sameScript: ${toText(sameScript)},
  acrossScripts: ${toText(acrossScripts)},
}`
}

function toText({ score, bits }: CalibrationCurve): string {
  return `{
    score: [${score.join(', ')}],
    bits: [${bits.join(', ')}],
  }`
}
