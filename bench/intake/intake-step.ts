import type { SourceKind, WrittenSource } from '../synthetic/index.ts'

/** How far a record goes: out of the connector, through the mapping, or into the hit index. */
export type IntakeStep = 'read' | 'map' | 'index'

export const intakeSteps: readonly IntakeStep[] = ['read', 'map', 'index']

export type StepOrder = {
  step: IntakeStep
  connector: WrittenSource['connector']
  mapping: string
  landing: string
  /** Database of the hit index. */
  databaseUrl: string
}

/** What the process of one step says before it ends. Memory is resident, in MB; `baseMb` is before the source is opened. */
export type StepReport = {
  records: number
  rejected: number
  seconds: number
  cpuSeconds: number
  baseMb: number
  peakMb: number
}

export type IntakeRow = StepReport & { kind: SourceKind; step: IntakeStep; megabytes: number }
