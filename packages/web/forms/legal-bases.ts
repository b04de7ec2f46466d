import type { Purpose } from '@isthmus/contract/types'

const suggestions: Record<Purpose, readonly string[]> = {
  'criminal-investigation': [
    'Directive (EU) 2023/977, art. 4',
    'Directive (EU) 2016/680, art. 8',
    'Regulation (EU) 2018/1862, art. 44',
  ],
  'threat-prevention': [
    'Directive (EU) 2023/977, art. 4',
    'Directive (EU) 2023/977, art. 7',
    'Directive (EU) 2016/680, art. 8',
  ],
  'border-control': ['Regulation (EU) 2016/399, art. 8', 'Regulation (EU) 2024/1356, art. 15'],
  'asylum-procedure': ['Regulation (EU) 2024/1348', 'Regulation (EU) 2024/1351'],
  'missing-person': ['Regulation (EU) 2018/1862, art. 32', 'Regulation (EU) 2016/679, art. 6(1)(d)'],
  'child-protection': [
    'Regulation (EU) 2024/1351, art. 23',
    'Directive (EU) 2024/1346, art. 27',
    'Regulation (EU) 2016/679, art. 6(1)(e)',
  ],
  'humanitarian-care': ['Regulation (EU) 2016/679, art. 6(1)(d)', 'Regulation (EU) 2016/679, art. 9(2)(c)'],
}

/**
 * Legal bases that are often stated for a purpose. In one language for all, because peers log the words as they come;
 * an officer may state any other.
 */
export function toLegalBases(purpose: Purpose | ''): readonly string[] {
  return purpose === '' ? [] : suggestions[purpose]
}
