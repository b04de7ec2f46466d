import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ownActsQuery } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { ActTable } from '../oversight/ActTable.tsx'
import { OwnQuestion } from './OwnQuestion.tsx'

/** All that the log has of whoever is signed in, and what the data-protection officer asks about it. */
export function OwnActs() {
  const { t } = useTranslation()
  const own = useInfiniteQuery(ownActsQuery)
  if (own.isPending) return <Loader my={24} aria-hidden />
  if (own.isError) return <ProblemNotice error={own.error} onRetry={() => void own.refetch()} />
  const questions = own.data.pages[0]?.questions ?? []
  return (
    <section className="panel history" aria-labelledby="own-acts">
      <h2 id="own-acts">{t('oversight.own')}</h2>
      <p className="soft">{t('oversight.ownLead')}</p>
      {questions.map((question) => (
        <OwnQuestion key={question.id} question={question} />
      ))}
      <ActTable acts={own.data.pages.flatMap(({ acts }) => acts)} caption={t('oversight.own')} />
      {own.hasNextPage ? (
        <Button variant="default" loading={own.isFetchingNextPage} onClick={() => void own.fetchNextPage()}>
          {t('oversight.more')}
        </Button>
      ) : null}
    </section>
  )
}
