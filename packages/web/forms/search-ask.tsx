import type { SearchRequest } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconPlayerStop, IconSearch } from '@tabler/icons-react'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../components/use-session.ts'
import { Notice } from '../ui/Notice.tsx'
import { MissingList } from './MissingList.tsx'
import { ReasonFields } from './reason-fields.tsx'
import { findSearchRequest, type SearchValues, toMissing } from './search-values.ts'
import { MainFields, MoreFields } from './subject-fields.tsx'
import './ask.css'

type Props = {
  values: SearchValues
  onChange: (values: SearchValues) => void
  isAsking: boolean
  onAsk: (request: SearchRequest) => void
  onStop: () => void
  onClear: () => void
}

/** The question about one person. Enter asks; what is missing is said before and when. */
export function SearchAsk({ values, onChange, isAsking, onAsk, onStop, onClear }: Props) {
  const { t } = useTranslation()
  const { purposes } = useSession()
  const [isTried, setTried] = useState(false)
  const [isMore, setMore] = useState(hasMore(values))
  const form = useRef<HTMLFormElement>(null)
  const ids = { missing: useId(), more: useId() }
  const [onlyPurpose] = purposes.length === 1 ? purposes : []
  const asked = { ...values, purpose: values.purpose || onlyPurpose || '' } as const
  const missing = toMissing(asked)
  const shown = isTried ? missing : []
  const change = (changed: Partial<SearchValues>) => onChange({ ...values, ...changed })

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const request = findSearchRequest(asked)
    setTried(request === undefined)
    if (request !== undefined) {
      onAsk(request)
      return
    }
    if (missing.includes('documentShort')) setMore(true)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  if (purposes.length === 0) return <Notice tone="caution">{t('ask.noPurposes')}</Notice>
  return (
    <form
      ref={form}
      className="ask"
      onSubmit={submit}
      noValidate
      autoComplete="off"
      data-testid="search-form"
    >
      <fieldset>
        <legend>{t('ask.heading')}</legend>
        <MainFields values={asked} onChange={change} missing={shown} />
        <button
          type="button"
          className="ask__more"
          aria-expanded={isMore}
          aria-controls={ids.more}
          onClick={() => setMore(!isMore)}
          data-testid="more-fields"
        >
          {isMore ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
          {isMore ? t('ask.fewer') : t('ask.more')}
        </button>
        <div id={ids.more} className="ask__fields" hidden={!isMore}>
          <MoreFields values={asked} onChange={change} missing={shown} />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('ask.reason')}</legend>
        <ReasonFields values={asked} onChange={change} missing={shown} />
      </fieldset>
      <MissingList id={ids.missing} missing={missing} isTried={isTried} />
      <div className="ask__end">
        <div className="ask__buttons">
          <Button
            type="submit"
            size="md"
            leftSection={<IconSearch size={18} aria-hidden />}
            aria-describedby={ids.missing}
            data-testid="ask"
          >
            {t('ask.submit')}
          </Button>
          {isAsking ? (
            <Button
              variant="default"
              size="md"
              leftSection={<IconPlayerStop size={16} aria-hidden />}
              onClick={onStop}
            >
              {t('ask.stop')}
            </Button>
          ) : (
            <Button variant="subtle" size="md" onClick={onClear} data-testid="clear">
              {t('ask.clear')}
            </Button>
          )}
        </div>
      </div>
    </form>
  )
}

function hasMore({ document, nationality, place, sex }: SearchValues): boolean {
  return [document, nationality, place, sex].some((value) => value !== '')
}
