import type { Anomaly } from '@isthmus/contract/types'
import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answerQuestion } from '../../api/supervision.ts'
import { ProblemNotice } from '../../components/ProblemNotice.tsx'
import { toLocalDay } from '../../locales/formats.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What the data-protection officer asks about an own act, what was answered, and whether it is closed. */
export function OwnQuestion({ question }: { question: Anomaly }) {
  const { t, i18n } = useTranslation()
  const { on, state, remarks = [] } = question
  const shown = state === 'closed' || state === 'answered' ? state : 'asked'
  return (
    <div data-testid="own-question">
      <Notice
        tone={shown === 'asked' ? 'caution' : 'info'}
        title={t('oversight.asksYou', { on: toLocalDay(on, i18n.language) })}
      >
        <p className="soft">{t(`oversight.question.states.${shown}`)}</p>
        {remarks.map(({ at, state: side, text }) => (
          <p key={at}>
            <b>{side === 'answered' ? t('oversight.question.answered') : t('oversight.question.asked')}:</b>{' '}
            <bdi>{text}</bdi>
          </p>
        ))}
        {state === 'asked' ? <Answer id={question.id} /> : null}
      </Notice>
    </div>
  )
}

function Answer({ id }: { id: string }) {
  const { t } = useTranslation()
  const [answer, setAnswer] = useState('')
  const queryClient = useQueryClient()
  const answering = useMutation({
    mutationFn: () => answerQuestion({ id, answer: answer.trim() }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['oversight', 'own'] }),
  })
  return (
    <form
      className="oversight__handling"
      onSubmit={(event) => {
        event.preventDefault()
        answering.mutate()
      }}
    >
      <Textarea
        label={t('oversight.question.yours')}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={1000}
      />
      <Button type="submit" disabled={answer.trim() === ''} loading={answering.isPending}>
        {t('oversight.question.send')}
      </Button>
      {answering.isError ? <ProblemNotice error={answering.error} /> : null}
    </form>
  )
}
