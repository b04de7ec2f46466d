import { useTranslation } from 'react-i18next'
import { toBits, toPercent } from '../locales/formats.ts'
import { StepRows } from './WaterfallRows.tsx'
import { placeOf, type Scale, Track } from './WaterfallTrack.tsx'
import {
  type Explained,
  type Step,
  toWaterfall,
  type Waterfall as WaterfallSteps,
} from './waterfall-steps.ts'
import './waterfall.css'

type Props = {
  explained: Explained
  /** Heads of the two columns of values, where they are not a question and a record. */
  heads?: { asked: string; held: string }
}

/**
 * Why a score is what it is, step by step: a table, whose last column is also a picture. It starts at the size of the
 * source; each step goes on where the one before ended; beyond the line in the middle it is likelier than not.
 */
export function Waterfall({ explained, heads: ownHeads }: Props) {
  const { t } = useTranslation()
  const waterfall = toWaterfall(explained)
  const showsHeld = explained.comparisons.some(({ held }) => held !== undefined)
  const heads = {
    asked: ownHeads?.asked ?? t('comparison.asked'),
    held: showsHeld ? (ownHeads?.held ?? t('comparison.held')) : undefined,
  }
  const shape = showsHeld ? 'table waterfall__table' : 'table waterfall__table waterfall__table--narrow'
  return (
    <div className="waterfall" data-testid="waterfall">
      <table className={shape} data-testid="comparison">
        <caption className="visually-hidden">{t('waterfall.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('comparison.field')}</th>
            <th scope="col">{heads.asked}</th>
            {heads.held === undefined ? null : <th scope="col">{heads.held}</th>}
            <th scope="col">{t('comparison.level')}</th>
            <th scope="col" className="waterfall__bits">
              {t('comparison.bits')}
            </th>
            <th scope="col" className="waterfall__axis">
              <Axis scale={waterfall} />
            </th>
          </tr>
        </thead>
        <tbody>
          {waterfall.steps.map((step, at) => (
            <StepRows key={toKey(step, at)} step={step} scale={waterfall} heads={heads} />
          ))}
        </tbody>
        <tfoot>
          <EndRow explained={explained} waterfall={waterfall} columns={showsHeld ? 3 : 2} />
        </tfoot>
      </table>
      <p className="soft waterfall__help">{t('waterfall.help')}</p>
      {showsHeld ? null : <p className="soft waterfall__help">{t('waterfall.notShown')}</p>}
    </div>
  )
}

function toKey(step: Step, at: number): string {
  return step.kind === 'comparison' ? `${step.comparison.field} ${at}` : step.kind
}

function Axis({ scale }: { scale: Scale }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <span className="visually-hidden">{t('waterfall.total')}</span>
      <span className="waterfall__ends" aria-hidden="true">
        <span>{t('waterfall.other')}</span>
        <span>{t('waterfall.same')}</span>
      </span>
      <span className="waterfall__even" style={placeOf(0, scale)} aria-hidden="true">
        {toPercent(0.5, i18n.language)}
      </span>
    </>
  )
}

type EndProps = { explained: Explained; waterfall: WaterfallSteps; columns: number }

function EndRow({ explained, waterfall, columns }: EndProps) {
  const { t, i18n } = useTranslation()
  const probability = toPercent(explained.probability, i18n.language)
  const end = toBits(waterfall.end, i18n.language)
  return (
    <tr className="waterfall__end" data-testid="waterfall-end">
      <th scope="row">{t('waterfall.end')}</th>
      <td colSpan={columns} className="waterfall__level">
        <strong>{t('waterfall.endText', { probability })}</strong>{' '}
        <span className="soft">
          {t('waterfall.score', { score: toBits(explained.score, i18n.language) })}
        </span>
      </td>
      <td className="waterfall__bits">
        <bdi>{end}</bdi>
      </td>
      <Track scale={waterfall} at={waterfall.end} total={end}>
        <span className="waterfall__mark" style={placeOf(waterfall.end, waterfall)} />
      </Track>
    </tr>
  )
}
