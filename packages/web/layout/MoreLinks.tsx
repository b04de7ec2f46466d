import { IconDots } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageLink } from './PageLink.tsx'
import type { PageLink as Known } from './page-list.ts'

/** The last button of the bar on a phone: the pages that do not fit beside the others. */
export function MoreLinks({ links }: { links: readonly Known[] }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const current = links.find(({ to }) => path === to || path.startsWith(`${to}/`))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and focus of the button and the links inside come up to here
    <div
      className="page-links__more"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return
        setOpen(false)
        button.current?.focus()
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={button}
        type="button"
        className="page-links__link"
        aria-expanded={isOpen}
        aria-controls="more-pages"
        data-current={current !== undefined}
        data-testid="more-pages"
        onClick={() => setOpen(!isOpen)}
      >
        <IconDots size={21} stroke={1.8} aria-hidden />
        <span>{current ? t(`nav.${current.words}`) : t('nav.more')}</span>
        {current ? <span className="visually-hidden">{t('nav.more')}</span> : null}
      </button>
      <div id="more-pages" className="page-links__sheet" hidden={!isOpen}>
        {links.map((link) => (
          <PageLink key={link.to} link={link} iconSize={19} onClick={() => setOpen(false)} />
        ))}
      </div>
    </div>
  )
}
