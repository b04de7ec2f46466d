import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { PlatformError } from './error.ts'
import { lockFolder } from './folder-lock.ts'
import { getPostgresBinaries } from './postgres-binaries.ts'
import { getCluster } from './postgres-cluster.ts'
import { type Postmaster, startPostmaster, stopStrayPostmaster } from './postmaster.ts'
import { getUnprivilegedAccount } from './unprivileged-account.ts'

export type EmbeddedPostgresOptions = {
  /** Folder of the store; made when missing. One process at a time may hold it. */
  folder: string
  /** TCP port on 127.0.0.1; when missing or taken, a free one is chosen. */
  port?: number
  /** Takes one sentence for the operator. */
  log: (line: string) => void
  /** For tests: faster, and lost with the power. */
  throwaway?: boolean
}

export type DatabaseRole = { role: string; password: string }

export interface EmbeddedPostgres {
  readonly port: number
  /** The connection string of a database, as the superuser or as a role that `createDatabase` has named. */
  url(database: string, role?: string): string
  /** Makes database and role where missing, sets the password, and gives the connection string of the role. */
  createDatabase(name: string, role: DatabaseRole): Promise<string>
  /** Resolves when PostgreSQL has ended, on purpose or not. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

const superuser = 'isthmus'

/**
 * Starts PostgreSQL from the npm packages on a folder: made at the first start, mended after a crash, never left behind.
 *
 * @throws PlatformError STORE_HELD | STORE_WRONG_VERSION | DISK_FULL | STORE_FAILED
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const lock = lockFolder(options.folder)
  try {
    const account = getUnprivilegedAccount()
    const binaries = getPostgresBinaries(account, options.log)
    const place = { folder: options.folder, account, binaries, throwaway: options.throwaway ?? false }
    const cluster = await getCluster({ ...place, superuser, log: options.log })
    await stopStrayPostmaster(cluster, options.log)
    const settings = options.throwaway ? { ...lasting, ...throwaway } : lasting
    const start = (port: number) => startPostmaster({ cluster, postgres: binaries.postgres, port, settings })
    const postmaster = await startOnFreePort(start, options)
    postmaster.ended.then(() => {
      // Whoever throws the folder away does not know of the place that stands in for it.
      if (options.throwaway && cluster.home !== options.folder)
        rmSync(cluster.home, { recursive: true, force: true })
      lock.release()
    })
    return toStore(postmaster, cluster.password)
  } catch (fault) {
    lock.release()
    throw fault
  }
}

/** Errors of statements stay out of PostgreSQL's log, because they repeat values, and values are personal data. */
const lasting = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '256MB',
  // A page is written whole the first time that it changes after a checkpoint; with the limit of 1 GB that is every few
  // seconds under load.
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** What a store that is thrown away calls itself: set at its start by whoever starts it, and changed by no role. */
export const throwawayCluster = 'isthmus-throwaway'

const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  cluster_name: throwawayCluster,
}

async function startOnFreePort(
  start: (port: number) => Promise<Postmaster>,
  options: EmbeddedPostgresOptions,
): Promise<Postmaster> {
  const wanted = options.port ? [options.port] : []
  if (options.port && !(await isPortFree(options.port))) {
    options.log(`port ${wanted.pop()} is taken, PostgreSQL takes a free one`)
  }
  for (let attempt = 0; ; attempt++) {
    try {
      return await start(wanted.pop() ?? (await findFreePort()))
    } catch (fault) {
      const isPortTaken = fault instanceof PlatformError && fault.code === 'PORT_TAKEN'
      if (!isPortTaken || attempt === 5) throw fault
    }
  }
}

function isPortFree(port: number): Promise<boolean> {
  return probePort(port).then(
    () => true,
    () => false,
  )
}

function findFreePort(): Promise<number> {
  return probePort(0)
}

function probePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

function toStore(postmaster: Postmaster, password: string): EmbeddedPostgres {
  const passwords = new Map([[superuser, password]])
  const url = (database: string, role = superuser): string => {
    const known = passwords.get(role)
    if (known === undefined) {
      throw new PlatformError('CONFIG_INVALID', `the store knows no role "${role}"`, {
        remedy: 'call createDatabase for this role first',
      })
    }
    const place = `127.0.0.1:${postmaster.port}/${encodeURIComponent(database)}`
    return `postgres://${encodeURIComponent(role)}:${encodeURIComponent(known)}@${place}`
  }
  return {
    port: postmaster.port,
    url,
    ended: postmaster.ended,
    stop: postmaster.stop,
    createDatabase: async (name, role) => {
      await createDatabase(url('postgres'), name, role)
      passwords.set(role.role, role.password)
      return url(name, role.role)
    },
  }
}

/**
 * Makes a database and the role that owns it where they are missing, and sets the role's password.
 *
 * @param connectionString of a role that may create roles and databases
 */
export async function createDatabase(
  connectionString: string,
  name: string,
  { role, password }: DatabaseRole,
): Promise<void> {
  const client = await connect(connectionString)
  const [quotedName, quotedRole] = [pg.escapeIdentifier(name), pg.escapeIdentifier(role)]
  try {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [role])
    const verb = roles.rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${quotedRole} login password ${pg.escapeLiteral(password)}`)
    // A role that is no superuser may give a database only to a role whose member it is.
    await client.query(`do $$ begin
      if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('grant %I to current_user', ${pg.escapeLiteral(role)});
      end if;
    end $$`)
    const databases = await client.query('select 1 from pg_database where datname = $1', [name])
    if (databases.rowCount === 0) await client.query(`create database ${quotedName} owner ${quotedRole}`)
    // One peer of a demo federation may not look into the database of another.
    await client.query(`revoke all on database ${quotedName} from public`)
  } finally {
    await client.end()
  }
}

/** Refused, starting up, or no connection left. */
const notYetReady = new Set(['ECONNREFUSED', '57P03', '53300'])

async function connect(connectionString: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString, application_name: 'isthmus-store' })
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (cause) {
      const { code } = cause as { code?: string }
      if (attempt === 5 || !notYetReady.has(code ?? '')) {
        throw new PlatformError('DATABASE_UNREACHABLE', `PostgreSQL does not answer (${code})`, { cause })
      }
      await pause(100 * 2 ** attempt)
    }
  }
}
