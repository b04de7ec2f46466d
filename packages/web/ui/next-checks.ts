import type { Comparison } from '@isthmus/contract/types'
import type { Explained } from './waterfall-steps.ts'

/** What an officer can look at next; the words are in the locales. */
export type NextCheck =
  | 'birthDiffers'
  | 'birthSlip'
  | 'nameConflict'
  | 'namePartial'
  | 'soundsAlike'
  | 'alias'
  | 'otherDiffers'
  | 'askBirth'
  | 'askDocument'
  | 'biometrics'

const most = 3
const slips: readonly Comparison['level'][] = ['swapped-day-month', 'off-by-one', 'near']
const partial: readonly Comparison['level'][] = ['partial', 'initial', 'close']

/** At most three things to check, the weightiest doubt first; never empty, for no score identifies a person. */
export function toNextChecks({ comparisons }: Explained): NextCheck[] {
  const findField = (field: Comparison['field']) => comparisons.find((one) => one.field === field)
  const name = findField('name')
  const birth = findField('birth')
  const document = findField('document')
  const isConflict = name?.level === 'differs' || name?.parts?.some(({ level }) => level === 'differs')
  const candidates: [NextCheck, boolean][] = [
    ['birthDiffers', birth?.level === 'differs'],
    ['nameConflict', isConflict === true],
    ['birthSlip', birth !== undefined && slips.includes(birth.level)],
    ['soundsAlike', !isConflict && hasSound(name)],
    ['alias', name?.alias === true],
    ['namePartial', !isConflict && name !== undefined && partial.includes(name.level)],
    ['otherDiffers', comparisons.some(({ field, level }) => isOther(field) && level === 'differs')],
    ['askBirth', birth === undefined],
    ['askDocument', document === undefined],
    ['biometrics', true],
  ]
  return candidates
    .filter(([, isNeeded]) => isNeeded)
    .map(([check]) => check)
    .slice(0, most)
}

/** Brothers and sisters are often named alike, and share all the rest of the name. */
function hasSound(name: Comparison | undefined): boolean {
  return name?.parts?.some(({ level }) => level === 'very-close' || level === 'close') === true
}

function isOther(field: Comparison['field']): boolean {
  return field === 'nationality' || field === 'sex' || field === 'document'
}
