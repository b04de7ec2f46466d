export { type AskedForms, toAskedForms } from './asked-forms.ts'
export { type JudgedScore, toCalibratedBits, toCalibration } from './calibration.ts'
export {
  type CompareOptions,
  comparePerson,
  compareProfiles,
  type FoundMatch,
  findMatch,
  findPersonMatch,
  isAcrossScripts,
  type MatchBand,
  type MatchResult,
  type PreparedSubject,
  prepareSubject,
  toDocumentBits,
  toPriorBits,
} from './compare-person.ts'
export { toCountry } from './countries.ts'
export { type Statistics, toModel } from './estimate.ts'
export { explain } from './explain.ts'
export { FrequencyCounter } from './frequency-counter.ts'
export {
  type Calibration,
  type CalibrationCurve,
  type Frequency,
  type Model,
  rarityOf,
  shippedModel,
  spellingRarityOf,
  type Weights,
} from './model.ts'
export { ModelError } from './model-error.ts'
export type { ProfilePair } from './observe.ts'
export { PackedProfiles } from './packed-profiles.ts'
export { PairSampler, type PairSamplerOptions } from './pair-sampler.ts'
export { parseModel } from './parse-model.ts'
export { type Profile, toPersonProfile, toSubjectProfile } from './profile.ts'
export type { ProfileName } from './profile-name.ts'
export { type ProfilePlace, toDistrict } from './profile-place.ts'
export { learntCalibration } from './shipped-calibration.ts'
export { bands, weights } from './weights.ts'
