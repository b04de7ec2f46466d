export { population, type SyntheticName, type SyntheticPerson, toPerson } from './population.ts'
export { syntheticMapping } from './synthetic-mapping.ts'
export { toCanonicalPerson } from './to-canonical-person.ts'
export { toSubject } from './to-subject.ts'
export {
  type SourceKind,
  type SourcePlace,
  type SourceSize,
  type WrittenSource,
  writeSource,
} from './write-source.ts'
