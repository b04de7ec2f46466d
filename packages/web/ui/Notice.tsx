import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import './notice.css'

type Tone = 'info' | 'good' | 'caution' | 'danger'

const icons = {
  info: IconInfoCircle,
  good: IconCircleCheck,
  caution: IconAlertCircle,
  danger: IconAlertTriangle,
} as const

type Props = { tone: Tone; title?: string; role?: 'alert' | 'status' | 'note'; children?: ReactNode }

/** A framed remark with a sign, so that its tone does not hang on colour. */
export function Notice({ tone, title, role = 'note', children }: Props) {
  const Icon = icons[tone]
  return (
    <div className={`notice notice--${tone}`} role={role}>
      <Icon className="notice__icon" size={20} stroke={1.8} aria-hidden />
      <div className="notice__body">
        {title === undefined ? null : <strong className="notice__title">{title}</strong>}
        {children}
      </div>
    </div>
  )
}
