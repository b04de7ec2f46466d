// Made from contract/**/*.json by `npm run generate`; do not edit.
import EdtfDate from '../entities/edtf-date.json' with { type: 'json' }
import IdentityClaim from '../entities/identity-claim.json' with { type: 'json' }
import IdentityDocument from '../entities/identity-document.json' with { type: 'json' }
import Name from '../entities/name.json' with { type: 'json' }
import Person from '../entities/person.json' with { type: 'json' }
import Place from '../entities/place.json' with { type: 'json' }
import Thing from '../entities/thing.json' with { type: 'json' }
import AnomalyAnswer from '../node/anomaly-answer.json' with { type: 'json' }
import AnomalyList from '../node/anomaly-list.json' with { type: 'json' }
import AnomalyNote from '../node/anomaly-note.json' with { type: 'json' }
import Anomaly from '../node/anomaly.json' with { type: 'json' }
import AttachmentDraft from '../node/attachment-draft.json' with { type: 'json' }
import AttachmentEntry from '../node/attachment-entry.json' with { type: 'json' }
import AttachmentList from '../node/attachment-list.json' with { type: 'json' }
import AttachmentSending from '../node/attachment-sending.json' with { type: 'json' }
import BatchRequest from '../node/batch-request.json' with { type: 'json' }
import Catalogue from '../node/catalogue.json' with { type: 'json' }
import EvidenceRequest from '../node/evidence-request.json' with { type: 'json' }
import FederationFounding from '../node/federation-founding.json' with { type: 'json' }
import IncidentKind from '../node/incident-kind.json' with { type: 'json' }
import IncidentList from '../node/incident-list.json' with { type: 'json' }
import IncidentNote from '../node/incident-note.json' with { type: 'json' }
import Incident from '../node/incident.json' with { type: 'json' }
import IndexRequest from '../node/index-request.json' with { type: 'json' }
import IndexRun from '../node/index-run.json' with { type: 'json' }
import KeystoreFile from '../node/keystore-file.json' with { type: 'json' }
import LinkageDecision from '../node/linkage-decision.json' with { type: 'json' }
import LinkagePairDetail from '../node/linkage-pair-detail.json' with { type: 'json' }
import LinkagePairList from '../node/linkage-pair-list.json' with { type: 'json' }
import LinkagePair from '../node/linkage-pair.json' with { type: 'json' }
import LinkageRecordReference from '../node/linkage-record-reference.json' with { type: 'json' }
import LinkageRequest from '../node/linkage-request.json' with { type: 'json' }
import LinkageRunList from '../node/linkage-run-list.json' with { type: 'json' }
import LinkageRun from '../node/linkage-run.json' with { type: 'json' }
import LinkageStep from '../node/linkage-step.json' with { type: 'json' }
import LogConsistency from '../node/log-consistency.json' with { type: 'json' }
import LogErased from '../node/log-erased.json' with { type: 'json' }
import LogErasureOrderList from '../node/log-erasure-order-list.json' with { type: 'json' }
import LogErasureOrder from '../node/log-erasure-order.json' with { type: 'json' }
import LogErasurePreview from '../node/log-erasure-preview.json' with { type: 'json' }
import LogErasure from '../node/log-erasure.json' with { type: 'json' }
import LogHoldList from '../node/log-hold-list.json' with { type: 'json' }
import LogHold from '../node/log-hold.json' with { type: 'json' }
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
import MessageDraft from '../node/message-draft.json' with { type: 'json' }
import MessageEntry from '../node/message-entry.json' with { type: 'json' }
import MessageList from '../node/message-list.json' with { type: 'json' }
import NoticeKind from '../node/notice-kind.json' with { type: 'json' }
import NoticeList from '../node/notice-list.json' with { type: 'json' }
import Notice from '../node/notice.json' with { type: 'json' }
import OversightActList from '../node/oversight-act-list.json' with { type: 'json' }
import OversightAct from '../node/oversight-act.json' with { type: 'json' }
import OversightDetail from '../node/oversight-detail.json' with { type: 'json' }
import OversightNameRequest from '../node/oversight-name-request.json' with { type: 'json' }
import OversightName from '../node/oversight-name.json' with { type: 'json' }
import OversightSummary from '../node/oversight-summary.json' with { type: 'json' }
import PasskeyChallengeRequest from '../node/passkey-challenge-request.json' with { type: 'json' }
import PasskeyChallenge from '../node/passkey-challenge.json' with { type: 'json' }
import PasskeyEnrolmentRequest from '../node/passkey-enrolment-request.json' with { type: 'json' }
import PasskeyEnrolment from '../node/passkey-enrolment.json' with { type: 'json' }
import PasskeyEntry from '../node/passkey-entry.json' with { type: 'json' }
import PasskeyInvitationRequest from '../node/passkey-invitation-request.json' with { type: 'json' }
import PasskeyInvitation from '../node/passkey-invitation.json' with { type: 'json' }
import PasskeyList from '../node/passkey-list.json' with { type: 'json' }
import PasskeyName from '../node/passkey-name.json' with { type: 'json' }
import PasskeyRecoveryList from '../node/passkey-recovery-list.json' with { type: 'json' }
import PasskeyRecovery from '../node/passkey-recovery.json' with { type: 'json' }
import PasskeyStepUp from '../node/passkey-step-up.json' with { type: 'json' }
import PeerConfig from '../node/peer-config.json' with { type: 'json' }
import PeerStatus from '../node/peer-status.json' with { type: 'json' }
import Problem from '../node/problem.json' with { type: 'json' }
import ProtectedNameCount from '../node/protected-name-count.json' with { type: 'json' }
import ProtectedName from '../node/protected-name.json' with { type: 'json' }
import ReconciliationRequest from '../node/reconciliation-request.json' with { type: 'json' }
import ReconciliationRunList from '../node/reconciliation-run-list.json' with { type: 'json' }
import ReconciliationRun from '../node/reconciliation-run.json' with { type: 'json' }
import SealedSecret from '../node/sealed-secret.json' with { type: 'json' }
import SearchEvent from '../node/search-event.json' with { type: 'json' }
import SearchHistory from '../node/search-history.json' with { type: 'json' }
import SearchRequest from '../node/search-request.json' with { type: 'json' }
import Session from '../node/session.json' with { type: 'json' }
import SourceDraft from '../node/source-draft.json' with { type: 'json' }
import SourceList from '../node/source-list.json' with { type: 'json' }
import SourcePreview from '../node/source-preview.json' with { type: 'json' }
import SourceState from '../node/source-state.json' with { type: 'json' }
import TrustDifference from '../node/trust-difference.json' with { type: 'json' }
import TrustDraft from '../node/trust-draft.json' with { type: 'json' }
import TrustInvitationUpload from '../node/trust-invitation-upload.json' with { type: 'json' }
import TrustOverview from '../node/trust-overview.json' with { type: 'json' }
import TrustProposal from '../node/trust-proposal.json' with { type: 'json' }
import TrustRequestEntry from '../node/trust-request-entry.json' with { type: 'json' }
import TrustRevocation from '../node/trust-revocation.json' with { type: 'json' }
import TrustRotation from '../node/trust-rotation.json' with { type: 'json' }
import TrustShortcoming from '../node/trust-shortcoming.json' with { type: 'json' }
import TrustSignature from '../node/trust-signature.json' with { type: 'json' }
import WatchedNameKind from '../node/watched-name-kind.json' with { type: 'json' }
import ActorStatement from '../peer/actor.json' with { type: 'json' }
import AnswerLine from '../peer/answer-line.json' with { type: 'json' }
import AttachmentManifest from '../peer/attachment-manifest.json' with { type: 'json' }
import AttachmentOutcome from '../peer/attachment-outcome.json' with { type: 'json' }
import AttachmentWithdrawal from '../peer/attachment-withdrawal.json' with { type: 'json' }
import AuthoriserRole from '../peer/authoriser-role.json' with { type: 'json' }
import BundleAnswer from '../peer/bundle-answer.json' with { type: 'json' }
import BundlePlace from '../peer/bundle-place.json' with { type: 'json' }
import CatalogueAnswer from '../peer/catalogue-answer.json' with { type: 'json' }
import ComparisonPart from '../peer/comparison-part.json' with { type: 'json' }
import Comparison from '../peer/comparison.json' with { type: 'json' }
import ContactPointCopies from '../peer/contact-point-copies.json' with { type: 'json' }
import Contact from '../peer/contact.json' with { type: 'json' }
import DisclosureAct from '../peer/disclosure-act.json' with { type: 'json' }
import DisclosureField from '../peer/disclosure-field.json' with { type: 'json' }
import DisclosureItem from '../peer/disclosure-item.json' with { type: 'json' }
import DisclosurePart from '../peer/disclosure-part.json' with { type: 'json' }
import DisclosurePermit from '../peer/disclosure-permit.json' with { type: 'json' }
import DisclosureRequest from '../peer/disclosure-request.json' with { type: 'json' }
import DisclosureScope from '../peer/disclosure-scope.json' with { type: 'json' }
import DisclosureStepBody from '../peer/disclosure-step-body.json' with { type: 'json' }
import DisclosureStep from '../peer/disclosure-step.json' with { type: 'json' }
import DisclosureUse from '../peer/disclosure-use.json' with { type: 'json' }
import Envelope from '../peer/envelope.json' with { type: 'json' }
import EuropolCopy from '../peer/europol-copy.json' with { type: 'json' }
import EvidenceManifest from '../peer/evidence-manifest.json' with { type: 'json' }
import EvidenceMessage from '../peer/evidence-message.json' with { type: 'json' }
import ExchangeEnd from '../peer/exchange-end.json' with { type: 'json' }
import Hit from '../peer/hit.json' with { type: 'json' }
import Invitation from '../peer/invitation.json' with { type: 'json' }
import LogEntry from '../peer/log-entry.json' with { type: 'json' }
import LogOpening from '../peer/log-opening.json' with { type: 'json' }
import LogPosition from '../peer/log-position.json' with { type: 'json' }
import LogProof from '../peer/log-proof.json' with { type: 'json' }
import MessageContent from '../peer/message-content.json' with { type: 'json' }
import OperatorKey from '../peer/operator-key.json' with { type: 'json' }
import OperatorSet from '../peer/operator-set.json' with { type: 'json' }
import Organisation from '../peer/organisation.json' with { type: 'json' }
import PasskeyAssertion from '../peer/passkey-assertion.json' with { type: 'json' }
import Passkey from '../peer/passkey.json' with { type: 'json' }
import Payload from '../peer/payload.json' with { type: 'json' }
import PeerKey from '../peer/peer-key.json' with { type: 'json' }
import PersonCategory from '../peer/person-category.json' with { type: 'json' }
import PolicyPack from '../peer/policy-pack.json' with { type: 'json' }
import Purpose from '../peer/purpose.json' with { type: 'json' }
import Receipt from '../peer/receipt.json' with { type: 'json' }
import ReconcileAnswer from '../peer/reconcile-answer.json' with { type: 'json' }
import ReconcileEntry from '../peer/reconcile-entry.json' with { type: 'json' }
import ReconcileQuestion from '../peer/reconcile-question.json' with { type: 'json' }
import RefusalGround from '../peer/refusal-ground.json' with { type: 'json' }
import Refusal from '../peer/refusal.json' with { type: 'json' }
import Regime from '../peer/regime.json' with { type: 'json' }
import SearchAnswer from '../peer/search-answer.json' with { type: 'json' }
import SearchQuestion from '../peer/search-question.json' with { type: 'json' }
import SearchSubject from '../peer/search-subject.json' with { type: 'json' }
import SignedDocument from '../peer/signed-document.json' with { type: 'json' }
import SourceEntry from '../peer/source-entry.json' with { type: 'json' }
import Statement from '../peer/statement.json' with { type: 'json' }
import TestNote from '../peer/test-note.json' with { type: 'json' }
import TrustList from '../peer/trust-list.json' with { type: 'json' }
import TrustRequest from '../peer/trust-request.json' with { type: 'json' }
import UrgencyGround from '../peer/urgency-ground.json' with { type: 'json' }
import WitnessedNotes from '../peer/witnessed-notes.json' with { type: 'json' }

