import {
  openToTests,
  packagePlan,
  pureFolder,
  pureLibraries,
  rooms,
  typesOnly,
  wiring,
} from '../floor-plan.ts'
import type { Check, Fault, Import, Module } from './source-tree.ts'

const nodeFolder = 'packages/node'

/** Imports that leave their room by a wall instead of a door, or look down instead of up. */
export const checkFloorPlan: Check = {
  name: 'floor plan',
  run: ({ modules }) =>
    modules.flatMap((module) =>
      module.imports.flatMap((found) => {
        const objection = toObjection(module, found)
        return objection ? [{ place: `${module.path}:${found.line}`, ...objection }] : []
      }),
    ),
}

type Objection = Omit<Fault, 'place'>

function toObjection(module: Module, found: Import): Objection | undefined {
  if (!found.target) return objectToLibrary(module, found)
  const [from, to] = [packageOf(module.path), packageOf(found.target)]
  if (!from || !to) return undefined
  if (from !== to) return objectToPackage(module, found, to)
  return from === nodeFolder ? objectToRoom(module, found) : undefined
}

function objectToLibrary(module: Module, { specifier }: Import): Objection | undefined {
  const isPure = module.path.startsWith(`${pureFolder}/`) && !module.isTest
  if (!isPure || !specifier.startsWith('node:') || pureLibraries.includes(specifier)) return undefined
  return {
    fault: `${pureFolder} may not import ${specifier}`,
    remedy: 'what two peers must agree on is pure: take the value as an argument',
  }
}

function objectToPackage(module: Module, found: Import, to: string): Objection | undefined {
  const from = packageOf(module.path) ?? ''
  // Tools are no package, and have only paths.
  const hasName = to !== 'tools'
  if (module.isTest && openToTests.includes(to) && !(hasName && found.specifier.startsWith('.')))
    return undefined
  if (found.specifier.startsWith('.') && from.startsWith('packages/') && !isSharedFile(found)) {
    return { fault: `${found.specifier} leaves the package`, remedy: 'import it by the name of its package' }
  }
  if (wiring.includes(module.path) && to !== 'packages/testbed' && to !== 'packages/cli') return undefined
  const seenAsType = typesOnly[from]
  if (seenAsType) {
    if (seenAsType.includes(to) && found.isType) return undefined
    return {
      fault: `${from} may use ${to} only with "import type"`,
      remedy: 'or move the value to where it is used',
    }
  }
  const room = from === nodeFolder ? `${nodeFolder}/${roomOf(module.path)}` : from
  const allowed = packagePlan[room] ?? packagePlan[from] ?? []
  if (allowed.includes(to)) return undefined
  return {
    fault: `${room} may not use ${to}`,
    remedy: `it may use ${allowed.join(', ') || 'no other package'} (tools/floor-plan.ts)`,
  }
}

/** Lists and schemas are data: they may be read across packages. */
function isSharedFile({ specifier }: Import): boolean {
  return specifier.endsWith('.json')
}

function objectToRoom(module: Module, found: Import): Objection | undefined {
  const target = found.target ?? ''
  const [from, to] = [roomOf(module.path), roomOf(target)]
  if (from === to || !to) return from && !to ? objectToWayOut(found) : undefined
  if (target !== `${nodeFolder}/${to}/index.ts`) {
    return { fault: `${found.specifier} goes into ${to} by a wall`, remedy: `import it from ${to}/index.ts` }
  }
  if (!from || module.isTest) return undefined
  const [own, other] = [rooms.indexOf(from), rooms.indexOf(to)]
  if (other < own) return undefined
  return {
    fault: `${from} looks down into ${to}`,
    remedy: `${from} may use ${rooms.slice(0, own).join(', ') || 'no other room'}; let node.ts hand it in as an argument`,
  }
}

function objectToWayOut({ specifier }: Import): Objection | undefined {
  if (specifier.endsWith('.json')) return undefined
  return { fault: `${specifier} leads out of the room`, remedy: 'let node.ts hand it in as an argument' }
}

type Room = (typeof rooms)[number]

function roomOf(path: string): Room | undefined {
  const name = path.slice(nodeFolder.length + 1).split('/')[0]
  return rooms.find((room) => room === name && path.startsWith(`${nodeFolder}/`))
}

function packageOf(path: string): string | undefined {
  const [top, name] = path.split('/')
  if (top === 'packages') return `packages/${name}`
  return top === 'contract' || top === 'bench' || top === 'tools' ? top : undefined
}
