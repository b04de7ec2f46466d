// Made from contract/**/*.json by `npm run generate`; do not edit.
import EdtfDate from '../entities/edtf-date.json' with { type: 'json' }
import IdentityClaim from '../entities/identity-claim.json' with { type: 'json' }
import IdentityDocument from '../entities/identity-document.json' with { type: 'json' }
import Name from '../entities/name.json' with { type: 'json' }
import Person from '../entities/person.json' with { type: 'json' }
import Place from '../entities/place.json' with { type: 'json' }
import Thing from '../entities/thing.json' with { type: 'json' }
import BatchRequest from '../node/batch-request.json' with { type: 'json' }
import Catalogue from '../node/catalogue.json' with { type: 'json' }
import IndexRun from '../node/index-run.json' with { type: 'json' }
import LinkageDecision from '../node/linkage-decision.json' with { type: 'json' }
import LinkagePairDetail from '../node/linkage-pair-detail.json' with { type: 'json' }
import LinkagePairList from '../node/linkage-pair-list.json' with { type: 'json' }
import LinkagePair from '../node/linkage-pair.json' with { type: 'json' }
import LinkageRecordReference from '../node/linkage-record-reference.json' with { type: 'json' }
import LinkageRequest from '../node/linkage-request.json' with { type: 'json' }
import LinkageRunList from '../node/linkage-run-list.json' with { type: 'json' }
import LinkageRun from '../node/linkage-run.json' with { type: 'json' }
import LinkageStep from '../node/linkage-step.json' with { type: 'json' }
import MappingBirth from '../node/mapping-birth.json' with { type: 'json' }
import MappingChoice from '../node/mapping-choice.json' with { type: 'json' }
import MappingClaim from '../node/mapping-claim.json' with { type: 'json' }
import MappingCondition from '../node/mapping-condition.json' with { type: 'json' }
import MappingDocument from '../node/mapping-document.json' with { type: 'json' }
import MappingEach from '../node/mapping-each.json' with { type: 'json' }
import MappingIdentifier from '../node/mapping-identifier.json' with { type: 'json' }
import MappingName from '../node/mapping-name.json' with { type: 'json' }
import MappingNationality from '../node/mapping-nationality.json' with { type: 'json' }
import MappingPlace from '../node/mapping-place.json' with { type: 'json' }
import MappingRule from '../node/mapping-rule.json' with { type: 'json' }
import MappingTransform from '../node/mapping-transform.json' with { type: 'json' }
import MappingValue from '../node/mapping-value.json' with { type: 'json' }
import Mapping from '../node/mapping.json' with { type: 'json' }
import PeerConfig from '../node/peer-config.json' with { type: 'json' }
import PeerStatus from '../node/peer-status.json' with { type: 'json' }
import Problem from '../node/problem.json' with { type: 'json' }
import SearchEvent from '../node/search-event.json' with { type: 'json' }
import SearchHistory from '../node/search-history.json' with { type: 'json' }
import SearchRequest from '../node/search-request.json' with { type: 'json' }
import Session from '../node/session.json' with { type: 'json' }
import SourceDraft from '../node/source-draft.json' with { type: 'json' }
import SourceList from '../node/source-list.json' with { type: 'json' }
import SourcePreview from '../node/source-preview.json' with { type: 'json' }
import SourceState from '../node/source-state.json' with { type: 'json' }
import ActorStatement from '../peer/actor.json' with { type: 'json' }
import CatalogueAnswer from '../peer/catalogue-answer.json' with { type: 'json' }
import ComparisonPart from '../peer/comparison-part.json' with { type: 'json' }
import Comparison from '../peer/comparison.json' with { type: 'json' }
import Envelope from '../peer/envelope.json' with { type: 'json' }
import Hit from '../peer/hit.json' with { type: 'json' }
import Organisation from '../peer/organisation.json' with { type: 'json' }
import Purpose from '../peer/purpose.json' with { type: 'json' }
import Refusal from '../peer/refusal.json' with { type: 'json' }
import Regime from '../peer/regime.json' with { type: 'json' }
import SearchAnswer from '../peer/search-answer.json' with { type: 'json' }
import SearchQuestion from '../peer/search-question.json' with { type: 'json' }
import SearchSubject from '../peer/search-subject.json' with { type: 'json' }
import SourceEntry from '../peer/source-entry.json' with { type: 'json' }
import TrustList from '../peer/trust-list.json' with { type: 'json' }

export const schemas = {
  EdtfDate,
  IdentityClaim,
  IdentityDocument,
  Name,
  Person,
  Place,
  Thing,
  BatchRequest,
  Catalogue,
  IndexRun,
  LinkageDecision,
  LinkagePairDetail,
  LinkagePairList,
  LinkagePair,
  LinkageRecordReference,
  LinkageRequest,
  LinkageRunList,
  LinkageRun,
  LinkageStep,
  MappingBirth,
  MappingChoice,
  MappingClaim,
  MappingCondition,
  MappingDocument,
  MappingEach,
  MappingIdentifier,
  MappingName,
  MappingNationality,
  MappingPlace,
  MappingRule,
  MappingTransform,
  MappingValue,
  Mapping,
  PeerConfig,
  PeerStatus,
  Problem,
  SearchEvent,
  SearchHistory,
  SearchRequest,
  Session,
  SourceDraft,
  SourceList,
  SourcePreview,
  SourceState,
  ActorStatement,
  CatalogueAnswer,
  ComparisonPart,
  Comparison,
  Envelope,
  Hit,
  Organisation,
  Purpose,
  Refusal,
  Regime,
  SearchAnswer,
  SearchQuestion,
  SearchSubject,
  SourceEntry,
  TrustList,
} as const

export type SchemaName = keyof typeof schemas