export const schemas = {
  EdtfDate,
  IdentityClaim,
  IdentityDocument,
  Name,
  Person,
  Place,
  Thing,
  AnomalyAnswer,
  AnomalyList,
  AnomalyNote,
  Anomaly,
  AttachmentDraft,
  AttachmentEntry,
  AttachmentList,
  AttachmentSending,
  BatchRequest,
  Catalogue,
  EvidenceRequest,
  FederationFounding,
  IncidentKind,
  IncidentList,
  IncidentNote,
  Incident,
  IndexRequest,
  IndexRun,
  KeystoreFile,
  LinkageDecision,
  LinkagePairDetail,
  LinkagePairList,
  LinkagePair,
  LinkageRecordReference,
  LinkageRequest,
  LinkageRunList,
  LinkageRun,
  LinkageStep,
  LogConsistency,
  LogErased,
  LogErasureOrderList,
  LogErasureOrder,
  LogErasurePreview,
  LogErasure,
  LogHoldList,
  LogHold,
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
  MessageDraft,
  MessageEntry,
  MessageList,
  NoticeKind,
  NoticeList,
  Notice,
  OversightActList,
  OversightAct,
  OversightDetail,
  OversightNameRequest,
  OversightName,
  OversightSummary,
  PasskeyChallengeRequest,
  PasskeyChallenge,
  PasskeyEnrolmentRequest,
  PasskeyEnrolment,
  PasskeyEntry,
  PasskeyInvitationRequest,
  PasskeyInvitation,
  PasskeyList,
  PasskeyName,
  PasskeyRecoveryList,
  PasskeyRecovery,
  PasskeyStepUp,
  PeerConfig,
  PeerStatus,
  Problem,
  ProtectedNameCount,
  ProtectedName,
  ReconciliationRequest,
  ReconciliationRunList,
  ReconciliationRun,
  SealedSecret,
  SearchEvent,
  SearchHistory,
  SearchRequest,
  Session,
  SourceDraft,
  SourceList,
  SourcePreview,
  SourceState,
  TrustDifference,
  TrustDraft,
  TrustInvitationUpload,
  TrustOverview,
  TrustProposal,
  TrustRequestEntry,
  TrustRevocation,
  TrustRotation,
  TrustShortcoming,
  TrustSignature,
  WatchedNameKind,
  ActorStatement,
  AnswerLine,
  AttachmentManifest,
  AttachmentOutcome,
  AttachmentWithdrawal,
  AuthoriserRole,
  BundleAnswer,
  BundlePlace,
  CatalogueAnswer,
  ComparisonPart,
  Comparison,
  ContactPointCopies,
  Contact,
  DisclosureAct,
  DisclosureField,
  DisclosureItem,
  DisclosurePart,
  DisclosurePermit,
  DisclosureRequest,
  DisclosureScope,
  DisclosureStepBody,
  DisclosureStep,
  DisclosureUse,
  Envelope,
  EuropolCopy,
  EvidenceManifest,
  EvidenceMessage,
  ExchangeEnd,
  Hit,
  Invitation,
  LogEntry,
  LogOpening,
  LogPosition,
  LogProof,
  MessageContent,
  OperatorKey,
  OperatorSet,
  Organisation,
  PasskeyAssertion,
  Passkey,
  Payload,
  PeerKey,
  PersonCategory,
  PolicyPack,
  Purpose,
  Receipt,
  ReconcileAnswer,
  ReconcileEntry,
  ReconcileQuestion,
  RefusalGround,
  Refusal,
  Regime,
  SearchAnswer,
  SearchQuestion,
  SearchSubject,
  SignedDocument,
  SourceEntry,
  Statement,
  TestNote,
  TrustList,
  TrustRequest,
  UrgencyGround,
  WitnessedNotes,
} as const

export type SchemaName = keyof typeof schemas
