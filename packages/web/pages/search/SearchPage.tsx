import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchRequest } from '@isthmus/contract/types'
import { SearchAsk } from '../../forms/search-ask.tsx'
import { BeforeAsking } from './BeforeAsking.tsx'
import { SearchResults } from './SearchResults.tsx'
import { useSearchMemory } from './search-memory.tsx'
import './search.css'

/** One question to every source, and the answers as they come. */
export function SearchPage() {
  const { t } = useTranslation()
  const { values, setValues, view, ask, stop, forget } = useSearchMemory()
  const results = useRef<HTMLElement>(null)
  const lastRequest = useRef<SearchRequest>(undefined)
  useEffect(() => stop, [stop])

  function askAndShow(request: SearchRequest): void {
    lastRequest.current = request
    ask(request)
    requestAnimationFrame(() => results.current?.focus({ preventScroll: isWide() }))
  }
  const again = lastRequest.current

  return (
    <>
      <title>{t('app.title', { page: t('results.page') })}</title>
      <div className="search">
        <div className="search__form">
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
            <SearchResults view={view} onAgain={again === undefined ? undefined : () => askAndShow(again)} />
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
