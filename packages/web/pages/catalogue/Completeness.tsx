import type { SourceEntry } from '@isthmus/contract/types'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { en } from '../../locales/en.ts'
import { toPercent } from '../../locales/formats.ts'
import type { CompletenessView } from './CataloguePage.tsx'

const CompletenessPlot = lazy(async () => ({
  default: (await import('./CompletenessPlot.tsx')).CompletenessPlot,
}))

type Props = { source: SourceEntry; view: CompletenessView }

/** The share of persons that have each field: as a drawing, or as the table that says the same. */
export function Completeness({ source, view }: Props) {
  const { t, i18n } = useTranslation()
  const shares = Object.entries(source.completeness)
    .map(([field, share = 0]) => ({
      field: isKnownField(field) ? t(`completenessField.${field}`) : field,
      share,
    }))
    .sort((a, b) => b.share - a.share)
  const caption = t('catalogue.completenessOf', { source: source.title })
  if (shares.length === 0) return <p>{t('catalogue.noCompleteness')}</p>
  if (view === 'chart') {
    return (
      <Suspense fallback={<p className="soft">{t('catalogue.chartLoading')}</p>}>
        <CompletenessPlot shares={shares} caption={caption} />
      </Suspense>
    )
  }
  return (
    <table className="shares">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('catalogue.field')}</th>
          <th scope="col">{t('catalogue.share')}</th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ field, share }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{toPercent(share, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function isKnownField(field: string): field is keyof typeof en.completenessField {
  return Object.hasOwn(en.completenessField, field)
}
