import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toAuditEventsPage } from './index.ts'

it('docs/audit-events.md says what the code writes', () => {
  expect(readFileSync(join(import.meta.dirname, '../../../docs/audit-events.md'), 'utf8')).toBe(
    toAuditEventsPage(),
  )
})
