import { learntCalibration, toCalibratedBits } from '@isthmus/protocol/score'
import { type BenchScore, readJudgedScores } from '../judged-scores.ts'
import type { TaskResult } from '../task.ts'

/** Lower ends of the bins of probability; below the first one nothing is printed with a hit. */
const ends = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99]

/**
 * Whether the printed probability means what it says, on pairs that were not learnt from: how far, on average, the
 * probability lies from the share of right pairs in its bin (expected calibration error), and the bins.
 */
export async function runCalibration(folders: readonly string[]): Promise<TaskResult | undefined> {
  const judged = (await readJudgedScores(folders)).filter(({ half }) => half === 1)
  if (judged.length === 0) return undefined
  const found = toBins(judged, toBits)
  return {
    error: toError(found),
    error_uncalibrated: toError(toBins(judged, ({ score }) => score)),
    pairs: judged.length,
    sets: Object.fromEntries(
      [...new Set(judged.map(({ set }) => set))].map((set) => [
        set.replaceAll(' ', '_'),
        toError(
          toBins(
            judged.filter((one) => one.set === set),
            toBits,
          ),
        ),
      ]),
    ),
    bins: Object.fromEntries(
      found.map(({ end, pairs, probability, right }) => [`from_${end}`, { pairs, probability, right }]),
    ),
  }
}

function toBits({ score, isAcrossScripts }: BenchScore): number {
  const { acrossScripts, sameScript } = learntCalibration
  return toCalibratedBits(score, isAcrossScripts ? acrossScripts : sameScript)
}

type Bin = { end: number; pairs: number; probability: number; right: number }

function toBins(judged: readonly BenchScore[], toBits: (judged: BenchScore) => number): Bin[] {
  const bins = ends.map((end) => ({ end, pairs: 0, probability: 0, right: 0 }))
  for (const one of judged) {
    const probability = 1 / (1 + 2 ** -(one.prior + toBits(one)))
    const bin = bins.findLast(({ end }) => probability >= end)
    if (bin === undefined) continue
    bin.pairs++
    bin.probability += probability
    if (one.isSame) bin.right++
  }
  return bins
    .filter(({ pairs }) => pairs > 0)
    .map(({ end, pairs, probability, right }) => ({
      end,
      pairs,
      probability: probability / pairs,
      right: right / pairs,
    }))
}

function toError(bins: readonly Bin[]): number {
  const pairs = bins.reduce((sum, bin) => sum + bin.pairs, 0)
  const off = bins.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.probability - bin.right), 0)
  return off / Math.max(1, pairs)
}
