import { axisY, barX, plot, ruleX, text } from '@observablehq/plot'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toPercent } from '../../locales/formats.ts'

type Share = { field: string; share: number }

type Props = { shares: readonly Share[]; caption: string }

const rowHeight = 22

/** Bars of completeness, drawn to the width at hand. The figures stand beside the bars. */
export function CompletenessPlot({ shares, caption }: Props) {
  const { i18n } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  useEffect(() => {
    if (width === 0) return
    const drawing = draw(shares, { width, caption, language: i18n.language })
    frame.current?.replaceChildren(drawing)
    return () => drawing.remove()
  }, [shares, width, caption, i18n.language])
  return <div ref={frame} className="shares-plot" style={{ minHeight: shares.length * rowHeight }} />
}

function draw(shares: readonly Share[], look: { width: number; caption: string; language: string }): Element {
  const drawing = plot({
    className: 'shares-drawing',
    ariaLabel: `${look.caption}: ${toWords(shares, look.language)}`,
    width: look.width,
    height: shares.length * rowHeight + 4,
    margin: 2,
    marginLeft: Math.min(120, look.width * 0.36),
    marginRight: 52,
    x: { domain: [0, 1], axis: null },
    y: { domain: shares.map(({ field }) => field), padding: 0.3 },
    marks: [
      axisY({ tickSize: 0, label: null, fontSize: 12 }),
      barX([...shares], { y: 'field', x1: 0, x2: 1, className: 'shares-drawing__room' }),
      barX([...shares], { y: 'field', x1: 0, x2: 'share', className: 'shares-drawing__bar' }),
      text([...shares], {
        y: 'field',
        x: 1,
        text: ({ share }: Share) => toPercent(share, look.language),
        textAnchor: 'start',
        dx: 7,
        fontSize: 12,
      }),
      ruleX([0], { className: 'shares-drawing__rule' }),
    ],
  })
  // Plot writes a style element, which the peer's content policy refuses; catalogue.css says the same.
  drawing.querySelector('style')?.remove()
  drawing.setAttribute('role', 'img')
  for (const part of drawing.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  return drawing
}

function toWords(shares: readonly Share[], language: string): string {
  return shares.map(({ field, share }) => `${field} ${toPercent(share, language)}`).join(', ')
}

function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return width
}
