import type { ReactNode } from 'react'
import './tag.css'

type Tone = 'plain' | 'good' | 'strong' | 'caution' | 'danger'

type Props = { tone?: Tone; icon?: ReactNode; title?: string; children: ReactNode }

/** A short word in a frame: a state, a law, a band. */
export function Tag({ tone = 'plain', icon, title, children }: Props) {
  return (
    <span className={`tag tag--${tone}`} title={title}>
      {icon}
      <span>{children}</span>
    </span>
  )
}
