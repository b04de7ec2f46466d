import type { SearchRequest } from '@isthmus/contract/types'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchAsk } from '../../forms/search-ask.tsx'
import { toSubject } from '../../forms/search-values.ts'
import { BeforeAsking } from './BeforeAsking.tsx'
import { SearchResults } from './SearchResults.tsx'
import { useSearchMemory } from './search-memory.tsx'
import './search.css'

/** One question to every source, and the answers as they come. */
export function SearchPage() {
  const { t } = useTranslation()
  const { values, setValues, view, lastRequest, ask, stop, forget } = useSearchMemory()
  const results = useRef<HTMLElement>(null)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => stop, [stop])
  const isOutdated =
    lastRequest !== undefined && JSON.stringify(toSubject(values)) !== JSON.stringify(lastRequest.subject)

  function askAndShow(request: SearchRequest): void {
    ask(request)
    requestAnimationFrame(() => {
      results.current?.focus({ preventScroll: true })
      if (!isWide()) results.current?.scrollIntoView({ block: 'start' })
    })
  }

  function change(): void {
    form.current?.querySelector<HTMLElement>('input:not([type="radio"])')?.focus()
  }

  return (
    <>
      <title>{t('app.title', { page: t('results.page') })}</title>
      <div className="search">
        <div className="search__form" ref={form}>
          <SearchAsk
            values={values}
            onChange={setValues}
            isAsking={view.stage === 'asking'}
            onAsk={askAndShow}
            onStop={stop}
            onClear={forget}
          />
        </div>
        <section className="search__results" ref={results} tabIndex={-1} aria-label={t('results.heading')}>
          {view.stage === 'idle' ? (
            <BeforeAsking />
          ) : (
            <SearchResults
              view={view}
              asked={lastRequest?.subject}
              isOutdated={isOutdated}
              onAgain={lastRequest === undefined ? undefined : () => askAndShow(lastRequest)}
              onChange={change}
            />
          )}
        </section>
      </div>
    </>
  )
}

/** On a wide screen the answers stand beside the question, so nothing has to move. */
function isWide(): boolean {
  return window.matchMedia('(min-width: 62em)').matches
}
