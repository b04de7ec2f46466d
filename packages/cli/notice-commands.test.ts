import type { NoticeList } from '@isthmus/contract'
import { expect, test } from 'vitest'
import { openTestApi, runIsthmus } from './test-api.ts'

const api = await openTestApi()

const list: NoticeList = {
  notices: [
    {
      ...{ id: 'n7', kind: 'act-waits', at: '2026-11-24T03:00:00.000Z', isRead: false },
      reference: '01a20bed-dd82-7000-b192-cedd69541ebc',
    },
  ],
  unread: 1,
}

test('what waits is listed in words, with its reference', async () => {
  api.play('GET /api/notices', () => list)
  const { code, out } = await runIsthmus(api, ['notice', 'list'])
  expect(code).toBe(0)
  expect(out).toContain('A decision waits for you')
  expect(out).toContain('01a20bed-dd82-7000-b192-cedd69541ebc')
})

test('nothing new is no hit', async () => {
  api.play('GET /api/notices', () => ({ notices: [], unread: 0 }))
  const { code, out } = await runIsthmus(api, ['notice', 'list'])
  expect([code, out.trim()]).toEqual([1, 'Nothing waits for you.'])
})

test('a notice is marked as seen', async () => {
  api.play('POST /api/notices/n7/reading', () => ({ ...list, unread: 0 }))
  const { code, out } = await runIsthmus(api, ['notice', 'read', 'n7'])
  expect([code, out.trim()]).toEqual([0, 'Nothing new waits for you.'])
})
