import type { Comparison, Hit } from '@isthmus/contract/types'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { toBits, toPercent } from '../../locales/formats.ts'
import './comparison-table.css'

/** Field by field: what was asked, how it compares, and how much that weighs. Holds nothing of the record's values. */
export function ComparisonTable({ hit }: { hit: Hit }) {
  const { t, i18n } = useTranslation()
  const widest = Math.max(1, ...hit.comparisons.map(({ bits }) => Math.abs(bits)))
  const sum = {
    score: toBits(hit.score, i18n.language),
    probability: toPercent(hit.probability, i18n.language),
  }
  return (
    <div className="comparison-scroll">
      <table className="comparison" data-testid="comparison">
        <caption className="visually-hidden">{t('comparison.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('comparison.field')}</th>
            <th scope="col">{t('comparison.asked')}</th>
            <th scope="col">{t('comparison.level')}</th>
            <th scope="col">{t('comparison.bits')}</th>
          </tr>
        </thead>
        <tbody>
          {hit.comparisons.map((comparison, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a field may be compared more than once and rows never move
            <ComparisonRow key={row} comparison={comparison} widest={widest} />
          ))}
        </tbody>
      </table>
      <p className="comparison__sum">
        <strong>{t('comparison.sumText', sum)}</strong>
      </p>
      <p className="soft comparison__help">{t('comparison.bitsHelp')}</p>
    </div>
  )
}

function ComparisonRow({ comparison, widest }: { comparison: Comparison; widest: number }) {
  const { t, i18n } = useTranslation()
  const { field, level, bits, asked, alias } = comparison
  const result = alias ? `${t(`level.${level}`)} (${t('hit.alias')})` : t(`level.${level}`)
  const length = { '--length': `${(Math.abs(bits) / widest) * 50}%` } as CSSProperties
  return (
    <tr>
      <th scope="row">{t(`field.${field}`)}</th>
      <td dir="auto">{asked ?? <span className="soft">{t('comparison.notAsked')}</span>}</td>
      <td>{result}</td>
      <td>
        <div className="bits">
          <span className="bits__track" aria-hidden="true">
            <span className={`bits__bar ${bits < 0 ? 'bits__bar--against' : ''}`} style={length} />
          </span>
          <span className="bits__number">{toBits(bits, i18n.language)}</span>
        </div>
      </td>
    </tr>
  )
}
