import type { LinkagePair } from '@isthmus/contract/types'
import { Button, Kbd, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconEqual, IconEqualNot, IconQuestionMark } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from './use-review.ts'
import type { ReviewKey } from './use-review-keys.ts'

const choices = [
  { state: 'same', Icon: IconEqual, letter: 'S' },
  { state: 'different', Icon: IconEqualNot, letter: 'D' },
  { state: 'undecided', Icon: IconQuestionMark, letter: 'U' },
] as const

type Props = {
  pair: LinkagePair
  review: Review
  /** Both records are on the page. */
  canJudge: boolean
  reason: ReasonProps
  onAct: (key: ReviewKey) => void
  hasKeys: boolean
}

export type ReasonProps = {
  text: string
  onText: (text: string) => void
  field: RefObject<HTMLInputElement | null>
  /** What was chosen and waits for its reason. */
  waiting: 'same' | 'different' | undefined
  onEnter: () => void
  onLeave: () => void
  usual: readonly string[]
}

/** What is decided and why, and the way to the pairs before and after. */
export function DecisionBar({ pair, review, canJudge, reason, onAct, hasKeys }: Props) {
  const { t } = useTranslation()
  const shown = reason.waiting ?? pair.state
  return (
    <section className="decision" aria-label={t('review.decision')} data-testid="decision">
      <div className="decision__acts">
        <div className="decision__buttons">
          {choices.map(({ state, Icon, letter }) => (
            <Button
              key={state}
              variant={shown === state && state !== 'undecided' ? 'filled' : 'default'}
              aria-pressed={shown === state}
              leftSection={<Icon size={16} aria-hidden />}
              rightSection={hasKeys ? <Kbd aria-hidden>{letter}</Kbd> : null}
              {...toDisabled(review.isDeciding || (state !== 'undecided' && !canJudge))}
              onClick={() => onAct(state)}
              data-testid={`decide-${state}`}
            >
              {t(`pairState.${state}`)}
            </Button>
          ))}
        </div>
        <Steps review={review} onAct={onAct} hasKeys={hasKeys} />
      </div>
      <Reason reason={reason} onAct={onAct} hasKeys={hasKeys} />
    </section>
  )
}

function Steps({ review, onAct, hasKeys }: Pick<Props, 'review' | 'onAct' | 'hasKeys'>) {
  const { t } = useTranslation()
  const { pairs, total, at, isDeciding, canUndo } = review
  return (
    <div className="decision__buttons">
      <Button size="xs" variant="default" {...toDisabled(at === 0)} onClick={() => onAct('previous')}>
        {t('review.previous')}
      </Button>
      <span className="soft" data-testid="review-place">
        {t('review.place', { at: at + 1, count: total })}
      </span>
      <Button
        size="xs"
        variant="default"
        {...toDisabled(at >= pairs.length - 1)}
        onClick={() => onAct('next')}
      >
        {t('review.next')}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconArrowBackUp size={14} aria-hidden />}
        rightSection={hasKeys ? <Kbd aria-hidden>{'Z'}</Kbd> : null}
        {...toDisabled(!canUndo || isDeciding)}
        onClick={() => onAct('undo')}
        data-testid="decision-undo"
      >
        {t('review.undo')}
      </Button>
    </div>
  )
}

/** A decision that is chosen before its reason waits for it: one of the usual reasons, or Enter, decides. */
function Reason({ reason, onAct, hasKeys }: Pick<Props, 'reason' | 'onAct' | 'hasKeys'>) {
  const { t } = useTranslation()
  const { waiting, usual } = reason
  return (
    <>
      <p className="decision__prompt" role="status" data-testid="decision-prompt">
        {waiting === undefined ? '' : t('review.reasonMissing', { state: t(`pairState.${waiting}`) })}
      </p>
      <TextInput
        ref={reason.field}
        label={t('review.reason')}
        rightSection={hasKeys ? <Kbd aria-hidden>{'R'}</Kbd> : null}
        value={reason.text}
        maxLength={1000}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) => reason.onText(value)}
        onKeyDown={({ key }) => {
          if (key === 'Enter') reason.onEnter()
          if (key === 'Escape') reason.onLeave()
        }}
        data-testid="decision-reason"
      />
      <ul className="decision__usual" aria-label={t('review.usual')}>
        {usual.map((text, at) => (
          <li key={text}>
            <button type="button" onClick={() => onAct(`reason${at}`)}>
              {hasKeys ? <span aria-hidden="true">{at + 1}</span> : null}
              {text}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Greyed out, but not taken from the keyboard: a button that vanishes under the finger takes the focus with it. */
function toDisabled(isDisabled: boolean): { 'data-disabled'?: true; 'aria-disabled'?: true } {
  return isDisabled ? { 'data-disabled': true, 'aria-disabled': true } : {}
}
