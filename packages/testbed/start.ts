import { join } from 'node:path'
import { onParentGone, PlatformError, readEnvironment } from '@isthmus/node/platform'
import { demoPlan } from './demo/plan.ts'
import { type Federation, startFederation } from './federation.ts'
import type { FederationPlan } from './federation-plan.ts'
import { verifyPortsFree } from './ports.ts'
import { openStore, type Store } from './store.ts'

const defaultFirstPort = 4101

/** `npm start`: the demo federation, until Ctrl-C. */
async function main(): Promise<void> {
  const startedAt = performance.now()
  const folder = process.env.ISTHMUS_FOLDER ?? join(import.meta.dirname, '../../.isthmus')
  const plan = demoPlan(Number(process.env.ISTHMUS_PORT ?? defaultFirstPort))
  await verifyPortsFree(plan.peers.flatMap(({ port, exchangePort }) => [port, exchangePort]))
  log('starting PostgreSQL')
  const store = await openStore({
    folder: join(folder, 'postgres'),
    databaseUrl: readEnvironment().databaseUrl,
    log,
  })
  const ending = new Ending(store)
  log('starting five peers')
  const federation = await startFederation({ plan, folder: join(folder, 'federation'), store, log }).catch(
    async (fault: unknown) => {
      await store.stop()
      throw fault
    },
  )
  ending.holdFederation(federation)
  printWelcome(plan, federation, performance.now() - startedAt)
}

/** Stops peers first, then the database, once, whatever the reason. */
class Ending {
  readonly #store: Store
  #federation: Federation | undefined
  #isEnding = false

  constructor(store: Store) {
    this.#store = store
    process.once('SIGINT', () => void this.end(0, 'stopping'))
    process.once('SIGTERM', () => void this.end(0, 'stopping'))
    onParentGone(() => void this.end(0, 'stopping, because the terminal is gone'))
    void store.ended.then(() => this.end(1, 'PostgreSQL has ended by itself; stopping'))
  }

  holdFederation(federation: Federation): void {
    this.#federation = federation
    void federation.lost.then((peerId) =>
      log(`peer ${peerId} has ended by itself; the others go on and show it as unreachable`),
    )
  }

  async end(exitCode: number, reason: string): Promise<void> {
    if (this.#isEnding) return
    this.#isEnding = true
    log(reason)
    await this.#federation?.stop()
    await this.#store.stop()
    process.exit(exitCode)
  }
}

function printWelcome(plan: FederationPlan, federation: Federation, tookMs: number): void {
  const organisations = new Map(plan.organisations.map((organisation) => [organisation.id, organisation]))
  const rows = plan.peers.flatMap((peer) => {
    const url = federation.peers.find(({ id }) => id === peer.id)?.url ?? ''
    return peer.officers.map((officer) => {
      const organisation = organisations.get(officer.organisation)
      return `  ${url}   ${officer.name.padEnd(14)} ${officer.role.padEnd(11)} ${organisation?.name} (${organisation?.regime})`
    })
  })
  const first = federation.peers.find(({ id }) => id === plan.peers[0]?.id)?.url
  console.log(
    [
      '',
      `Isthmus is ready after ${(tookMs / 1000).toFixed(1)} s.`,
      '',
      `  Open  ${first}`,
      '',
      'Demo officers (all invented), each at the peer of the own organisation:',
      ...rows,
      '',
      'The sources are excerpts of public sanctions lists, outdated, in place of registers that may not be',
      'published. Never use them for screening.',
      '',
      'Ctrl-C stops everything.',
      '',
    ].join('\n'),
  )
}

function log(line: string): void {
  console.log(`- ${line}`)
}

main().catch((fault: unknown) => {
  if (fault instanceof PlatformError)
    console.error(`${fault.message}${fault.remedy ? `. ${fault.remedy}` : ''}`)
  else console.error(fault instanceof Error ? fault.message : fault)
  process.exit(1)
})
