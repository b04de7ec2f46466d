import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexRun, SourceList } from '@isthmus/contract'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, signInAs } from './peer-api.ts'
import { sourcesFolder } from './source-place.ts'
import { objectionsOf, openTestPages, overflowOf, phone, signIn, type Visit } from './test-browser.ts'

const peerId = 'liaison-north'
const sourceId = 'uk-sanctions'
const runs = `/api/sources/${sourceId}/runs`
const pages = openTestPages([peerId])
let operator: Api

beforeAll(async () => {
  operator = await signInAs(pages.getPeer(peerId), 'claire-roy')
})

/** As when a register is cut off on its way. */
async function cutOff(): Promise<IndexRun> {
  const file = join(sourcesFolder(pages.getPeer(peerId).folder), 'uk-sanctions.sqlite')
  const database = new DatabaseSync(file)
  database.exec('pragma foreign_keys = off; delete from subject where rowid % 10 <> 0')
  database.close()
  await operator('POST', runs, {})
  return waitForRun()
}

async function waitForRun(): Promise<IndexRun> {
  for (;;) {
    const run = await operator<IndexRun>('GET', `${runs}/latest`)
    if (run.state !== 'running') return run
    await sleep(200)
  }
}

async function openCatalogue(officer: string): Promise<Visit> {
  const visited = await pages.visit(peerId)
  await signIn(visited.page, officer)
  await visited.page.goto(`${pages.getPeer(peerId).url}/catalogue`)
  await visited.page.getByTestId('catalogue-source').first().waitFor()
  return visited
}

const sheetOf = (page: Page) => page.locator(`[data-testid=catalogue-source][data-source-id=${sourceId}]`)

describe('an operator', () => {
  it('sees in words that a run is held back, and has it go on', async () => {
    const held = await cutOff()
    expect(held.state).toBe('held')
    const { page, complaints, context } = await openCatalogue('Claire Roy')
    const words = sheetOf(page).getByTestId('source-held')
    await words.waitFor()
    expect(await words.textContent()).toContain(`${held.deleted.toLocaleString('en-GB')} of`)
    expect(await objectionsOf(page)).toEqual([])
    await page.setViewportSize(phone)
    expect(await overflowOf(page)).toBe(0)
    await sheetOf(page).getByTestId('confirm-deletions').click()
    await words.waitFor({ state: 'detached' })
    expect(await waitForRun()).toMatchObject({ state: 'answering', deleted: held.deleted })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('removes a source after being told what goes, and may think better of it', async () => {
    const { page, complaints, context } = await openCatalogue('Claire Roy')
    await sheetOf(page).getByTestId('remove-source').click()
    expect(await sheetOf(page).getByRole('alert').textContent()).toContain('The source itself is not touched')
    expect(await objectionsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep it' }).click()
    await sheetOf(page).getByTestId('remove-source').click()
    await sheetOf(page).getByTestId('remove-source-yes').click()
    await sheetOf(page).waitFor({ state: 'detached' })
    const { sources } = await operator<SourceList>('GET', '/api/sources')
    expect(sources.map(({ id }) => id)).toEqual(['ca-sema'])
    expect(complaints).toEqual([])
    await context.close()
  })
})
