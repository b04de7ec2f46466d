import { DirectionProvider, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/api-error.ts'
import { sessionQuery } from '../api/queries.ts'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { SessionContext } from '../components/use-session.ts'
import { SearchMemoryProvider } from '../pages/search/search-memory.tsx'
import { SignInPage } from '../pages/sign-in/SignInPage.tsx'
import { DemoBanner } from './DemoBanner.tsx'
import { Header } from './Header.tsx'
import { IncidentBanner } from './IncidentBanner.tsx'
import { PageLinks } from './PageLinks.tsx'
import './shell.css'

/** Gate and frame of every page. */
export function Shell() {
  const { i18n } = useTranslation()
  return (
    <DirectionProvider key={i18n.dir()} initialDirection={i18n.dir()} detectDirection={false}>
      <SearchMemoryProvider>
        <Gate />
      </SearchMemoryProvider>
    </DirectionProvider>
  )
}

function Gate() {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <Loader className="shell__wait" />
  if (session.data) {
    return (
      <SessionContext value={session.data}>
        <Frame />
      </SessionContext>
    )
  }
  const isSignedOut = session.error instanceof ApiError && session.error.code === 'NOT_SIGNED_IN'
  if (isSignedOut) return <SignInPage />
  return (
    <main className="shell__wait">
      <ProblemNotice error={session.error} onRetry={() => void session.refetch()} />
    </main>
  )
}

function Frame() {
  const { t } = useTranslation()
  const main = useRef<HTMLElement>(null)
  useFocusOnNavigation(main)
  return (
    <div className="shell">
      <a className="shell__skip" href="#content">
        {t('app.skip')}
      </a>
      <DemoBanner />
      <Header />
      <IncidentBanner />
      <main id="content" ref={main} className="shell__main" tabIndex={-1}>
        <Outlet />
      </main>
      <PageLinks place="bottom" />
    </div>
  )
}

/** A screen reader hears the new page; the first page keeps the browser's own focus. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const last = useRef(path)
  useEffect(() => {
    if (last.current === path) return
    last.current = path
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path, main])
}
