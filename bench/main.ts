/** `npm run bench -- <name> [options]`. */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  matching: () => import('./matching/main.ts'),
  'hit-index': () => import('./hit-index/main.ts'),
  intake: () => import('./intake/main.ts'),
  search: () => import('./search/main.ts'),
  log: () => import('./log/main.ts'),
  exchange: () => import('./exchange/main.ts'),
}

const [name = '', ...options] = process.argv.slice(2)
const start = Object.hasOwn(benches, name) ? benches[name] : undefined
if (!start) {
  console.error(
    `npm run bench -- <${Object.keys(benches).join('|')}> [--json] [options]; bench/README.md tells the options`,
  )
  process.exit(2)
}
process.argv = [...process.argv.slice(0, 2), ...options]
await start()
