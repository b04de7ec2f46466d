import type { Comparison } from '@isthmus/contract/types'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toCount } from '../locales/formats.ts'
import { BitsCells, type Scale } from './WaterfallTrack.tsx'
import type { PartStep, Step } from './waterfall-steps.ts'

/** Heads of the columns of values; without `held` there is no such column. */
export type ValueHeads = { asked: string; held: string | undefined }

type RowProps = { scale: Scale; heads: ValueHeads }
type ComparisonStep = Extract<Step, { kind: 'comparison' }>
type FrameStep = Exclude<Step, ComparisonStep>

/** The rows of one step: a comparison with its parts, the size of the source, or the calibration. */
export function StepRows({ step, ...row }: RowProps & { step: Step }) {
  return step.kind === 'comparison' ? (
    <ComparisonRows step={step} {...row} />
  ) : (
    <FrameRow step={step} {...row} />
  )
}

function FrameRow({ step, scale, heads }: RowProps & { step: FrameStep }) {
  const { t, i18n } = useTranslation()
  const text =
    step.kind === 'prior'
      ? t('waterfall.priorText', { population: toCount(step.population, i18n.language) })
      : t('waterfall.calibrationText')
  return (
    <tr data-testid="waterfall-step" data-field={step.kind}>
      <th scope="row">{t(`waterfall.${step.kind}`)}</th>
      <td colSpan={heads.held === undefined ? 2 : 3} className="waterfall__level">
        {text}
      </td>
      <BitsCells span={step} scale={scale} isFrame />
    </tr>
  )
}

function ComparisonRows({ step, scale, heads }: RowProps & { step: ComparisonStep }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { comparison, parts } = step
  const field = t(`field.${comparison.field}`)
  const toId = (at: number) => `${id}-${at}`
  return (
    <>
      <tr data-testid="waterfall-step" data-field={comparison.field}>
        <th scope="row">
          {parts.length === 0 ? (
            field
          ) : (
            <OpenButton
              field={field}
              isOpen={isOpen}
              rows={parts.map((_, at) => toId(at))}
              onPress={() => setOpen(!isOpen)}
            />
          )}
        </th>
        <Values {...comparison} heads={heads} />
        <td className="waterfall__level">{useLevelWords(comparison)}</td>
        <BitsCells span={step} scale={scale} />
      </tr>
      {parts.map((part, at) => (
        <PartRow
          // biome-ignore lint/suspicious/noArrayIndexKey: two parts may be alike, and parts never move
          key={at}
          id={toId(at)}
          isHidden={!isOpen}
          step={part}
          scale={scale}
          heads={heads}
        />
      ))}
    </>
  )
}

function useLevelWords({ level, alias }: Comparison): string {
  const { t } = useTranslation()
  const words = t(`level.${level}`)
  return alias ? `${words} (${t('hit.alias')})` : words
}

type OpenProps = { field: string; isOpen: boolean; rows: readonly string[]; onPress: () => void }

function OpenButton({ field, isOpen, rows, onPress }: OpenProps) {
  const { t } = useTranslation()
  const Icon = isOpen ? IconChevronDown : IconChevronRight
  return (
    <button
      type="button"
      className="waterfall__open"
      aria-expanded={isOpen}
      aria-controls={rows.join(' ')}
      title={t(isOpen ? 'waterfall.close' : 'waterfall.open')}
      onClick={onPress}
      data-testid="waterfall-parts"
    >
      <Icon size={14} aria-hidden className="waterfall__chevron" />
      {field}
    </button>
  )
}

function PartRow({ step, scale, heads, id, isHidden }: RowProps & PartProps) {
  const { t } = useTranslation()
  const { level, asked, held } = step.part
  const isRule = asked === undefined && held === undefined
  const isRest = isRule && level === 'missing'
  return (
    <tr id={id} hidden={isHidden} className="waterfall__part" data-testid="waterfall-part" data-level={level}>
      <th scope="row">{t(isRule ? 'waterfall.rule' : 'waterfall.word')}</th>
      <Values asked={asked} held={held} heads={heads} />
      <td className="waterfall__level">{t(isRest ? 'part.rest' : `part.${level}`)}</td>
      <BitsCells span={step} scale={scale} />
    </tr>
  )
}

type PartProps = { step: PartStep; id: string; isHidden: boolean }

type ValuesProps = { asked?: string | undefined; held?: string | undefined; heads: ValueHeads }

function Values({ asked, held, heads }: ValuesProps) {
  return (
    <>
      <Value head={heads.asked} value={asked} />
      {heads.held === undefined ? null : <Value head={heads.held} value={held} />}
    </>
  )
}

/** Its head is seen where a narrow screen hides the heads of the columns. */
function Value({ head, value }: { head: string; value: string | undefined }) {
  return (
    <td className="waterfall__value">
      {value === undefined ? null : (
        <>
          <span className="waterfall__label" aria-hidden="true">
            {head}:{' '}
          </span>
          <bdi>{value}</bdi>
        </>
      )}
    </td>
  )
}
