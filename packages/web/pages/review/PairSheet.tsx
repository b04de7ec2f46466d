import type { LinkagePair, LinkagePairDetail, Person } from '@isthmus/contract/types'
import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { linkagePairQuery } from '../../api/linkage.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { useSourceTitle } from '../../components/use-source-title.ts'
import { en } from '../../locales/en.ts'
import { toCountry, toLocalTime, toPercent } from '../../locales/formats.ts'
import { BandBadge } from '../../ui/BandBadge.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toNextChecks } from '../../ui/next-checks.ts'
import { Waterfall } from '../../ui/Waterfall.tsx'
import type { Explained } from '../../ui/waterfall-steps.ts'
import { type RecordField, recordFields, toRecordValues } from './record-rows.ts'

/** One pair: how sure, what was decided about it before, both records as they are now, and why. */
export function PairSheet({ pair }: { pair: LinkagePair }) {
  const { t, i18n } = useTranslation()
  const detail = useQuery(linkagePairQuery(pair.id))
  return (
    <article className="panel pair" data-testid="pair" data-pair-id={pair.id} data-state={pair.state}>
      <header className="pair__head">
        <h3>
          {toPercent(detail.data?.probability ?? pair.probability, i18n.language)} {t('hit.same')}
        </h3>
        <BandBadge band={pair.band} />
      </header>
      <Remembered pair={pair} />
      {detail.isPending ? <Loader my={24} aria-hidden /> : null}
      {detail.isError ? <ProblemNotice error={detail.error} onRetry={() => void detail.refetch()} /> : null}
      {detail.data === undefined ? null : <BothRecords detail={detail.data} />}
    </article>
  )
}

function Remembered({ pair }: { pair: LinkagePair }) {
  const { t, i18n } = useTranslation()
  if (pair.state === 'undecided' || pair.decidedAt === undefined) return null
  return (
    <p className="soft pair__remembered">
      {t('review.remembered', {
        state: t(`pairState.${pair.state}`),
        when: toLocalTime(pair.decidedAt, i18n.language),
        by: pair.decidedBy ?? '',
      })}{' '}
      {pair.reason === undefined ? null : <q>{pair.reason}</q>}
    </p>
  )
}

function BothRecords({ detail }: { detail: LinkagePairDetail }) {
  const { t } = useTranslation()
  const { pair, left, right } = detail
  const explained = toExplained(detail)
  return (
    <>
      {left === undefined || right === undefined ? (
        <Notice tone="caution" title={t('review.gone')}>
          <p>{t('review.goneHelp')}</p>
        </Notice>
      ) : null}
      <RecordTable pair={pair} left={left} right={right} />
      {explained === undefined ? null : (
        <>
          <h4 className="pair__why">{t('review.why')}</h4>
          <Waterfall
            explained={explained}
            heads={{ asked: pair.left.reference, held: pair.right.reference }}
          />
          <NextChecks explained={explained} />
        </>
      )}
    </>
  )
}

function NextChecks({ explained }: { explained: Explained }) {
  const { t } = useTranslation()
  // What was not asked is what neither record holds: nobody can be asked again here.
  const checks = toNextChecks(explained).filter((check) => check !== 'askBirth' && check !== 'askDocument')
  return (
    <div className="pair__checks">
      <h4>{t('check.heading')}</h4>
      <ul>
        {checks.map((check) => (
          <li key={check}>{t(`check.${check}`)}</li>
        ))}
      </ul>
    </div>
  )
}

function toExplained({ score, prior, probability, comparisons }: LinkagePairDetail): Explained | undefined {
  if (score === undefined || probability === undefined) return undefined
  return { score, probability, comparisons, ...(prior === undefined ? {} : { prior }) }
}

type RecordsProps = { pair: LinkagePair; left: Person | undefined; right: Person | undefined }

function RecordTable({ pair, left, right }: RecordsProps) {
  const { t } = useTranslation()
  const toTitle = useSourceTitle()
  const leftValues = left && toRecordValues(left)
  const rightValues = right && toRecordValues(right)
  const fields = recordFields.filter(
    (field) => (leftValues?.[field].length ?? 0) + (rightValues?.[field].length ?? 0) > 0,
  )
  return (
    <table className="table records" data-testid="records">
      <caption className="visually-hidden">{t('review.records')}</caption>
      <thead>
        <tr>
          <td />
          {[pair.left, pair.right].map(({ source, reference }, side) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two sides, which never move and may be of one source
            <th scope="col" key={side}>
              <bdi>{reference}</bdi> <span className="soft">{toTitle(source)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">{t(`record.${field}`)}</th>
            <RecordValues field={field} values={leftValues?.[field]} />
            <RecordValues field={field} values={rightValues?.[field]} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Values that are shown of a field; a record may hold hundreds. */
const mostValues = 12

function RecordValues({ field, values }: { field: RecordField; values: readonly string[] | undefined }) {
  const { t } = useTranslation()
  const toWords = useValueWords(field)
  if (values === undefined) return <td className="soft">{t('record.gone')}</td>
  if (values.length === 0) return <td className="soft">{t('record.none')}</td>
  return (
    <td>
      <ul>
        {values.slice(0, mostValues).map((value) => (
          <li key={value}>
            <bdi>{toWords(value)}</bdi>
          </li>
        ))}
        {values.length > mostValues ? (
          <li className="soft">{t('batch.more', { count: values.length - mostValues })}</li>
        ) : null}
      </ul>
    </td>
  )
}

function useValueWords(field: RecordField): (value: string) => string {
  const { t, i18n } = useTranslation()
  return (value) => {
    if (field === 'nationality' && /^[A-Z]{2}$/.test(value)) return toCountry(value, i18n.language)
    if (field === 'category' && Object.hasOwn(en.category, value))
      return t(`category.${value as keyof typeof en.category}`)
    if (field === 'sex' && Object.hasOwn(en.sexValue, value))
      return t(`sexValue.${value as keyof typeof en.sexValue}`)
    return value
  }
}
