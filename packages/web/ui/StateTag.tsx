import { Loader } from '@mantine/core'
import {
  IconCircleMinus,
  IconClockHour4,
  IconLock,
  IconPlugConnectedX,
  IconQuestionMark,
  IconUserScan,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Tag } from './Tag.tsx'

const looks = {
  hit: { tone: 'strong', Icon: IconUserScan },
  'no-hit': { tone: 'plain', Icon: IconCircleMinus },
  refused: { tone: 'caution', Icon: IconLock },
  unreachable: { tone: 'danger', Icon: IconPlugConnectedX },
  slow: { tone: 'caution', Icon: IconClockHour4 },
  unanswered: { tone: 'plain', Icon: IconQuestionMark },
} as const

export type SourceStateName = keyof typeof looks | 'asking'

/** The state of a source as a word and a sign. */
export function StateTag({ state, label }: { state: SourceStateName; label?: string }) {
  const { t } = useTranslation()
  const words = label ?? t(`state.${state}`)
  if (state === 'asking') return <Tag icon={<Loader size={11} aria-hidden />}>{words}</Tag>
  const { tone, Icon } = looks[state]
  return (
    <Tag tone={tone} icon={<Icon size={13} stroke={2} aria-hidden />}>
      {words}
    </Tag>
  )
}
