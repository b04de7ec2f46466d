import { connectorSettings } from '@isthmus/cli/source-settings'
import { connectorKinds } from '@isthmus/connectors'
import { expect, it } from 'vitest'

it('the help of isthmus source add has every setting that a kind of source takes from an operator, and no other', () => {
  expect(Object.keys(connectorSettings).sort()).toEqual(Object.keys(connectorKinds).sort())
  for (const [kind, { configSchema }] of Object.entries(connectorKinds)) {
    const properties = 'properties' in configSchema ? Object(configSchema.properties) : {}
    // A peer refuses a connection string in the configuration: it may hold a password.
    const taken = Object.keys(properties).filter((setting) => setting !== 'connectionString')
    expect(Object.keys(connectorSettings[kind] ?? {}).sort(), kind).toEqual(taken.sort())
  }
})
