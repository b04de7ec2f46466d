import type { TypeAndId } from '@cedar-policy/cedar-wasm/nodejs'
import type { OperationName } from '@isthmus/contract'
import { uid } from './entities.ts'

// Which act each operation of the contract is. An operation that is not in this list is refused.
const actions = {
  'session.get': uid('Session::Action', 'get'),
  'search.ask': uid('Search::Action', 'ask'),
  'search.batch': uid('Search::Action', 'batch'),
  'search.history': uid('Search::Action', 'history'),
  'catalogue.list': uid('Catalogue::Action', 'read'),
  'catalogue.describe': uid('Catalogue::Action', 'read'),
  'peer.status': uid('Peer::Action', 'status'),
  'source.list': uid('Intake::Action', 'list'),
  'source.inspect': uid('Intake::Action', 'inspect'),
  'source.connect': uid('Intake::Action', 'connect'),
  'source.index': uid('Intake::Action', 'index'),
  'source.report': uid('Intake::Action', 'report'),
  'linkage.start': uid('Linkage::Action', 'start'),
  'linkage.cancel': uid('Linkage::Action', 'cancel'),
  'linkage.runs': uid('Linkage::Action', 'runs'),
  'linkage.pairs': uid('Linkage::Action', 'pairs'),
  'linkage.pair': uid('Linkage::Action', 'review'),
  'linkage.decide': uid('Linkage::Action', 'review'),
} as const satisfies Record<OperationName, TypeAndId>

/** The Cedar action that stands before an operation; undefined for an operation that nobody foresaw. */
export function actionOf(operation: string): TypeAndId | undefined {
  return Object.hasOwn(actions, operation) ? actions[operation as OperationName] : undefined
}
