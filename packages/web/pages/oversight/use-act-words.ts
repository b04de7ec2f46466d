import type { OversightAct, Purpose } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'

export const purposes: readonly Purpose[] = [
  'criminal-investigation',
  'threat-prevention',
  'border-control',
  'asylum-procedure',
  'missing-person',
  'child-protection',
  'humanitarian-care',
]

const outcomes: readonly OversightAct['outcome'][] = ['done', 'hit', 'no-hit', 'refused', 'failed', 'erased']

/** What the codes of an entry are called; a code that is not known stays as it is. */
export function useActWords(): { purposeOf: (code: string) => string; outcomeOf: (code: string) => string } {
  const { t } = useTranslation()
  return {
    purposeOf: (code) => {
      const purpose = purposes.find((known) => known === code)
      return purpose ? t(`purpose.${purpose}`) : code
    },
    outcomeOf: (code) => {
      const outcome = outcomes.find((known) => known === code)
      return outcome ? t(`oversight.outcomes.${outcome}`) : code
    },
  }
}
