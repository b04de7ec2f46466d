import { learntFields } from './levels.ts'
import {
  type Calibration,
  type CalibrationCurve,
  type Frequency,
  type Model,
  shippedModel,
  type Weights,
} from './model.ts'
import { ModelError } from './model-error.ts'
import { learntCalibration, shippedCalibration } from './shipped-calibration.ts'
import { weightsVersion } from './weights.ts'

const MOST_BITS = 64
const MOST_VALUES = 200_000
const MOST_CHARACTERS = 300
const MOST_POINTS = 200

type Fields = Readonly<Record<string, unknown>>

/**
 * A model as it was stored, checked to the last number. Of one whose weights have an older shape the counts are taken,
 * and the weights and calibration that are shipped now. Throws ModelError.
 */
export function parseModel(json: unknown): Model {
  const fields = parseFields(json, 'the model', [
    'version',
    'persons',
    'weights',
    'frequency',
    'prior',
    'calibration',
  ])
  const { version, persons, prior } = fields
  if (
    typeof version !== 'number' ||
    !Number.isSafeInteger(version) ||
    version < 1 ||
    version > weightsVersion
  )
    throw new ModelError('version', `is not 1 to ${weightsVersion}`)
  if (typeof persons !== 'number' || !Number.isSafeInteger(persons) || persons < 0)
    throw new ModelError('persons', 'is no count')
  return {
    version: weightsVersion,
    persons,
    ...(version < weightsVersion ? toShippedPart(persons) : parseLearntPart(fields)),
    frequency: parseFrequency(fields.frequency),
    ...(prior === undefined ? {} : { prior: parseBits(prior, 'prior') }),
  }
}

function toShippedPart(persons: number): Pick<Model, 'weights' | 'calibration'> {
  return {
    weights: shippedModel.weights,
    calibration: persons === 0 ? shippedCalibration : learntCalibration,
  }
}

function parseLearntPart({ weights, calibration }: Fields): Pick<Model, 'weights' | 'calibration'> {
  assertSameShape(weights, shippedModel.weights, 'weights')
  assertRanked(weights)
  return { weights, ...(calibration === undefined ? {} : { calibration: parseCalibration(calibration) }) }
}

function parseFields(json: unknown, place: string, known?: readonly string[]): Fields {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ModelError(place, 'is no object')
  if (known !== undefined && Object.keys(json).some((name) => !known.includes(name)))
    throw new ModelError(place, 'has a field that nobody knows')
  return Object.fromEntries(Object.entries(json))
}

function parseBits(json: unknown, place: string): number {
  if (typeof json !== 'number' || !Number.isFinite(json) || Math.abs(json) > MOST_BITS)
    throw new ModelError(place, `is no number of bits, at most ${MOST_BITS}`)
  return json
}

/** The same fields as the shipped weights and no others, to any depth that these have, with numbers at the ends. */
function assertSameShape<T extends object>(json: unknown, shape: T, place: string): asserts json is T {
  const fields = parseFields(json, place, Object.keys(shape))
  for (const [name, inner] of Object.entries(shape)) {
    if (typeof inner === 'object') assertSameShape(fields[name], inner, `${place}.${name}`)
    else parseBits(fields[name], `${place}.${name}`)
  }
}

function assertRanked(weights: Weights): void {
  for (const { name, levels, ranks } of learntFields) {
    const bitsOf = new Map(levels.map((level) => [level.name, level.of(weights)]))
    for (const rank of ranks) {
      for (const [at, level] of rank.entries()) {
        const better = bitsOf.get(rank[at - 1] ?? '') ?? Number.POSITIVE_INFINITY
        if ((bitsOf.get(level) ?? 0) > better)
          throw new ModelError(`weights of ${name}`, `give ${level} more than a better agreement`)
      }
    }
  }
}

function parseFrequency(json: unknown): Frequency {
  const fields = parseFields(json, 'frequency', ['words', 'spellings', 'places', 'nationalities', 'births'])
  const parse = (name: keyof Frequency) => parseTable(fields[name], `frequency.${name}`)
  return {
    words: parse('words'),
    spellings: parse('spellings'),
    places: parse('places'),
    nationalities: parse('nationalities'),
    births: parse('births'),
  }
}

function parseTable(json: unknown, place: string): Record<string, number> {
  const entries = Object.entries(parseFields(json, place))
  if (entries.length > MOST_VALUES) throw new ModelError(place, `has more than ${MOST_VALUES} values`)
  const table: Record<string, number> = Object.create(null)
  for (const [value, bits] of entries) {
    if (value.length > MOST_CHARACTERS) throw new ModelError(place, 'has a value that is too long')
    if (parseBits(bits, place) < 0) throw new ModelError(place, 'has a share above one')
    table[value] = parseBits(bits, place)
  }
  return table
}

function parseCalibration(json: unknown): Calibration {
  const fields = parseFields(json, 'calibration', ['sameScript', 'acrossScripts'])
  return { sameScript: parseCurve(fields.sameScript), acrossScripts: parseCurve(fields.acrossScripts) }
}

function parseCurve(json: unknown): CalibrationCurve {
  const fields = parseFields(json, 'calibration', ['score', 'bits'])
  const score = parsePoints(fields.score, 'calibration.score')
  const bits = parsePoints(fields.bits, 'calibration.bits')
  if (score.length !== bits.length || score.length === 0)
    throw new ModelError('calibration', 'has not as many bits as scores')
  if (!score.every((own, at) => at === 0 || own > (score[at - 1] ?? 0)))
    throw new ModelError('calibration.score', 'does not rise')
  if (!bits.every((own, at) => at === 0 || own >= (bits[at - 1] ?? 0)))
    throw new ModelError('calibration.bits', 'fall, so that more agreement would mean less')
  return { score, bits }
}

function parsePoints(json: unknown, place: string): number[] {
  if (!Array.isArray(json) || json.length > MOST_POINTS) throw new ModelError(place, 'is no list of points')
  return json.map((point) => parseBits(point, place))
}
