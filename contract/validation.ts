import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type SchemaName, schemas } from './generated/schemas.ts'
import type * as types from './generated/types.ts'

type Shape<Name extends SchemaName> = Name extends keyof ShapesByName ? ShapesByName[Name] : never
type ShapesByName = {
  Person: types.Person
  Thing: types.Thing
  SearchSubject: types.SearchSubject
  ActorStatement: types.ActorStatement
  SearchQuestion: types.SearchQuestion
  SearchAnswer: types.SearchAnswer
  CatalogueAnswer: types.CatalogueAnswer
  TrustList: types.TrustList
  OperatorSet: types.OperatorSet
  Organisation: types.Organisation
  SignedDocument: types.SignedDocument
  Invitation: types.Invitation
  TrustRequest: types.TrustRequest
  WitnessedNotes: types.WitnessedNotes
  LogPosition: types.LogPosition
  TrustDraft: types.TrustDraft
  TrustOverview: types.TrustOverview
  TrustProposal: types.TrustProposal
  TrustSignature: types.TrustSignature
  TrustInvitationUpload: types.TrustInvitationUpload
  TrustRotation: types.TrustRotation
  TrustRevocation: types.TrustRevocation
  OperatorKey: types.OperatorKey
  FederationFounding: types.FederationFounding
  Envelope: types.Envelope
  AnswerLine: types.AnswerLine
  ExchangeEnd: types.ExchangeEnd
  Payload: types.Payload
  Receipt: types.Receipt
  LogProof: types.LogProof
  EvidenceRequest: types.EvidenceRequest
  EvidenceManifest: types.EvidenceManifest
  Statement: types.Statement
  MessageContent: types.MessageContent
  MessageDraft: types.MessageDraft
  BundleAnswer: types.BundleAnswer
  TestNote: types.TestNote
  AttachmentManifest: types.AttachmentManifest
  AttachmentWithdrawal: types.AttachmentWithdrawal
  AttachmentOutcome: types.AttachmentOutcome
  AttachmentDraft: types.AttachmentDraft
  AttachmentSending: types.AttachmentSending
  SearchRequest: types.SearchRequest
  BatchRequest: types.BatchRequest
  SearchEvent: types.SearchEvent
  SourceEntry: types.SourceEntry
  SourceDraft: types.SourceDraft
  IndexRequest: types.IndexRequest
  Mapping: types.Mapping
  PeerConfig: types.PeerConfig
  KeystoreFile: types.KeystoreFile
  IncidentNote: types.IncidentNote
  WatchedNameKind: types.WatchedNameKind
  OversightNameRequest: types.OversightNameRequest
  AnomalyAnswer: types.AnomalyAnswer
  AnomalyNote: types.AnomalyNote
  ProtectedName: types.ProtectedName
  ReconciliationRequest: types.ReconciliationRequest
  ReconcileQuestion: types.ReconcileQuestion
  ReconcileAnswer: types.ReconcileAnswer
  LinkageRequest: types.LinkageRequest
  LogEntry: types.LogEntry
  LogErasure: types.LogErasure
  LogHold: types.LogHold
  LinkageDecision: types.LinkageDecision
  LinkageRun: types.LinkageRun
  LinkagePairList: types.LinkagePairList
  LinkagePairDetail: types.LinkagePairDetail
  DisclosureStep: types.DisclosureStep
  DisclosureAct: types.DisclosureAct
  DisclosureScope: types.DisclosureScope
  PasskeyAssertion: types.PasskeyAssertion
  Passkey: types.Passkey
  PasskeyChallengeRequest: types.PasskeyChallengeRequest
  PasskeyEnrolmentRequest: types.PasskeyEnrolmentRequest
  PasskeyEnrolment: types.PasskeyEnrolment
  PasskeyName: types.PasskeyName
  PasskeyStepUp: types.PasskeyStepUp
  PasskeyInvitationRequest: types.PasskeyInvitationRequest
  DisclosureRequest: types.DisclosureRequest
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: false })
addFormats.default(ajv)
for (const schema of Object.values(schemas)) ajv.addSchema(schema)

/** A value that is not as the contract says. `place` is a JSON pointer; the value itself is never in the message. */
export class ContractError extends Error {
  override name = 'ContractError'
  readonly code = 'CONTRACT_VIOLATED'
  readonly schema: SchemaName
  readonly place: string

  constructor(schema: SchemaName, fault: ErrorObject | undefined) {
    const place = fault?.instancePath || '/'
    super(`${schema} at ${place}: ${fault?.message ?? 'is not valid'}${detailOf(fault)}`)
    this.schema = schema
    this.place = place
  }
}

/** The value, typed, when it is as the schema of that name says; throws ContractError otherwise. */
export function parse<Name extends keyof ShapesByName>(name: Name, value: unknown): Shape<Name> {
  const validate = validatorOf(name)
  if (validate(value)) return value as Shape<Name>
  throw new ContractError(name, validate.errors?.[0])
}

/** Whether the value is as the schema of that name says. */
export function hasShape<Name extends keyof ShapesByName>(name: Name, value: unknown): value is Shape<Name> {
  return validatorOf(name)(value) === true
}

function validatorOf(name: SchemaName): ValidateFunction {
  const validate = ajv.getSchema(schemas[name].$id)
  if (!validate) throw new TypeError(`the contract has no schema ${name}`)
  return validate
}

function detailOf(fault: ErrorObject | undefined): string {
  if (fault?.keyword === 'additionalProperties')
    return ` (${String(fault.params.additionalProperty).slice(0, 60)})`
  if (fault?.keyword === 'enum') return ` (${(fault.params.allowedValues as unknown[]).join(', ')})`
  return ''
}
