import type { OversightAct } from '@isthmus/contract/types'
import { Button, Loader, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActFilter, actsQuery, type Days, toExportPath } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ActSheet } from './ActSheet.tsx'
import { ActTable } from './ActTable.tsx'
import { purposes, useActWords } from './use-act-words.ts'

const noFilter: ActFilter = { purpose: '', pseudonym: '' }

/** The acts of the time that was chosen, the latest first; one of them can be opened. */
export function ActsView({ days }: { days: Days }) {
  const { t } = useTranslation()
  const { purposeOf } = useActWords()
  const [filter, setFilter] = useState(noFilter)
  const [opened, setOpened] = useState<OversightAct>()
  return (
    <section className="panel oversight__acts" aria-label={t('oversight.acts')}>
      <div className="oversight__bar">
        <NativeSelect
          label={t('oversight.filterPurpose')}
          value={filter.purpose}
          onChange={(event) => setFilter({ ...filter, purpose: event.currentTarget.value })}
          data={[
            { value: '', label: t('oversight.filterAny') },
            ...purposes.map((value) => ({ value, label: purposeOf(value) })),
          ]}
        />
        {filter.pseudonym === '' ? null : (
          <Button variant="default" onClick={() => setFilter({ ...filter, pseudonym: '' })}>
            {t('oversight.filterOfficer')}: <bdi>{filter.pseudonym.slice(0, 12)}</bdi> ✕
          </Button>
        )}
        <Copies days={days} />
      </div>
      {opened === undefined ? null : (
        <ActSheet
          id={opened.id}
          onClose={() => setOpened(undefined)}
          onOfficer={(pseudonym) => setFilter({ ...filter, pseudonym })}
        />
      )}
      <FoundActs days={days} filter={filter} onOpen={setOpened} />
    </section>
  )
}

type FoundProps = { days: Days; filter: ActFilter; onOpen: (act: OversightAct) => void }

function FoundActs({ days, filter, onOpen }: FoundProps) {
  const { t } = useTranslation()
  const list = useInfiniteQuery(actsQuery(days, filter))
  if (list.isPending) return <Loader my={24} aria-hidden />
  if (list.isError) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
  const acts = list.data.pages.flatMap((page) => page.acts)
  return (
    <>
      {acts.length === 0 ? <p>{t('oversight.none')}</p> : null}
      {acts.length === 0 ? null : <ActTable acts={acts} caption={t('oversight.acts')} onOpen={onOpen} />}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('oversight.more')}
        </Button>
      ) : null}
    </>
  )
}

function Copies({ days }: { days: Days }) {
  const { t } = useTranslation()
  return (
    <div className="oversight__copies">
      <a href={toExportPath('csv', days)} download>
        {t('oversight.csv')}
      </a>
      <a href={toExportPath('jsonl', days)} download="isthmus-log.jsonl">
        {t('oversight.jsonl')}
      </a>
      <span className="soft">{t('oversight.copyLogged')}</span>
    </div>
  )
}
