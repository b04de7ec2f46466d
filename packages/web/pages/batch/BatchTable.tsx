import { useTranslation } from 'react-i18next'
import { toPercent } from '../../locales/formats.ts'
import { BandBadge } from '../../ui/BandBadge.tsx'
import { type SourceStateName, StateTag } from '../../ui/StateTag.tsx'
import { type BatchRow, toBatchHits } from './batch-view.ts'

type Props = { rows: readonly BatchRow[]; labels: ReadonlyMap<number, string>; sources: number }

const troubles = ['refused', 'unreachable', 'slow'] as const satisfies readonly SourceStateName[]

/** One row per line of the file: its best hit, how many more, and which sources gave no answer. */
export function BatchTable({ rows, labels, sources }: Props) {
  const { t } = useTranslation()
  return (
    <table className="table rows">
      <caption className="visually-hidden">{t('batch.results')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('batch.line')}</th>
          <th scope="col">{t('batch.person')}</th>
          <th scope="col">{t('batch.best')}</th>
          <th scope="col">{t('batch.sources')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.subject} data-testid="batch-row" data-line={row.line}>
            <th scope="row">{row.line}</th>
            <td dir="auto">{labels.get(row.line) ?? ''}</td>
            <td>
              <BestHit row={row} />
            </td>
            <td>
              <RowStates row={row} sources={sources} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function BestHit({ row }: { row: BatchRow }) {
  const { t, i18n } = useTranslation()
  const [best, ...others] = toBatchHits(row)
  if (best === undefined) return <span className="soft">{t('state.no-hit')}</span>
  return (
    <div className="rows__best">
      <BandBadge band={best.hit.band} />
      <strong>{toPercent(best.hit.probability, i18n.language)}</strong>
      <span>
        {best.source.sourceTitle}, <code>{best.hit.reference}</code>
      </span>
      {others.length === 0 ? null : <span className="soft">{t('batch.more', { count: others.length })}</span>}
    </div>
  )
}

function RowStates({ row, sources }: { row: BatchRow; sources: number }) {
  const { t } = useTranslation()
  const states = [...row.answers.values()].map(({ state }) => state)
  const answered = states.filter(
    (state) => state === 'hit' || state === 'no-hit' || state === 'refused',
  ).length
  return (
    <div className="rows__states">
      <span className="soft">{t('results.summary', { answered, total: sources })}</span>
      {troubles.map((trouble) => {
        const count = states.filter((state) => state === trouble).length
        return count === 0 ? null : (
          <StateTag key={trouble} state={trouble} label={t(`stateCount.${trouble}`, { count })} />
        )
      })}
    </div>
  )
}
