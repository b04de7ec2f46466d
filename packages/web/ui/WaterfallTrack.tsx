import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toBits } from '../locales/formats.ts'
import { type Span, toPlace, type Waterfall } from './waterfall-steps.ts'

export type Scale = Pick<Waterfall, 'least' | 'most'>

/** Weight, running total and picture of one step: the last two cells of its row. */
export function BitsCells({ span, scale, isFrame }: { span: Span; scale: Scale; isFrame?: boolean }) {
  const { i18n } = useTranslation()
  const look = isFrame ? 'frame' : span.bits < 0 ? 'against' : 'for'
  const bar = {
    ...placeOf(Math.min(span.from, span.to), scale),
    ...lengthOf(Math.abs(span.to - span.from), scale),
  }
  return (
    <>
      <td className="waterfall__bits">
        <bdi>{toBits(span.bits, i18n.language)}</bdi>
      </td>
      <Track scale={scale} at={span.from} total={toBits(span.to, i18n.language)}>
        {span.bits === 0 ? null : <span className={`waterfall__bar waterfall__bar--${look}`} style={bar} />}
      </Track>
    </>
  )
}

type TrackProps = { scale: Scale; at: number; total: string; children: ReactNode }

/** A screen reader hears the running total, of which the picture is drawn. */
export function Track({ scale, at, total, children }: TrackProps) {
  return (
    <td className="waterfall__track">
      <span className="visually-hidden">{total}</span>
      <span aria-hidden="true">
        <span className="waterfall__zero" style={placeOf(0, scale)} />
        <span className="waterfall__link" style={placeOf(at, scale)} />
        {children}
      </span>
    </td>
  )
}

// React writes these through the style object, which the content policy lets pass; an attribute it would not.
export function placeOf(value: number, scale: Scale): CSSProperties {
  return toVariable('--place', toPlace(value, scale))
}

function lengthOf(bits: number, scale: Scale): CSSProperties {
  return toVariable('--length', toPlace(scale.least + bits, scale))
}

function toVariable(name: string, percent: number): CSSProperties {
  // CSSProperties knows no custom properties.
  return { [name]: `${percent.toFixed(2)}%` } as CSSProperties
}
