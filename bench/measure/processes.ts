import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** CPU seconds that a process has used so far, with those of its children that have ended. 0 when it is gone. */
export function cpuSecondsOf(pid: number): number {
  const fields = statOf(pid)
  // After the name: state is field 0, so utime is 11, stime 12, cutime 13, cstime 14.
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / ticksPerSecond
}

/** Resident memory in MB. */
export function memoryMbOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readOf(pid, 'status'))?.[1] ?? 0) / 1024
}

/** Resident memory that no other process maps, in MB; of PostgreSQL's processes the only part that may be added up. */
export function privateMemoryMbOf(pid: number): number {
  const rollup = readOf(pid, 'smaps_rollup')
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)].map((match) =>
    Number(match[1]),
  )
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024
}

export function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0)
}

/** The process and everything below it. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(Number(name)))
  }
  const family = [pid]
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child)
  }
  return family
}

export function cpuSecondsOfFamily(pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + cpuSecondsOf(member), 0)
}

function statOf(pid: number): string[] {
  const stat = readOf(pid, 'stat')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
