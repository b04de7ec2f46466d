import type { SourceEntry } from '@isthmus/contract'
import { type GraphNode, inEnglish, literal } from './vocabulary.ts'

/** How much a source holds and how complete it is, in the Data Quality Vocabulary. */
export function toQualityNodes(source: SourceEntry, metricName: (name: string) => string): GraphNode[] {
  const shares = Object.entries(source.completeness).map(([field, share = 0]) =>
    toMeasurement(metricName(`completeness-${field}`), `Share of persons with ${field}`, toShare(share)),
  )
  return [
    toMeasurement(metricName('persons'), 'Number of persons', literal(String(source.persons), 'integer')),
    toMeasurement(metricName('things'), 'Number of things', literal(String(source.things), 'integer')),
    ...shares,
  ]
}

function toMeasurement(metric: string, label: string, value: GraphNode): GraphNode {
  return {
    '@type': 'dqv:QualityMeasurement',
    'dqv:isMeasurementOf': { '@id': metric, '@type': 'dqv:Metric', 'skos:prefLabel': inEnglish(label) },
    'dqv:value': value,
  }
}

function toShare(share: number): GraphNode {
  return literal(share.toFixed(4), 'decimal')
}
