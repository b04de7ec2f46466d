export {
  comparePerson,
  compareProfiles,
  type MatchBand,
  type MatchResult,
  type PreparedSubject,
  prepareSubject,
} from './compare-person.ts'
export { toCountry } from './countries.ts'
export { explain } from './explain.ts'
export { type Profile, type ProfileName, toPersonProfile, toSubjectProfile } from './profile.ts'
export { bands, weights } from './weights.ts'
