/**
 * The floor plan. Data flows down this list, imports look up it: a room may use only the rooms above its own, and only
 * through their index.ts.
 */
export const rooms = [
  'platform',
  'policy',
  'audit-log',
  'incident',
  'notification',
  'sign-in',
  'trust',
  'law',
  'exchange',
  'witness',
  'intake',
  'matching',
  'search',
  'linkage',
  'catalogue',
  'reconciliation',
  'procedure',
  'disclosure',
  'custody',
  'oversight',
  'evidence',
] as const

/** What each package may use of the others. `node/<room>` narrows it to that room. */
export const packagePlan: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  'packages/protocol': ['contract'],
  'packages/connectors': ['contract'],
  'packages/node': ['contract', 'packages/protocol'],
  'packages/node/intake': ['contract', 'packages/protocol', 'packages/connectors'],
  // Of node only the key ceremonies, which happen on the machine where the keys lie.
  'packages/cli': ['contract', 'packages/protocol', 'packages/node'],
  'packages/testbed': [
    'contract',
    'packages/protocol',
    'packages/connectors',
    'packages/node',
    'packages/cli',
  ],
  bench: ['contract', 'packages/protocol', 'packages/connectors', 'packages/node', 'packages/testbed'],
  tools: ['contract', 'packages/node', 'packages/testbed'],
}

/** Packages that see others only as types, which are gone at run time. */
export const typesOnly: Readonly<Record<string, readonly string[]>> = { 'packages/web': ['contract'] }

/** Files of packages/node that hold every room in their hands. */
export const wiring = ['packages/node/node.ts', 'packages/node/main.ts', 'packages/node/start-sources.ts']

/** Every test may start a real database, a whole federation or a browser. */
export const openToTests = ['packages/testbed', 'tools']

/** What two peers must agree on knows no clock, disk or network. */
export const pureFolder = 'packages/protocol'
export const pureLibraries = ['node:crypto', 'node:buffer']
