import { Button, Pagination, SegmentedControl } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toCount } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'
import { toAnswersCsv } from './answers-csv.ts'
import { BatchTable } from './BatchTable.tsx'
import type { BatchFile } from './batch-file.ts'
import { type BatchView, countAnsweredRows, toBatchHits, toBatchRows } from './batch-view.ts'
import { saveFile } from './save-file.ts'

const rowsPerPage = 50

type Props = { view: BatchView; file: BatchFile | undefined }

/** Progress, rows that were not asked, and the answers by line. */
export function BatchResults({ view, file }: Props) {
  return (
    <section className="batch__results" data-testid="batch-results" data-stage={view.stage}>
      <Progress view={view} />
      {view.error === undefined ? null : <ProblemNotice error={view.error} />}
      <Rejected view={view} />
      <Answers view={view} file={file} />
    </section>
  )
}

function Progress({ view }: { view: BatchView }) {
  const { t, i18n } = useTranslation()
  const answered = countAnsweredRows(view)
  const expected = view.subjects * view.sources.length
  const inWords = t('batch.progress', {
    answered: toCount(answered, i18n.language),
    total: toCount(view.subjects, i18n.language),
  })
  return (
    <div className="panel batch__progress">
      <p role="status" aria-live="polite" data-testid="batch-progress">
        <strong>{view.subjects === 0 ? t('ask.asking') : inWords}</strong>{' '}
        {view.stage === 'stopped' ? t('results.stopped') : null}
      </p>
      <progress
        className="summary__bar"
        max={Math.max(1, expected)}
        value={view.answers}
        aria-label={inWords}
      />
      <p className="soft">
        {t('batch.answers', {
          answers: toCount(view.answers, i18n.language),
          expected: toCount(expected, i18n.language),
        })}
        {view.correlationId === undefined ? null : (
          <span> · {t('results.correlation', { id: view.correlationId })}</span>
        )}
      </p>
    </div>
  )
}

function Rejected({ view }: { view: BatchView }) {
  const { t } = useTranslation()
  if (view.rejected.length === 0) return null
  return (
    <Notice tone="caution" title={t('batch.rejected', { count: view.rejected.length })}>
      <p>{t('batch.rejectedHelp')}</p>
      <ul className="batch__rejected" data-testid="rejected-rows">
        {view.rejected.map(({ line, reason }) => (
          <li key={line}>
            {t('batch.line')} {line}: {reason}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Answers({ view, file }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'hits' | 'all'>('hits')
  const [page, setPage] = useState(1)
  const all = toBatchRows(view)
  if (all.length === 0) return null
  const rows = shown === 'all' ? all : all.filter((row) => toBatchHits(row).length > 0)
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const at = Math.min(page, pages)
  return (
    <div className="panel batch__answers">
      <div className="batch__tools">
        <h2>{t('batch.results')}</h2>
        <SegmentedControl
          size="xs"
          value={shown}
          data={[
            { value: 'hits', label: t('batch.only') },
            { value: 'all', label: t('batch.all') },
          ]}
          onChange={setShown}
          aria-label={t('batch.results')}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          title={t('batch.downloadHelp')}
          onClick={() => saveFile('isthmus-answers.csv', toAnswersCsv(all))}
          data-testid="download"
        >
          {t('batch.download')}
        </Button>
      </div>
      {rows.length === 0 ? (
        <p>{t('batch.none')}</p>
      ) : (
        <BatchTable
          rows={rows.slice((at - 1) * rowsPerPage, at * rowsPerPage)}
          labels={file?.labels ?? new Map()}
          sources={view.sources.length}
        />
      )}
      {pages === 1 ? null : (
        <Pagination
          size="sm"
          total={pages}
          value={at}
          onChange={setPage}
          getControlProps={(control) => ({ 'aria-label': control })}
        />
      )}
      <p className="soft">{t('batch.downloadHelp')}</p>
    </div>
  )
}
