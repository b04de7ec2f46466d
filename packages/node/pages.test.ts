import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { registerPages } from './pages.ts'
import { createHttp, createLogger } from './platform/index.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'isthmus-pages-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function withPages(work: (address: string) => Promise<void>): Promise<void> {
  const http = createHttp(createLogger('silent', 'test'))
  registerPages(http, folder)
  const address = await http.listen({ port: 0, host: '127.0.0.1' })
  await work(address).finally(() => http.close())
}

it('pages and their files are served with the security headers; files are kept, the page is asked for anew', async () => {
  writeFileSync(join(folder, 'index.html'), '<title>Isthmus</title>')
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  await withPages(async (address) => {
    for (const path of ['/', '/search', '/catalogue/deep?x=1', '/assets/main-1a2b.js']) {
      const answer = await fetch(address + path)
      expect(answer.status, path).toBe(200)
      expect(answer.headers.get('content-security-policy'), path).toContain("script-src 'self'")
      expect(answer.headers.get('cache-control'), path).toContain(
        path.includes('assets') ? 'immutable' : 'no-cache',
      )
    }
    expect(await (await fetch(`${address}/search`)).text()).toContain('Isthmus')
  })
})

it('what belongs to programs is a Problem when it is not there, never a page', async () => {
  writeFileSync(join(folder, 'index.html'), '<title>Isthmus</title>')
  await withPages(async (address) => {
    for (const path of [
      '/api',
      '/api/none',
      '/api?x',
      '/auth/none',
      '/peer/v1/none',
      '/assets/none.js',
      '/assets/../../package.json',
    ]) {
      const answer = await fetch(address + path)
      const isPage = new URL(address + path).pathname === '/package.json'
      expect([answer.status, path]).toEqual([isPage ? 200 : 404, path])
      expect(await answer.text()).not.toContain('dependencies')
    }
    expect((await fetch(`${address}/search`, { method: 'POST' })).status).toBe(404)
  })
})

it('a peer whose pages have not been built says how to build them', async () => {
  await withPages(async (address) => {
    const answer = await fetch(`${address}/`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
    expect((await fetch(`${address}/api/none`)).status).toBe(404)
  })
})
