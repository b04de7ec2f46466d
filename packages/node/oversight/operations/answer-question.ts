import { randomUUID } from 'node:crypto'
import type { Anomaly, AnomalyAnswer } from '@isthmus/contract'
import { OversightError } from '../errors.ts'
import { type OversightRoom, toActor, type Viewer } from '../oversight-room.ts'

/**
 * oversight.answer, in one commit with its entry: an officer answers what is asked about the own acts, once for each question.
 * Throws OversightError QUESTION_NOT_FOUND, also for a question to somebody else.
 */
export async function answerQuestion(
  room: OversightRoom,
  officer: Omit<Viewer, 'wholePeer'>,
  { id, answer }: AnomalyAnswer,
): Promise<Anomaly> {
  const { auditLog, clock, pseudonymOf } = room.parts
  const pseudonym = pseudonymOf(officer.id)
  await getQuestion(room, pseudonym, id)
  await auditLog.appendWith(async (transaction) => {
    const text = answer.trim()
    const isWaiting = await room.transactor.keepAnswer(transaction, {
      ...{ anomalyId: id, text, by: officer.id, at: clock() },
    })
    if (!isWaiting) throw unknownQuestion()
    return {
      events: [
        {
          event: 'oversight.answered' as const,
          operation: 'consultation' as const,
          correlationId: randomUUID(),
          actor: toActor(officer),
          outcome: 'done' as const,
          detail: { anomaly: id },
        },
      ],
      result: undefined,
    }
  })
  const answered = (await room.reader.listQuestions(pseudonym)).find((one) => one.id === id)
  if (!answered) throw unknownQuestion()
  return answered
}

async function getQuestion(room: OversightRoom, pseudonym: string, id: string): Promise<Anomaly> {
  const questions = await room.reader.listQuestions(pseudonym)
  const question = questions.find((one) => one.id === id && one.state === 'asked')
  if (!question) throw unknownQuestion()
  return question
}

function unknownQuestion(): OversightError {
  return new OversightError('QUESTION_NOT_FOUND', 'nothing is asked of you under this id', {
    remedy: 'read the history again: it may have been answered or closed',
  })
}
