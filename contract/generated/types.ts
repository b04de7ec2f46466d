// Made from contract/**/*.json by `npm run generate`; do not edit.

/**
 * A date or period as far as it is known, in EDTF level 1 (ISO 8601-2:2019): YYYY, YYYY-MM, YYYY-MM-DD, a range A/B, each with ~ when it is approximate (circa). Always in the Gregorian calendar.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EdtfDate".
 */
export type EdtfDate = string
export type AnomalyKind = ("probing-series" | "night-burst" | "own-name" | "colleague" | "protected-name")
export type AnomalyState = ("open" | "noted" | "asked" | "answered" | "closed")
/**
 * uploading: not all of it is at the own peer; sent: on its way; delivered: whole at the receiver; withdrawn: deleted there before anybody opened it; expired: its time is over and its content gone; broken: not what was announced, and gone
 */
export type AttachmentEntryState = ("uploading" | "sent" | "delivered" | "withdrawn" | "expired" | "broken")
/**
 * asked: the receiver has not answered yet; too-late: it had been opened
 */
export type AttachmentWithdrawalState = ("asked" | "too-late")
/**
 * Why the question is asked. The first three belong to Directive (EU) 2016/680, the rest to Regulation (EU) 2016/679.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Purpose".
 */
export type Purpose = ("criminal-investigation" | "threat-prevention" | "border-control" | "asylum-procedure" | "missing-person" | "child-protection" | "humanitarian-care")
/**
 * The data-protection law under which an organisation acts: LED = Directive (EU) 2016/680, GDPR = Regulation (EU) 2016/679, EUDPR = Regulation (EU) 2018/1725, none = outside Union law.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Regime".
 */
export type Regime = ("LED" | "GDPR" | "EUDPR" | "none")
/**
 * Of the summary on paper; English unless said. The page that verifies speaks all of them
 */
export type EvidenceLanguage = ("en" | "el" | "it" | "fr")
/**
 * What kind of thing went wrong; the pages say for each what happened, what it means and what to do.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IncidentKind".
 */
export type IncidentKind = ("message-replayed" | "message-malformed" | "message-too-large" | "signature-wrong" | "sender-unknown" | "key-revoked-used" | "certificate-expired" | "certificate-unknown" | "clock-skewed" | "peer-unreachable" | "peer-too-slow" | "peer-flooding" | "dead-letter" | "receipt-wrong" | "receipt-missing" | "receipt-unfounded" | "attachment-broken" | "log-forked" | "log-shrunk" | "log-restored" | "log-doctored" | "witness-missing" | "trust-list-expired" | "trust-list-forked" | "trust-list-rolled-back" | "reconciliation-missing" | "reconciliation-late" | "reconciliation-contradicting" | "disk-full" | "mail-undelivered" | "probing-series")
export type LogErasureState = ("waiting" | "done" | "withdrawn")
/**
 * What the order would do with it: `kept` lasts as long as the log, `gone` was erased before
 */
export type LogErasureFate = ("erased" | "kept" | "gone")
/**
 * One entry for each item at a path (a bare text is a path); inside, paths start at the item. With `read`, each text is first read into items by named readers, one after the other: `numbered-list` cuts "1) A 2) B" (item: text), `comma-name` reads "FAMILY, Given" (family, given, full), `labelled-remarks` reads "Label text; Label text" for the given labels (label, text), `document-text` reads a document written out in words (number, country, issuedOn, expiresOn, type).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingEach".
 */
export type MappingEach = (string | {
path: string
/**
 * Where in the item the text to be read stands; the item itself by default. Fields of the item stay readable.
 */
text?: string
/**
 * @minItems 1
 * @maxItems 4
 */
read?: ("numbered-list" | "comma-name" | "labelled-remarks" | "document-text")[]
/**
 * @minItems 1
 * @maxItems 100
 */
labels?: string[]
})
/**
 * Where a text comes from: a path into the record (a bare text is a path), a constant, or several values joined. Paths are dotted; a part that repeats may end in [], an attribute begins with @, a dot inside a name is written \\. .
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingValue".
 */
export type MappingValue = (string | {
path?: string
constant?: string
/**
 * @minItems 1
 * @maxItems 20
 */
join?: MappingValue[]
/**
 * What stands between the joined texts; a blank by default
 */
with?: string
/**
 * The source's word on the left, the word meant on the right; a word mapped to the empty text is left out
 */
map?: {
[k: string]: string | undefined
}
/**
 * Stands for every word that `map` does not have, and for nothing
 */
otherwise?: string
/**
 * @minItems 1
 * @maxItems 10
 */
transform?: MappingTransform[]
})
/**
 * One of a closed set of words: given as it is (a bare text is the word itself), or read from the record and put into the set by `map` and `otherwise`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingChoice".
 */
export type MappingChoice = (string | {
path: string
/**
 * The source's word on the left, the word meant on the right; a word mapped to the empty text is left out
 */
map?: {
[k: string]: string | undefined
}
/**
 * Stands for every word that `map` does not have, and for nothing
 */
otherwise?: string
/**
 * @minItems 1
 * @maxItems 10
 */
transform?: MappingTransform[]
})
/**
 * waiting: tried until the deadline; delivered: its receipt lies here; dead: not tried any more; discarded: given up; received: had its effect here
 */
export type MessageState = ("waiting" | "delivered" | "dead" | "discarded" | "received")
/**
 * Why somebody is to look at the portal; the pages say it in words.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "NoticeKind".
 */
export type NoticeKind = ("request-received" | "clarification-asked" | "clarification-answered" | "act-waits" | "act-done" | "clock-half" | "clock-late" | "answer-received" | "delay-announced" | "item-recalled" | "item-corrected" | "use-asked" | "use-decided" | "erasure-near" | "passkey-recovery")
/**
 * What the asked name was compared with before the question left; the name itself is not kept.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "WatchedNameKind".
 */
export type WatchedNameKind = ("own-name" | "protected-name" | "colleague")
/**
 * How sure the provider is of an officer (levels of Regulation (EU) No 910/2014, article 8); `low` unless said
 */
export type OfficerAssurance = ("low" | "substantial" | "high")
/**
 * One line of the NDJSON stream that answers search.ask and search.batch. `subject` is the row (from 0) of a batch; it is 0 in a single search. First `asked`, then `answer` in the order of arrival (a source that was slow may answer again), last `done`. A peer that could not say beforehand which sources it has is announced as one source `*`. When it answers after all, its sources come under their own ids and `*` gets no answer of its own: a reader drops the `*` of a peer at the first answer that names one of its sources, and at `done`. An answer for `*` says that the peer as a whole was slow or unreachable: it stands for all its sources that have not answered.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchEvent".
 */
export type SearchEvent = (SearchAskedEvent | SearchAnswerEvent | SearchDoneEvent)
/**
 * What an organisation must supply before its peer is admitted, or soon after
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustShortcoming".
 */
export type TrustShortcoming = ("dpo-missing" | "registration-missing" | "accreditation-missing" | "accreditation-expired" | "accreditation-ends-soon" | "contact-missing" | "languages-missing")
export type AnswerKind = ("search.answer" | "catalogue.answer" | "reconcile.answer" | "exchange.end")
/**
 * complete: whole, and the one that was announced; broken: another than was announced, and deleted; withdrawn: deleted as the sender asked, unopened; opened: the withdrawal came after it had been opened, so it is kept until it expires; expired: its time was over before the withdrawal came, and it is deleted
 */
export type AttachmentOutcomeKind = ("complete" | "broken" | "withdrawn" | "opened" | "expired")
/**
 * Who may authorise in a procedure
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AuthoriserRole".
 */
export type AuthoriserRole = ("superior" | "contact-point-supervisor" | "verifying-officer" | "data-protection-officer" | "prosecutor" | "judge" | "guardian")
/**
 * Directive (EU) 2023/977 art. 4(1), 5(3) and 8: copies to the single points of contact of both States, or which of the three exceptions holds.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ContactPointCopies".
 */
export type ContactPointCopies = ({
/**
 * @minItems 1
 * @maxItems 4
 */
to: string[]
} | {
exception: ("sensitive-investigation" | "terrorism" | "safety-of-person")
reasons: string
})
/**
 * A kind of information about a person that a source may hold and an authoriser may allow: the members of an IdentityClaim, and what the record itself says.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureField".
 */
export type DisclosureField = ("names" | "births" | "birth-places" | "nationalities" | "sex" | "places" | "documents" | "category" | "details")
/**
 * Directive (EU) 2016/680 art. 6, and who is protected rather than pursued
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PersonCategory".
 */
export type PersonCategory = ("suspect" | "convicted" | "victim" | "witness" | "contact" | "beneficiary" | "missing")
/**
 * Directive (EU) 2023/977 art. 2(10): immediate and serious threat to public security; imminent threat to life or physical integrity; a decision on restrictive measures amounting to deprivation of liberty; information that loses importance.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "UrgencyGround".
 */
export type UrgencyGround = ("public-security" | "life-or-integrity" | "restrictive-measures" | "loses-importance")
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureStepBody".
 */
export type DisclosureStepBody = (StepRequested | StepReceived | StepClarificationAsked | StepClarificationAnswered | StepJudicial | StepStages | StepDecided | StepRefused | StepReleased | StepJudgedAfterwards | StepWithdrawn | StepRecalled | StepErased | StepCorrected | StepUseAsked | StepUseDecided)
/**
 * Directive (EU) 2023/977 art. 6(1), letters a to h; f and g by number.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "RefusalGround".
 */
export type RefusalGround = ("a" | "b" | "c" | "d" | "e" | "f-i" | "f-ii" | "f-iii" | "g-i" | "g-ii" | "h")
export type MessageKind = ("search.ask" | "catalogue.ask" | "reconcile.ask" | "message.test" | "attachment.manifest" | "attachment.withdrawal" | "attachment.outcome")
/**
 * How sure the peer is of the person: levels of Regulation (EU) No 910/2014, article 8
 */
export type AssuranceLevel = ("low" | "substantial" | "high")

export interface Contract {

}
/**
 * One identity under which the source knows the person. Sources disagree with themselves; nothing is merged away.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IdentityClaim".
 */
export interface IdentityClaim {
/**
 * @maxItems 500
 */
names: Name[]
/**
 * @maxItems 100
 */
births: EdtfDate[]
/**
 * @maxItems 100
 */
birthPlaces: Place[]
/**
 * ISO 3166-1 alpha-2 where recognised, otherwise the source's own word
 * 
 * @maxItems 100
 */
nationalities: string[]
/**
 * @maxItems 500
 */
places: Place[]
/**
 * @maxItems 500
 */
documents: IdentityDocument[]
sex?: ("female" | "male" | "other")
}
/**
 * One name of a person as the source writes it. Parts where the source knows parts, `full` where it does not; at least one of full, family, given is present.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Name".
 */
export interface Name {
full?: string
family?: string
given?: string
middle?: string
patronymic?: string
title?: string
kind: ("primary" | "alias" | "former" | "birth")
quality: ("strong" | "weak" | "unknown")
/**
 * ISO 15924 code, as found from the letters
 */
script?: string
/**
 * BCP 47 tag, when the source states it
 */
language?: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Place".
 */
export interface Place {
text?: string
city?: string
region?: string
/**
 * ISO 3166-1 alpha-2 where recognised, otherwise the source's own word
 */
country?: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IdentityDocument".
 */
export interface IdentityDocument {
type: ("passport" | "identity-card" | "residence-permit" | "travel-document" | "tax-number" | "registration" | "other")
number: string
country?: string
issuedOn?: EdtfDate
expiresOn?: EdtfDate
authenticity?: ("genuine" | "doubtful" | "false" | "unknown")
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Person".
 */
export interface Person {
kind: "person"
/**
 * The source's own stable reference; it is what a hit names, so it must not be a name or a document number
 */
reference: string
/**
 * Directive (EU) 2016/680 art. 6 and what sources add to it
 */
category?: ("suspect" | "convicted" | "victim" | "witness" | "contact" | "beneficiary" | "missing" | "listed" | "unknown")
asOf?: EdtfDate
/**
 * @minItems 1
 * @maxItems 100
 */
claims: IdentityClaim[]
}
/**
 * An organisation, vessel, vehicle or phone, as far as sources hold them.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Thing".
 */
export interface Thing {
kind: ("organisation" | "vessel" | "vehicle" | "phone")
reference: string
asOf?: EdtfDate
/**
 * @maxItems 500
 */
names: string[]
/**
 * @maxItems 200
 */
identifiers: {
type: ("imo" | "mmsi" | "call-sign" | "plate" | "vin" | "registration" | "phone-number" | "other")
number: string
}[]
/**
 * @maxItems 100
 */
countries?: string[]
}
/**
 * What an officer answers to the question of the data-protection officer about the own acts. It names no subject.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AnomalyAnswer".
 */
export interface AnomalyAnswer {
id: string
answer: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AnomalyList".
 */
export interface AnomalyList {
from: string
to: string
isCut: boolean
/**
 * @maxItems 500
 */
anomalies: Anomaly[]
}
/**
 * A pattern in the log that somebody should look at. It may be innocent.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Anomaly".
 */
export interface Anomaly {
id: string
kind: AnomalyKind
pseudonym: string
unit?: string
/**
 * The day (UTC)
 */
on: string
firstAt: string
lastAt: string
count: number
/**
 * What the rule counted
 */
figures: {
[k: string]: number | undefined
}
/**
 * @maxItems 50
 */
entries: string[]
state: AnomalyState
note?: string
handledAt?: string
handledBy?: string
/**
 * What was said about it, in its order; an officer sees what was asked and answered
 */
remarks?: AnomalyRemark[]
}
export interface AnomalyRemark {
state: ("noted" | "asked" | "answered" | "closed")
text: string
at: string
}
/**
 * What the data-protection officer decides about an anomaly. `asked`: the officer reads the note beside the own acts. The note names no subject.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AnomalyNote".
 */
export interface AnomalyNote {
on: string
kind: ("probing-series" | "night-burst" | "own-name" | "colleague" | "protected-name")
pseudonym: string
state: ("noted" | "asked" | "closed")
note: string
}
/**
 * A file that is to be sent to the operators of another peer; its content follows in chunks of 4 MiB.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentDraft".
 */
export interface AttachmentDraft {
/**
 * Id of the peer
 */
to: string
/**
 * File name; path parts and signs that a reader cannot see are taken out
 */
name: string
/**
 * Bytes of the whole
 */
size: number
/**
 * A note to the operators of the receiver. It names no person
 */
text?: string
}
/**
 * A file between two peers as its operators see it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentEntry".
 */
export interface AttachmentEntry {
attachmentId: string
direction: ("sent" | "received")
/**
 * Id of the other peer
 */
counterpart: string
correlationId: string
state: AttachmentEntryState
/**
 * Shown to operators only, as long as the file is remembered
 */
name?: string
/**
 * The note that came with it; shown to operators only
 */
text?: string
/**
 * Bytes
 */
size: number
/**
 * SHA-256 of the whole in hexadecimal digits, as sha256sum prints it
 */
digest?: string
chunks: number
/**
 * How many chunks are where they go to
 */
chunksDone: number
/**
 * Numbers of the chunks that are still to be uploaded
 * 
 * @maxItems 512
 */
missing?: number[]
/**
 * When it was begun, or announced
 */
at: string
expiresAt: string
/**
 * When it was first opened here
 */
openedAt?: string
withdrawal?: AttachmentWithdrawalState
/**
 * Code of the latest fault
 */
fault?: string
}
/**
 * Files to and from other peers, the newest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentList".
 */
export interface AttachmentList {
/**
 * @maxItems 100
 */
attachments: AttachmentEntry[]
/**
 * The largest file that this peer sends or takes
 */
largestBytes: number
/**
 * Pass as `before` for the next page
 */
next?: string
}
/**
 * Sends a file whose chunks are all here.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentSending".
 */
export interface AttachmentSending {
/**
 * SHA-256 of each clear chunk as the sender has it, in order, base64url: an upload that was resumed with another file is noticed
 * 
 * @minItems 1
 * @maxItems 512
 */
chunkDigests: string[]
}
/**
 * Many subjects under one purpose. `csv` has the header columns full, family, given, birth, sex, nationality, place, document in any order and any case, separated by comma, semicolon or tab; other columns are ignored. At most 10,000 rows; a row that cannot be asked, or has more fields than the header, is rejected with its line (of a row over several lines, the last).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "BatchRequest".
 */
export interface BatchRequest {
csv: string
purpose: Purpose
/**
 * One line, without control characters
 */
legalBasis: string
/**
 * One line, without control characters
 */
caseReference: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Catalogue".
 */
export interface Catalogue {
peers: CataloguePeer[]
}
export interface CataloguePeer {
id: string
name: string
organisation: Organisation
state: ("this-peer" | "reachable" | "unreachable")
checkedAt?: string
sources: SourceEntry[]
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Organisation".
 */
export interface Organisation {
id: string
name: string
kind: ("police" | "border-guard" | "prosecutor" | "asylum-service" | "municipality" | "ngo" | "university" | "eu-body" | "international-body" | "third-country")
regime: Regime
/**
 * ISO 3166-1 alpha-2, EU, or ZZ for none
 */
country: string
/**
 * Whom an officer of another organisation calls, in one line
 */
contact: string
availability?: string
/**
 * BCP 47 tags of the languages in which requests are understood, the best first
 * 
 * @maxItems 20
 */
languages?: string[]
/**
 * @maxItems 10
 */
contacts?: Contact[]
/**
 * Whether somebody can be reached at every hour of every day
 */
roundTheClock?: boolean
/**
 * LED article 32, GDPR article 37, EUDPR article 43
 */
dataProtectionOfficer?: {
name: string
email: string
telephone?: string
}
/**
 * Where anybody can look up that the organisation exists
 */
registration?: {
/**
 * Name of the register or of the legal act that established it
 */
register: string
number: string
}
accreditation?: {
/**
 * Who accredited it to take part
 */
by: string
reference: string
expiresAt: string
}
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Contact".
 */
export interface Contact {
for: ("requests" | "technical" | "incidents")
name?: string
telephone?: string
email?: string
hours?: string
}
/**
 * What a peer tells the federation of one connected source. Nothing in it is personal data.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SourceEntry".
 */
export interface SourceEntry {
id: string
title: string
description: string
/**
 * The connector's kind: postgres, sqlite, csv, xml, json
 */
kind: string
regime: Regime
state: ("connected" | "indexing" | "answering" | "faulty")
persons: number
things: number
rejected?: number
indexedAt?: string
publishedOn?: EdtfDate
contact?: string
notice?: string
modes: ("open" | "blind")[]
/**
 * Share (0 to 1) of indexed persons that have the field
 */
completeness: {
[k: string]: number | undefined
}
}
/**
 * Which exchange is to be proven
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EvidenceRequest".
 */
export interface EvidenceRequest {
correlationId: string
language?: EvidenceLanguage
}
/**
 * What the first trust list of a federation is to say, as its founders write it down (YAML or JSON). Names of files are relative to this one.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "FederationFounding".
 */
export interface FederationFounding {
federation: string
/**
 * For how long the list is good; 365 when absent
 */
days?: number
operators: {
/**
 * How many of them must sign a list
 */
quorum: number
/**
 * How many must sign a list that does nothing but revoke; without it, the quorum
 */
emergencyQuorum?: number
/**
 * Files that `isthmus trust operator-key` has written, one for each operator
 * 
 * @minItems 1
 * @maxItems 50
 */
keys: string[]
}
/**
 * @minItems 1
 * @maxItems 1000
 */
organisations: Organisation[]
/**
 * @minItems 1
 * @maxItems 1000
 */
peers: FoundingPeer[]
/**
 * Who cosigns the checkpoints of others; without it every peer, and two of them (or all others, where there are fewer)
 */
witnesses?: {
required: number
/**
 * @maxItems 1000
 */
peers?: string[]
}
/**
 * @maxItems 100
 */
policyPacks?: PolicyPack[]
}
export interface FoundingPeer {
id: string
name: string
/**
 * Base URL at which other peers reach it
 */
address: string
/**
 * Id of the organisation that keeps the peer
 */
owner: string
/**
 * Ids of the organisations whose officers may act through it; its owner alone when absent
 * 
 * @minItems 1
 * @maxItems 1000
 */
hosts?: string[]
/**
 * File that `isthmus trust found keys` has written on the machine of the peer
 */
keys: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PolicyPack".
 */
export interface PolicyPack {
id: string
version: string
/**
 * Base64url SHA-256
 */
digest: string
}
/**
 * Incidents of this peer, the last seen first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IncidentList".
 */
export interface IncidentList {
/**
 * @maxItems 100
 */
incidents: Incident[]
/**
 * How many severe ones nobody has acknowledged yet
 */
severe: number
/**
 * Pass as `before` for the next page
 */
next?: string
}
/**
 * Something that went wrong, counted while it is open. It names no person and holds no value of a record or a question.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Incident".
 */
export interface Incident {
id: string
kind: IncidentKind
/**
 * Severe ones are shown on every page of an operator until they are closed
 */
severity: ("severe" | "notable")
state: ("open" | "acknowledged" | "closed")
firstSeenAt: string
lastSeenAt: string
count: number
/**
 * Of the last time
 */
correlationId?: string
counterpart?: IncidentCounterpart
/**
 * Codes and counts of the last time
 */
detail: {
[k: string]: string | number | boolean | undefined
}
handledAt?: string
/**
 * Who acknowledged or closed it, by the id of the identity provider
 */
handledBy?: string
note?: string
}
/**
 * The other peer of the trust list, and whom to call there
 */
export interface IncidentCounterpart {
id: string
name?: string
organisation?: Organisation
}
/**
 * What was done about an incident. The note names no person.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IncidentNote".
 */
export interface IncidentNote {
note: string
}
/**
 * How an intake run is to be started.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IndexRequest".
 */
export interface IndexRequest {
/**
 * Confirms what an earlier run was held back for: so many records, and no more, may go out of the index
 */
mayDelete?: number
}
/**
 * One intake run of one source, with what it found.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IndexRun".
 */
export interface IndexRun {
id: number
sourceId: string
/**
 * held: it would have taken more records out of the index than the peer lets a run take unconfirmed; the generation before goes on answering
 */
state: ("running" | "answering" | "superseded" | "failed" | "interrupted" | "held")
startedAt: string
endedAt?: string
persons: number
things: number
rejected: number
/**
 * How often a field had to be left out of a record that stayed, by field and reason
 */
faults?: {
[k: string]: number | undefined
}
added: number
changed: number
deleted: number
fault?: string
completeness: {
[k: string]: number | undefined
}
/**
 * The first hundred, with place and reason
 */
rejections: {
place: string
reason: string
remedy?: string
}[]
}
/**
 * The file in which a peer keeps its secrets: each sealed with AES-256-GCM under one key, and that key sealed under a key from the passphrase, or under one that a PKCS #11 token keeps. Byte strings are base64url.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "KeystoreFile".
 */
export interface KeystoreFile {
/**
 * Version of this format
 */
keystore: 1
/**
 * Where the key that opens `key` comes from
 */
protection: ({
name: "scrypt"
/**
 * RFC 7914; a power of two
 */
n: number
r: number
p: number
salt: string
} | {
name: "pkcs11"
/**
 * CKA_LABEL of the secret key in the token whose HMAC-SHA256 over the salt is the key
 */
keyLabel: string
salt: string
})
key: SealedSecret
entries: {
[k: string]: SealedSecret | undefined
}
/**
 * HMAC-SHA256 over everything before it, so that no entry can be taken out or put back
 */
seal: string
/**
 * SHA-256 over everything before it: tells damage from a wrong passphrase
 */
checksum: string
}
/**
 * A secret under AES-256-GCM; its name is associated data, the tag stands at the end
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SealedSecret".
 */
export interface SealedSecret {
iv: string
sealed: string
}
/**
 * What a reviewer decides about a pair. It is remembered for these two records across runs. The reason names no person.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkageDecision".
 */
export interface LinkageDecision {
state: ("undecided" | "same" | "different")
reason?: string
}
/**
 * A pair as its reviewer sees it: both records as their sources hold them now, compared field by field. In the comparisons `asked` is the left record's value and `held` the right one's. A record that is gone, or is another one now, is missing, and then nothing is compared.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkagePairDetail".
 */
export interface LinkagePairDetail {
pair: LinkagePair
left?: Person
right?: Person
/**
 * Of the records as they are now: the sum of the comparisons' bits
 */
score?: number
/**
 * Bits before anything was compared: minus log2 of the size of the larger source
 */
prior?: number
probability?: number
band?: ("strong" | "probable" | "possible" | "none")
/**
 * @maxItems 20
 */
comparisons: Comparison[]
}
/**
 * Two records that may be of one person, by their references, and what was decided. Holds no other value of the records.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkagePair".
 */
export interface LinkagePair {
id: string
runId: string
left: LinkageRecordReference
right: LinkageRecordReference
/**
 * Sum of the comparisons' bits
 */
score: number
probability: number
band: ("strong" | "probable" | "possible")
/**
 * Number of the group of records within the run
 */
cluster?: number
state: ("undecided" | "same" | "different")
decidedAt?: string
decidedBy?: string
reason?: string
}
/**
 * The source's own name for one of its records.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkageRecordReference".
 */
export interface LinkageRecordReference {
source: string
reference: string
}
/**
 * One field compared. `bits` is the field's share of the score (log2 of a likelihood ratio); the shares add up to the score. Holds nothing of the source's values, except `held` and the parts' `held`, which an answer has only where the asker may read the record itself.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Comparison".
 */
export interface Comparison {
field: ("name" | "birth" | "nationality" | "place" | "document" | "sex")
level: ("exact" | "same-after-romanisation" | "very-close" | "close" | "partial" | "initial" | "overlaps" | "year-only" | "swapped-day-month" | "off-by-one" | "near" | "differs" | "unknown")
bits: number
/**
 * The asker's own value as it was compared (normalised)
 */
asked?: string
/**
 * The source's value as it was compared (normalised); only where the asker may read the record
 */
held?: string
/**
 * What the bits are made of, word by word: in hundredths of a bit the parts add up to `bits`
 * 
 * @maxItems 40
 */
parts?: ComparisonPart[]
/**
 * The best match was with an alias, not with the primary name
 */
alias?: boolean
}
/**
 * One share of a comparison: a pair of words, a word without a partner, or a rule that adds or takes away. Without `held` it tells no word of the source.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ComparisonPart".
 */
export interface ComparisonPart {
level: ("exact" | "same-after-romanisation" | "very-close" | "close" | "nickname" | "initial" | "joined" | "title" | "differs" | "missing" | "all-words" | "same-text" | "swapped" | "alias" | "weak-alias" | "given-missing" | "limit")
bits: number
/**
 * The asker's own word or words, normalised
 */
asked?: string
/**
 * The source's word or words, normalised; only where the asker may read the record
 */
held?: string
}
/**
 * Pairs of one linkage run, the likeliest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkagePairList".
 */
export interface LinkagePairList {
run: LinkageRun
/**
 * @maxItems 100
 */
pairs: LinkagePair[]
/**
 * Pass as `after` for the next page
 */
next?: string
}
/**
 * One linkage run, with what it found so far and what has been decided about it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkageRun".
 */
export interface LinkageRun {
id: string
kind: ("duplicates" | "links")
/**
 * @minItems 1
 * @maxItems 2
 */
sources: string[]
state: ("running" | "done" | "failed" | "cancelled" | "interrupted")
legalBasis: string
startedAt: string
endedAt?: string
/**
 * The step that is under way
 */
step?: string
/**
 * Persons read, in the order of `sources`
 * 
 * @maxItems 2
 */
persons: number[]
/**
 * The steps that have ended
 * 
 * @maxItems 60
 */
steps: LinkageStep[]
/**
 * Pairs to review: at least possible
 */
pairs: number
/**
 * Pairs that were left out because there are too many, the least likely ones
 */
omitted?: number
/**
 * Groups of records that are probably one person
 */
clusters: number
undecided: number
same: number
different: number
fault?: string
}
/**
 * One named step of a linkage run: what it does, its SQL if it is done in SQL, and what it made of what. Holds no values of records.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkageStep".
 */
export interface LinkageStep {
name: string
sentence: string
sql?: string
rowsIn: number
rowsOut: number
/**
 * Wall-clock time
 */
ms: number
}
/**
 * A linkage run to be started: duplicates within one source, or links between two sources of this peer's own organisation.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkageRequest".
 */
export interface LinkageRequest {
/**
 * One source to find its duplicates, two to find the links between them
 * 
 * @minItems 1
 * @maxItems 2
 */
sources: string[]
/**
 * The provision under which the organisation keeps its own data accurate, as LED art. 4(1)(d) or GDPR art. 5(1)(d)
 */
legalBasis: string
}
/**
 * The latest linkage runs of this peer, newest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LinkageRunList".
 */
export interface LinkageRunList {
/**
 * @maxItems 50
 */
runs: LinkageRun[]
}
/**
 * That the log of `to` entries begins with the log of `from` entries (RFC 9162 section 2.1.4): hashes as base64url.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogConsistency".
 */
export interface LogConsistency {
origin: string
from: number
to: number
/**
 * @maxItems 64
 */
path: string[]
}
/**
 * How many readable entries were erased, or are held from now on.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogErased".
 */
export interface LogErased {
entries: number
}
/**
 * The latest orders to erase, the latest first
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogErasureOrderList".
 */
export interface LogErasureOrderList {
orders: LogErasureOrder[]
}
/**
 * An order to erase the readable entries of one correlation id, as the log has it. Nothing is erased before another person confirms it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogErasureOrder".
 */
export interface LogErasureOrder {
id: string
correlationId: string
reason: string
legalBasis: string
reference?: string
orderedAt: string
orderedBy: string
/**
 * Whether whoever asks gave the order, and so cannot confirm it
 */
isOwn: boolean
state: LogErasureState
decidedAt?: string
decidedBy?: string
/**
 * How many readable entries went
 */
entries?: number
}
/**
 * What an order about one correlation id would erase, and what would stay
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogErasurePreview".
 */
export interface LogErasurePreview {
correlationId: string
isHeld: boolean
erasable: number
/**
 * At most 2,000, in their order
 */
entries: LogErasureEntry[]
}
export interface LogErasureEntry {
index: number
at: string
event: string
fate: LogErasureFate
}
/**
 * An order to erase the readable entries of one correlation id before the end of their retention (LED art. 16, GDPR art. 17). Their commitments stay.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogErasure".
 */
export interface LogErasure {
correlationId: string
reason: string
legalBasis: string
/**
 * Of the order, such as a docket number
 */
reference?: string
}
/**
 * What is kept beyond its retention now, the latest first
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogHoldList".
 */
export interface LogHoldList {
holds: LogHeld[]
}
export interface LogHeld {
correlationId: string
heldAt: string
reason: string
heldBy: string
}
/**
 * Keeps the entries of one correlation id beyond their retention while a procedure goes on, or lets them go.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogHold".
 */
export interface LogHold {
correlationId: string
hold: boolean
reason: string
}
/**
 * A date of birth: one text (`date`), its parts, or a period. Words such as "circa 1962" or "1960 to 1962", 00 for an unknown day or month and Hijri dates are understood; an impossible date is counted as a fault and left out.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingBirth".
 */
export interface MappingBirth {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
date?: MappingValue
year?: MappingValue
month?: MappingValue
day?: MappingValue
from?: MappingValue
to?: MappingValue
circa?: MappingValue
calendar?: MappingChoice
order?: ("day-month-year" | "month-day-year" | "year-month-day")
}
/**
 * Whether an entry applies: the text at `path` equals a word, is one of several, or is present at all. Compared without regard to letter case.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingCondition".
 */
export interface MappingCondition {
path: string
equals?: string
/**
 * @minItems 1
 * @maxItems 200
 */
in?: string[]
present?: boolean
}
/**
 * One named step from texts to texts, with exactly one property. `keep` keeps the first or the last text; `before` keeps what stands before a literal (everything, where the literal is absent), `after` what stands after it (nothing, where it is absent); `split` cuts at a literal; `remove` takes a literal out wherever it stands; `unquote` takes quotation marks away at both ends.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingTransform".
 */
export interface MappingTransform {
keep?: ("first" | "last")
before?: string
after?: string
split?: string
remove?: string
unquote?: true
}
/**
 * One identity under which the source knows the person; with `each`, one per item.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingClaim".
 */
export interface MappingClaim {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
/**
 * @minItems 1
 * @maxItems 100
 */
names: MappingName[]
/**
 * @minItems 1
 * @maxItems 100
 */
births?: MappingBirth[]
/**
 * @minItems 1
 * @maxItems 100
 */
birthPlaces?: MappingPlace[]
/**
 * @minItems 1
 * @maxItems 100
 */
nationalities?: MappingNationality[]
/**
 * @minItems 1
 * @maxItems 100
 */
places?: MappingPlace[]
/**
 * @minItems 1
 * @maxItems 100
 */
documents?: MappingDocument[]
sex?: MappingValue
}
/**
 * One name, or with `each` one per item. At least one of full, family and given.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingName".
 */
export interface MappingName {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
full?: MappingValue
family?: MappingValue
given?: MappingValue
middle?: MappingValue
patronymic?: MappingValue
title?: MappingValue
kind: MappingChoice
quality?: MappingChoice
language?: MappingValue
}
/**
 * A place, as far as the source knows its parts.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingPlace".
 */
export interface MappingPlace {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
text?: MappingValue
city?: MappingValue
region?: MappingValue
country?: MappingValue
}
/**
 * A nationality: ISO code, country name or demonym.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingNationality".
 */
export interface MappingNationality {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
country: MappingValue
}
/**
 * A document with its number.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingDocument".
 */
export interface MappingDocument {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
type: MappingChoice
number: MappingValue
country?: MappingValue
issuedOn?: MappingValue
expiresOn?: MappingValue
authenticity?: MappingChoice
}
/**
 * A number by which an organisation, vessel, vehicle or phone is known.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingIdentifier".
 */
export interface MappingIdentifier {
each?: MappingEach
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
type: MappingChoice
number: MappingValue
}
/**
 * What the records that meet all conditions become. A rule either skips them, or makes a person (with claims), or a thing (with names).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MappingRule".
 */
export interface MappingRule {
/**
 * @minItems 1
 * @maxItems 10
 */
when?: MappingCondition[]
skip?: true
kind?: ("person" | "organisation" | "vessel" | "vehicle" | "phone")
reference?: MappingValue
category?: MappingChoice
asOf?: MappingValue
/**
 * @minItems 1
 * @maxItems 20
 */
claims?: MappingClaim[]
/**
 * @minItems 1
 * @maxItems 50
 */
names?: MappingValue[]
/**
 * @minItems 1
 * @maxItems 50
 */
identifiers?: MappingIdentifier[]
/**
 * @minItems 1
 * @maxItems 50
 */
countries?: MappingValue[]
}
/**
 * How the records of one source become persons and things; written in YAML and reviewed by the owner of the source.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Mapping".
 */
export interface Mapping {
/**
 * Version of this format
 */
mapping: 1
source: MappingSource
/**
 * How the source is read: the kind and its configuration, without secrets; a file is named relative to the mapping
 */
connector?: {
kind: string
[k: string]: unknown | undefined
}
/**
 * How 03/04/1962 is meant where the source does not write the year first
 */
dates?: {
order: ("day-month-year" | "month-day-year" | "year-month-day")
}
/**
 * Words that stand for nothing in this source, such as -0- or N/A
 * 
 * @maxItems 100
 */
absentWords?: string[]
/**
 * Tried in this order; the first rule whose conditions hold applies; records that meet none are rejected
 * 
 * @minItems 1
 * @maxItems 50
 */
records: MappingRule[]
}
export interface MappingSource {
id: string
title: string
description: string
regime: Regime
contact?: string
notice?: string
publishedOn?: EdtfDate
/**
 * Category of every person for whom the record gives none
 */
category?: ("suspect" | "convicted" | "victim" | "witness" | "contact" | "beneficiary" | "missing" | "listed" | "unknown")
/**
 * What the owner lets the source answer: for which purposes, in which modes of search. Without it, it answers nobody
 */
answers?: {
/**
 * @maxItems 20
 */
purposes: Purpose[]
/**
 * @maxItems 2
 */
modes: ("open" | "blind")[]
}
reviewedBy?: string
reviewedOn?: string
}
/**
 * A note to the operators of another peer. It names no person.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MessageDraft".
 */
export interface MessageDraft {
/**
 * Id of the peer
 */
to: string
text: string
/**
 * The same key a second time gives the first message again
 */
idempotencyKey?: string
}
/**
 * A message between two peers as its operators see it. Contents are not shown, but for notes between operators that have come.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MessageEntry".
 */
export interface MessageEntry {
messageId: string
direction: ("sent" | "received")
/**
 * Id of the other peer
 */
counterpart: string
kind: string
correlationId: string
state: MessageState
/**
 * When it was accepted, or received
 */
at: string
deadline?: string
attempts?: number
nextAttemptAt?: string
/**
 * Code of the latest fault
 */
fault?: string
settledAt?: string
/**
 * Text of a note that has come
 */
note?: string
receipt?: Receipt
}
/**
 * What the receiver of a message signs after the message is in its audit log (docs/protocol.md, section 9). Version 2: Ed25519 over the canonical JSON (RFC 8785) of all members but `signature`. Version 3: one of several that were signed together, Ed25519 over the root of their tree; `bundle` leads to it. `from` and `to` are those of the message; `to` signs.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Receipt".
 */
export interface Receipt {
version: (2 | 3)
from: string
to: string
messageId: string
correlationId: string
/**
 * SHA-256 of the request body, base64url
 */
digest: string
receivedAt: string
log: LogPosition
bundle?: BundlePlace
keyId: string
signature: string
}
/**
 * Where an entry stands in a peer's audit log: origin of the log, index from 0, and the leaf hash of RFC 6962 (base64url).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogPosition".
 */
export interface LogPosition {
origin: string
index: number
leafHash: string
}
/**
 * Which leaf of a small Merkle tree this is (RFC 9162 section 2.1), and the hashes that lead from it to the root, nearest first. The tree is the messages of a bundle, or receipts that were signed together.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "BundlePlace".
 */
export interface BundlePlace {
size: number
/**
 * From 0, below `size`
 */
index: number
/**
 * @maxItems 10
 * 
 * Items: SHA-256, base64url
 */
path: string[]
}
/**
 * Messages of one box, the newest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MessageList".
 */
export interface MessageList {
/**
 * @maxItems 100
 */
messages: MessageEntry[]
/**
 * How many messages wait in all
 */
waiting: number
/**
 * How many dead letters there are
 */
dead: number
/**
 * To whom a note can be sent
 * 
 * @maxItems 1000
 */
peers: MessagePeer[]
/**
 * Pass as `before` for the next page
 */
next?: string
}
export interface MessagePeer {
id: string
name: string
}
/**
 * Notices of whoever asks, the latest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "NoticeList".
 */
export interface NoticeList {
/**
 * @maxItems 50
 */
notices: Notice[]
/**
 * How many of all have not been read
 */
unread: number
/**
 * Pass as `before` for the next page
 */
next?: string
}
/**
 * That something waits for one officer: of which kind, and where. It never says about whom.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Notice".
 */
export interface Notice {
id: string
kind: NoticeKind
/**
 * Correlation id of the matter
 */
reference: string
at: string
isRead: boolean
}
/**
 * Acts, the latest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OversightActList".
 */
export interface OversightActList {
/**
 * @maxItems 200
 */
acts: OversightAct[]
/**
 * Pass as `before` for the next page
 */
next?: string
/**
 * What the data-protection officer asks about the own acts
 * 
 * @maxItems 50
 */
questions?: Anomaly[]
}
/**
 * One entry of the audit log as whoever supervises sees it first: who by pseudonym, never about whom.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OversightAct".
 */
export interface OversightAct {
id: string
at: string
event: string
operation: string
pseudonym?: string
role?: string
unit?: string
organisation?: string
/**
 * Done by an officer of this peer, whom this peer can name
 */
isOwn: boolean
counterpart?: string
purpose?: string
legalBasis?: string
caseReference?: string
correlationId: string
outcome: ("done" | "hit" | "no-hit" | "refused" | "failed" | "erased")
reason?: string
/**
 * How many sources ended in each state
 */
states?: {
[k: string]: number | undefined
}
subjects?: number
watched?: WatchedNameKind
}
/**
 * One entry as it lies in the log, and the others of the same correlation id.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OversightDetail".
 */
export interface OversightDetail {
act: OversightAct
/**
 * RFC 6962, base64url: where the log's proof begins
 */
leafHash?: string
/**
 * The readable part, with the pseudonym in place of the officer's id; absent once erased
 */
entry?: {
[k: string]: unknown | undefined
}
/**
 * @maxItems 200
 */
related: OversightAct[]
}
/**
 * Asks for the name behind a pseudonym of this peer. Why is logged.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OversightNameRequest".
 */
export interface OversightNameRequest {
pseudonym: string
reason: string
}
/**
 * Whom a pseudonym names.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OversightName".
 */
export interface OversightName {
pseudonym: string
officerId: string
name?: string
}
/**
 * How often what was done, grouped. For an operator counts are rounded to five, and those under five are not told.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OversightSummary".
 */
export interface OversightSummary {
from: string
to: string
/**
 * Searches, answers and refusals in the window
 */
acts: number
isRough: boolean
/**
 * There were more entries than one look may open; the latest were counted
 */
isCut: boolean
/**
 * @maxItems 20
 */
groups: OversightGroup[]
}
export interface OversightGroup {
by: ("day" | "purpose" | "unit" | "source" | "outcome" | "officer" | "organisation")
/**
 * @maxItems 400
 */
rows: OversightCount[]
}
export interface OversightCount {
key: string
count?: number
fewerThan?: number
}
/**
 * For which operation, and on what, a fresh assertion will be.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyChallengeRequest".
 */
export interface PasskeyChallengeRequest {
operation: string
/**
 * What the operation is done to, as its path or body names it
 */
subject?: string
}
/**
 * Options for the browser (Web Authentication Level 3, PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyChallenge".
 */
export interface PasskeyChallenge {
publicKey: {
[k: string]: unknown | undefined
}
expiresAt: string
}
/**
 * What lets an officer enrol a key, when the session is not enough.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyEnrolmentRequest".
 */
export interface PasskeyEnrolmentRequest {
code?: string
stepUp?: PasskeyAssertion
}
/**
 * Web Authentication Level 3, AuthenticatorAssertionResponse: all base64url.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyAssertion".
 */
export interface PasskeyAssertion {
credentialId: string
clientData: string
authenticatorData: string
signature: string
}
/**
 * A new credential (AuthenticatorAttestationResponse, base64url).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyEnrolment".
 */
export interface PasskeyEnrolment {
/**
 * By which the officer tells keys apart; names no person
 */
name: string
credentialId: string
clientData: string
attestation: string
}
/**
 * One passkey of an officer, as pages and command line show it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyEntry".
 */
export interface PasskeyEntry {
id: string
/**
 * By which the officer tells keys apart; names no person
 */
name: string
algorithm: ("ES256" | "EdDSA")
enrolledAt: string
lastUsedAt?: string
revokedAt?: string
revokedBy?: ("oneself" | "operator" | "recovery")
/**
 * Whether the key may be copied to other devices of its owner; its counter then says nothing
 */
isSynced: boolean
}
/**
 * For whom a one-time code is.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyInvitationRequest".
 */
export interface PasskeyInvitationRequest {
/**
 * The pseudonym that the officer sees on the page of the passkeys
 */
officer: string
stepUp?: PasskeyAssertion
}
/**
 * A one-time code; shown once, and handed over in person.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyInvitation".
 */
export interface PasskeyInvitation {
code: string
expiresAt: string
}
/**
 * The passkeys of one officer, and what enrolling another needs.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyList".
 */
export interface PasskeyList {
pseudonym: string
/**
 * @maxItems 200
 */
passkeys: PasskeyEntry[]
/**
 * `session`: the sign-in is enough (first key at a demonstration peer); `code`: a one-time code of an operator; `step-up`: an assertion of a key that is enrolled; `recovered`: two operators have approved; `recovery`: two operators must approve first
 */
enrolment: ("session" | "code" | "step-up" | "recovered" | "recovery")
recovery?: PasskeyRecovery
}
/**
 * That an officer has lost every passkey, and who has approved so far.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyRecovery".
 */
export interface PasskeyRecovery {
id: string
pseudonym: string
state: ("open" | "approved" | "refused" | "used" | "expired")
askedAt: string
expiresAt: string
approvals: number
/**
 * Whether it still waits for whoever looks at it
 */
mayApprove?: boolean
}
/**
 * The new name of a passkey.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyName".
 */
export interface PasskeyName {
/**
 * By which the officer tells keys apart; names no person
 */
name: string
}
/**
 * Recoveries, the latest first.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyRecoveryList".
 */
export interface PasskeyRecoveryList {
/**
 * @maxItems 100
 */
recoveries: PasskeyRecovery[]
}
/**
 * A fresh assertion over a challenge for this very operation, where the officer has a passkey.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PasskeyStepUp".
 */
export interface PasskeyStepUp {
stepUp?: PasskeyAssertion
}
/**
 * The configuration file of one peer. It holds no secrets: those lie in the keystore (`folder`/secrets/keystore.json), the database URL in the environment (DATABASE_URL) or in a file.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PeerConfig".
 */
export interface PeerConfig {
peerId: string
mode: ("demo" | "production")
/**
 * Address to listen on
 */
host: string
port: number
/**
 * Where officers' browsers reach it
 */
publicUrl: string
/**
 * The peer's own folder: secrets, landing, embedded database
 */
folder: string
databaseUrlFile?: string
/**
 * The only folders in which an operator may connect files; without any, none. Inside `folder` and the folder of this file only what is named here is open, and never secrets, landing or the database
 * 
 * @maxItems 100
 */
sourceFolders?: string[]
/**
 * Addresses (or CIDR ranges) of the reverse proxies before this peer, whose X-Forwarded-For is believed; without them limits by address count the proxy
 */
trustedProxies?: string[]
logLevel?: ("debug" | "info" | "warn" | "error")
trustList: {
/**
 * The signed list, or a chain of signed lists, one a line; the first must be signed by the operators below
 */
file: string
operators: OperatorSet
/**
 * Where the operators publish new lists; other peers are asked as well
 * 
 * @maxItems 20
 */
addresses?: string[]
/**
 * 20 when absent
 */
fetchEverySeconds?: number
/**
 * How long an expired list is still believed while the operators are away; 7 when absent
 */
graceDays?: number
}
/**
 * What opens the peer's keystore, unless ISTHMUS_PASSPHRASE_FILE or a systemd credential does
 */
keystore?: {
/**
 * File with the passphrase (mode 0600)
 */
passphraseFile?: string
/**
 * A PKCS #11 token that keeps keys of the peer
 */
pkcs11?: {
/**
 * Absolute path of the module (.so) of the token's maker
 */
module: string
tokenLabel: string
/**
 * File with the PIN (mode 0600), unless the systemd credential isthmus-pin gives it
 */
pinFile?: string
/**
 * Ed25519 keys in the token, by their label; they sign where the trust list names them
 * 
 * @maxItems 20
 */
signers?: {
use: ("signing" | "log" | "witness")
keyLabel: string
}[]
/**
 * Secret key in the token that opens the keystore in place of a passphrase
 */
keystoreKeyLabel?: string
}
}
intake?: IntakeConfig
notification?: NotificationConfig
evidence?: EvidenceConfig
retention?: RetentionConfig
/**
 * Where the peer listens to other peers: mutual TLS, apart from the officers' pages
 */
exchange: {
/**
 * Address to listen on
 */
host: string
port: number
attachments?: AttachmentConfig
}
signIn: {
/**
 * Demo officers; refused in production mode
 */
officers?: {
id: string
name: string
role: ("officer" | "caseworker" | "operator" | "dpo" | "authority")
unit?: string
organisation: string
}[]
/**
 * Demo officers of other peers, shown as links
 */
elsewhere?: {
name: string
/**
 * The organisation's name
 */
organisation: string
url: string
role?: ("officer" | "caseworker" | "operator" | "dpo" | "authority")
regime?: Regime
}[]
/**
 * The organisation's own OpenID Connect provider; absent in demo mode
 */
provider?: {
assuranceLevel?: OfficerAssurance
issuer: string
clientId: string
clientSecretFile?: string
deviceClientId?: string
organisations: string[]
/**
 * Claims under which the provider states what an officer may be; those left out are name, isthmus_role, isthmus_unit, isthmus_organisation
 */
claims?: {
name?: string
role?: string
unit?: string
organisation?: string
}
}
}
/**
 * This peer is the desk of the federation's operators: it collects requests, makes drafts, and publishes what a quorum has signed
 */
trustDesk?: {
/**
 * Base URL at which new peers reach it
 */
address: string
/**
 * For how many days a new list is good; 365 when absent
 */
listDays?: number
}
}
/**
 * The operators of the federation: whoever signs its trust lists
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OperatorSet".
 */
export interface OperatorSet {
/**
 * How many of them must sign a list
 */
quorum: number
/**
 * How many must sign a list that does nothing but revoke; without it, the quorum
 */
emergencyQuorum?: number
/**
 * @minItems 1
 * @maxItems 50
 */
keys: OperatorKey[]
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "OperatorKey".
 */
export interface OperatorKey {
/**
 * The first 16 characters of the base64url SHA-256 of the bytes of `key`
 */
id: string
/**
 * The operator who holds it
 */
name: string
/**
 * Raw Ed25519 public key, base64url
 */
key: string
}
export interface IntakeConfig {
/**
 * Share of the records of a source that an intake run may take out of its index before an operator confirms it; 0.5 when absent, 1: any
 */
mostDeletedShare: number
}
/**
 * Who is told by e-mail that something waits in the portal; a mail says no more than that
 */
export interface NotificationConfig {
smtp: SmtpConfig
/**
 * Officers by their id; who is not named here is told in the portal only
 * 
 * @maxItems 10000
 */
recipients: MailRecipient[]
}
export interface SmtpConfig {
host: string
port: number
/**
 * implicit: TLS from the first byte (RFC 8314); starttls: required, never left out (RFC 3207); none: on this machine only
 */
encryption: ("implicit" | "starttls" | "none")
/**
 * Certificates (PEM) that are believed in place of those of the system
 */
caFile?: string
user?: string
/**
 * File with the password (mode 0600)
 */
passwordFile?: string
from: string
}
export interface MailRecipient {
officer: string
email: string
/**
 * en when absent
 */
language?: ("en" | "el" | "it" | "fr")
}
export interface EvidenceConfig {
/**
 * How many days the transcripts of exchanges are kept, sealed, so that they can be proven; 0: never. 30 unless said
 */
keepDays: number
}
/**
 * How long readable entries of the audit log are kept where no law names another term; after that their commitments alone stay
 */
export interface RetentionConfig {
/**
 * three-years unless said; end-of-next-year: until the calendar year after the entry's has ended. Sign-ins are kept one year in any case, erasures and holds as long as the log
 */
standard: ("one-year" | "three-years" | "end-of-next-year")
}
/**
 * Bounds for files to and from other peers
 */
export interface AttachmentConfig {
/**
 * The largest file, in MiB, that is sent or taken; 2048 when absent
 */
largestMb?: number
/**
 * How long a file that is sent may lie at its receiver; 7 when absent
 */
keepDays?: number
/**
 * GiB of all files that one other peer has announced here or that wait to be sent; 16 when absent
 */
gbOfPeer?: number
/**
 * GiB that stay free on the disk whatever comes; 1 when absent
 */
freeGb?: number
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PeerStatus".
 */
export interface PeerStatus {
peerId: string
name: string
version: string
mode: ("demo" | "production")
startedAt: string
memoryMb: number
auditEntries: number
trustList: {
version: number
expiresAt: string
}
peers: PeerReachability[]
}
export interface PeerReachability {
id: string
name: string
state: ("this-peer" | "reachable" | "unreachable" | "unknown")
roundTripMs?: number
}
/**
 * An error (RFC 9457 problem details). `code` is stable, `detail` names place and cause, `remedy` what to do.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
type?: string
status: number
code: string
title: string
detail?: string
remedy?: string
refusal?: Refusal
correlationId?: string
}
/**
 * Why something was refused and who can unblock it. `code` is stable and translated by the pages; `policy` is the Cedar policy's @id, or default-deny.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Refusal".
 */
export interface Refusal {
code: string
policy: string
text: string
/**
 * Who can unblock it, and how
 */
unblock: string
}
/**
 * How many names are protected; which ones nobody can read.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ProtectedNameCount".
 */
export interface ProtectedNameCount {
names: number
}
/**
 * A name that is not to be searched without reason, such as that of somebody well known. Only a keyed hash of it is kept.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ProtectedName".
 */
export interface ProtectedName {
family: string
given: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReconciliationRequest".
 */
export interface ReconciliationRequest {
peerId: string
from?: string
to?: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReconciliationRunList".
 */
export interface ReconciliationRunList {
/**
 * @maxItems 100
 */
runs: ReconciliationRun[]
peers: ReconciledPeer[]
}
/**
 * A comparison of this peer's log with that of another, over one window of time.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReconciliationRun".
 */
export interface ReconciliationRun {
id: string
peerId: string
peerName?: string
from: string
to: string
startedAt: string
endedAt?: string
state: ("running" | "done" | "failed")
fault?: string
compared: number
agreeing: number
missing: number
late: number
contradicting: number
repaired: number
/**
 * Of those that agree: messages whose readable entry was lawfully erased on a side, compared by digest
 */
erased: number
/**
 * Places in its log that the other peer has signed for, or states, and that its public log has
 */
proven: number
/**
 * Places that its log has not shown yet; they are looked for again
 */
unproven: number
/**
 * Places at which its log has something else
 */
unfounded: number
/**
 * @maxItems 200
 */
findings?: ReconciliationFinding[]
}
export interface ReconciliationFinding {
kind: ("missing-here" | "missing-there" | "late" | "contradicting" | "unfounded")
messageId?: string
correlationId: string
direction?: ("sent" | "received")
at?: string
isRepaired?: boolean
}
export interface ReconciledPeer {
id: string
name: string
}
export interface SearchAskedEvent {
event: "asked"
correlationId: string
subjects: number
rejectedRows?: RejectedRow[]
sources: SourceState[]
}
export interface RejectedRow {
line: number
reason: string
}
/**
 * Where one source of one peer stands in a running search.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SourceState".
 */
export interface SourceState {
peerId: string
peerName: string
/**
 * * when the peer could not say which sources it has
 */
sourceId: string
sourceTitle: string
contact?: string
state: ("asking" | "hit" | "no-hit" | "refused" | "unreachable" | "slow")
hits: Hit[]
refusal?: Refusal
fault?: string
indexedAt?: string
tookMs?: number
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Hit".
 */
export interface Hit {
reference: string
/**
 * Sum of the comparisons' bits
 */
score: number
/**
 * Bits before anything was compared: minus log2 of the size of the source. Prior and score are the odds behind `probability`, as far as the model is not calibrated
 */
prior?: number
/**
 * Probability, 0 to 1, that both are the same person, given the size of the source
 */
probability: number
band: ("strong" | "probable" | "possible")
/**
 * @maxItems 20
 */
comparisons: Comparison[]
category?: string
asOf?: EdtfDate
}
export interface SearchAnswerEvent {
event: "answer"
subject: number
/**
 * Line of the batch file
 */
line?: number
answer: SourceState
}
export interface SearchDoneEvent {
event: "done"
hits: number
tookMs: number
}
/**
 * The signed-in officer's own searches, newest first. The searched values are not kept.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchHistory".
 */
export interface SearchHistory {
searches: PastSearch[]
/**
 * Pass as `before` for the next page
 */
next?: string
}
export interface PastSearch {
correlationId: string
askedAt: string
purpose: Purpose
legalBasis?: string
caseReference: string
subjects: number
/**
 * How many sources ended in each state
 */
states: {
[k: string]: number | undefined
}
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchRequest".
 */
export interface SearchRequest {
subject: SearchSubject
purpose: Purpose
/**
 * One line, without control characters
 */
legalBasis: string
/**
 * One line, without control characters
 */
caseReference: string
}
/**
 * Whom the question is about. At least two of family name, given name and birth, or one document number, are required; a `full` of two words or more counts as family and given name.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchSubject".
 */
export interface SearchSubject {
full?: string
family?: string
given?: string
birth?: EdtfDate
sex?: ("female" | "male" | "other")
/**
 * @maxItems 5
 */
nationalities?: string[]
/**
 * @maxItems 5
 */
places?: string[]
/**
 * @maxItems 5
 */
documents?: {
number: string
country?: string
}[]
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Session".
 */
export interface Session {
officer: {
name: string
role: string
unit?: string
}
organisation: Organisation
peer: {
id: string
name: string
}
/**
 * True when demo officers and excerpts stand in for real ones
 */
demo: boolean
/**
 * The purposes that this officer's role and regime may state
 */
purposes: Purpose[]
}
/**
 * What an operator hands over to connect a source: how to reach it, and (from the preview on) the reviewed mapping in YAML.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SourceDraft".
 */
export interface SourceDraft {
/**
 * The connector's kind and its configuration (paths are on the peer's own machine)
 */
connector: {
kind: string
[k: string]: unknown | undefined
}
/**
 * Mapping file, YAML
 */
mapping?: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SourceList".
 */
export interface SourceList {
sources: SourceEntry[]
}
/**
 * Inspection, a proposed or given mapping, and what the first twenty records become under it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SourcePreview".
 */
export interface SourcePreview {
fields: SourceField[]
mapping: string
/**
 * @maxItems 20
 */
records: {
[k: string]: unknown | undefined
}[]
rejections: Rejection[]
}
export interface SourceField {
path: string
type: string
repeats: boolean
/**
 * Share of inspected records that have it
 */
share?: number
}
export interface Rejection {
/**
 * File and line, table and key, or element path
 */
place: string
reason: string
remedy?: string
}
/**
 * One way in which a list differs from the one before
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustDifference".
 */
export interface TrustDifference {
kind: ("organisation-added" | "organisation-removed" | "organisation-changed" | "peer-added" | "peer-removed" | "peer-changed" | "key-added" | "key-removed" | "key-revoked" | "key-changed" | "operator-added" | "operator-removed" | "quorum-changed" | "witnesses-changed" | "policy-pack-changed" | "expiry-changed")
/**
 * Id of the organisation, peer, operator or policy pack
 */
subject?: string
name?: string
use?: string
keyId?: string
/**
 * Where they differ: the name of the field, and of what is in it; with from and to, of that alone
 * 
 * @maxItems 40
 */
fields?: string[]
from?: string
to?: string
}
/**
 * The next version of the trust list, while operators sign it
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustDraft".
 */
export interface TrustDraft {
id: string
state: ("open" | "published" | "withdrawn" | "overtaken")
kind: ("admit" | "rotate" | "revoke" | "remove" | "renew" | "change-operators" | "change-organisation" | "change-witnesses")
version: number
/**
 * The list that is to be signed, as compact JSON
 */
payload: string
hash: string
madeAt: string
madeBy: string
request?: string
/**
 * @maxItems 5000
 */
differences: TrustDifference[]
/**
 * @maxItems 50
 */
signatures: {
operator: string
name: string
at: string
}[]
required: number
/**
 * Whether fewer signatures are enough, because it does nothing but revoke
 */
emergency: boolean
/**
 * Who must sign: the operators of the list in force, and the new ones where the draft changes the operators
 * 
 * @maxItems 2
 */
quorums: TrustQuorum[]
}
export interface TrustQuorum {
of: ("present" | "new")
required: number
/**
 * Names of the operators who have
 * 
 * @maxItems 50
 */
signed: string[]
/**
 * Names of the operators who could; none once there are enough
 * 
 * @maxItems 50
 */
missing: string[]
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustInvitationUpload".
 */
export interface TrustInvitationUpload {
/**
 * The invitation as an operator signed it
 */
invitation: string
}
/**
 * The trust list as this peer holds it, and what is to be done about it
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustOverview".
 */
export interface TrustOverview {
federation: string
version: number
hash: string
issuedAt: string
expiresAt: string
state: ("in-force" | "expires-soon" | "in-grace" | "expired")
graceEndsAt: string
operators: OperatorSet
/**
 * @maxItems 1000
 */
organisations: TrustOverviewOrganisation[]
/**
 * @maxItems 1000
 */
peers: TrustOverviewPeer[]
/**
 * Who cosigns the checkpoints of others, and how many must
 */
witnesses?: {
required: number
/**
 * @maxItems 1000
 */
peers: string[]
}
/**
 * The latest versions that this peer holds, the newest first
 * 
 * @maxItems 50
 */
history: {
version: number
hash: string
issuedAt: string
adoptedAt?: string
/**
 * @maxItems 50
 */
signedBy: string[]
/**
 * @maxItems 50
 */
changes: TrustDifference[]
}[]
/**
 * Id of this peer
 */
self: string
/**
 * What this peer asked for; at the desk, what was asked of it
 * 
 * @maxItems 200
 */
requests?: TrustRequestEntry[]
desk?: {
/**
 * @maxItems 200
 */
invitations: TrustInvitationEntry[]
/**
 * @maxItems 100
 */
drafts: TrustDraft[]
}
/**
 * What to do next, the most urgent first
 * 
 * @maxItems 100
 */
next: TrustStep[]
}
export interface TrustOverviewOrganisation {
organisation: Organisation
/**
 * @maxItems 20
 */
shortcomings: TrustShortcoming[]
}
export interface TrustOverviewPeer {
id: string
name: string
address: string
owner: string
/**
 * @maxItems 1000
 */
hosts: string[]
/**
 * @maxItems 50
 */
keys: TrustOverviewKey[]
}
export interface TrustOverviewKey {
key: PeerKey
state: ("valid" | "ends-soon" | "not-yet" | "ended" | "revoked")
}
/**
 * One public key of a peer. Several keys of one use may be valid at the same time, so that a new one is known before the old one ends.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "PeerKey".
 */
export interface PeerKey {
use: ("signing" | "sealing" | "tls" | "log" | "witness")
/**
 * The first 16 characters of the base64url SHA-256 of the bytes of `key`
 */
id: string
/**
 * 32 bytes, base64url: the raw public key (Ed25519, for sealing X25519); for tls the SHA-256 of the SubjectPublicKeyInfo
 */
key: string
validFrom: string
validTo: string
/**
 * From this instant the key is without effect, whatever its validity says
 */
revokedAt?: string
}
/**
 * A request of a peer: at the desk what was received, at the peer itself what it sent
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustRequestEntry".
 */
export interface TrustRequestEntry {
id: string
state: ("waiting" | "sent" | "drafted" | "done" | "refused")
kind: ("join" | "rotate" | "revoke")
peer: string
name?: string
address?: string
organisation?: Organisation
/**
 * @maxItems 20
 */
keys?: PeerKey[]
/**
 * @maxItems 20
 */
revoke?: string[]
requestedAt: string
/**
 * Six groups of five digits that two people compare aloud
 */
fingerprint: string
/**
 * @maxItems 20
 */
shortcomings: TrustShortcoming[]
draft?: string
reason?: string
}
export interface TrustInvitationEntry {
id: string
for: string
by?: string
issuedAt: string
expiresAt: string
state: ("open" | "used" | "expired")
}
export interface TrustStep {
kind: ("revoke-now" | "renew-list" | "sign-draft" | "examine-request" | "rotate-key" | "renew-accreditation" | "complete-organisation" | "wait-for-operators" | "nothing")
subject?: string
use?: string
at?: string
}
/**
 * What the next version of the trust list is to change
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustProposal".
 */
export interface TrustProposal {
kind: ("admit" | "rotate" | "revoke" | "remove" | "renew" | "change-operators" | "change-organisation" | "change-witnesses")
/**
 * The request that is granted; for admit and rotate, and for revoke when a peer asked for it
 */
request?: string
peer?: string
/**
 * Only this key; without it all keys of the peer
 */
key?: string
emergency?: boolean
/**
 * For how long the list will be good; for renew
 */
days?: number
operators?: OperatorSet
organisation?: Organisation
/**
 * Peer that is to host an organisation which the list does not have yet; for change-organisation
 */
host?: string
/**
 * Who is to cosign checkpoints, and how many must; for change-witnesses
 */
witnesses?: {
required: number
/**
 * @maxItems 1000
 */
peers: string[]
}
}
/**
 * Which of its own keys a peer wants to be without effect: those named, those for a use, or all
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustRevocation".
 */
export interface TrustRevocation {
/**
 * @minItems 1
 * @maxItems 20
 */
keys?: string[]
/**
 * @minItems 1
 * @maxItems 5
 */
uses?: ("signing" | "sealing" | "tls" | "log" | "witness")[]
}
/**
 * Which of its own keys a peer is to renew
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustRotation".
 */
export interface TrustRotation {
/**
 * @minItems 1
 * @maxItems 5
 */
uses: ("signing" | "sealing" | "tls" | "log" | "witness")[]
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustSignature".
 */
export interface TrustSignature {
protected: string
signature: string
}
/**
 * What the asking peer states of the person who asks. The pseudonym lets the asking organisation, and nobody else, name the officer.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ActorStatement".
 */
export interface ActorStatement {
pseudonym: string
role: ("officer" | "caseworker" | "operator" | "dpo" | "authority")
unit?: string
/**
 * Id of an organisation of the trust list which the asking peer hosts
 */
organisation: string
}
/**
 * One line of a streamed answer, sealed under the secret of the question and signed by the answering peer (docs/protocol.md, section 8).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AnswerLine".
 */
export interface AnswerLine {
version: 2
kind: AnswerKind
from: string
to: string
/**
 * Of the question that is answered
 */
messageId: string
correlationId: string
/**
 * 1, 2, ... in the order of the lines
 */
sequence: number
createdAt: string
expiresAt: string
nonce: string
payloadCommitment: string
sealed: string
/**
 * Signing key of the answering peer
 */
keyId: string
/**
 * Ed25519 over header bytes, commitment and sealed text (section 8), base64url
 */
signature: string
}
/**
 * Body of `attachment.manifest`: announces a file that follows in sealed chunks of 4 MiB. It names the file and each sealed chunk by its SHA-256, so that it proves both; the key that opens the chunks is in it only sealed to the receiver, so that it can be shown to anybody.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentManifest".
 */
export interface AttachmentManifest {
attachmentId: string
/**
 * File name without a path, for people
 */
name: string
/**
 * A note to the operators of the receiver. It names no person
 */
text?: string
/**
 * Bytes of the whole
 */
size: number
/**
 * size / 4 MiB, rounded up, at least 1
 */
chunks: number
/**
 * SHA-256 of the whole, base64url
 */
digest: string
/**
 * SHA-256 of each sealed chunk as it travels, in order, base64url
 * 
 * @minItems 1
 * @maxItems 512
 */
chunkDigests: string[]
sealedKey: SealedFileKey
/**
 * Until when the chunks are accepted and kept
 */
expiresAt: string
}
/**
 * 32 fresh random bytes from which the key of the chunks is derived, sealed to the receiver with HPKE (docs/protocol.md, section 11)
 */
export interface SealedFileKey {
/**
 * Which sealing key of the receiver
 */
sealingKeyId: string
/**
 * HPKE enc, 32 bytes, base64url
 */
encapsulatedKey: string
/**
 * The key and the tag, 48 bytes, base64url
 */
sealed: string
}
/**
 * Body of `attachment.outcome`: the receiver of a file says what became of it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentOutcome".
 */
export interface AttachmentOutcome {
attachmentId: string
outcome: AttachmentOutcomeKind
}
/**
 * Body of `attachment.withdrawal`: the sender of a file asks the receiver to delete it unless it has been opened. The receiver answers with `attachment.outcome`.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "AttachmentWithdrawal".
 */
export interface AttachmentWithdrawal {
attachmentId: string
}
/**
 * What became of each message of a bundle, in the same order: its signed receipt, or why it was not taken. A receipt is judged by itself, so that one that is none does not take the others along.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "BundleAnswer".
 */
export interface BundleAnswer {
/**
 * @minItems 1
 * @maxItems 256
 */
answers: PartAnswer[]
}
export interface PartAnswer {
/**
 * A Receipt
 */
receipt?: {

}
status?: number
code?: string
}
/**
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "CatalogueAnswer".
 */
export interface CatalogueAnswer {
peerId: string
/**
 * @maxItems 200
 */
sources: SourceEntry[]
}
/**
 * The decision of one authoriser about one stage of a procedure. The authoriser's passkey signs SHA-256("isthmus act 1\n" || this as canonical JSON, RFC 8785).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureAct".
 */
export interface DisclosureAct {
version: 1
/**
 * UUID; an act with it counts once
 */
id: string
thread: string
/**
 * Hash of the step that asked
 */
request: string
stage: string
authoriser: ActAuthoriser
decision: ("grant" | "refuse")
grounds: string
scope?: DisclosureScope
decidedAt: string
}
export interface ActAuthoriser {
pseudonym: string
organisation: string
role: AuthoriserRole
/**
 * Id of the delegation or of the turn on the roster by which the role is held
 */
delegation?: string
}
/**
 * What an authoriser allows. A list that is empty allows nothing.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureScope".
 */
export interface DisclosureScope {
/**
 * @maxItems 100
 */
parts: ScopePart[]
/**
 * Organisations of the trust list
 * 
 * @maxItems 50
 */
recipients: string[]
purpose: Purpose
validFrom: string
/**
 * The last instant; one later is too late
 */
validTo: string
/**
 * For people; machines enforce the rest
 * 
 * @maxItems 20
 */
conditions: string[]
}
export interface ScopePart {
id: number
/**
 * @maxItems 9
 */
fields: DisclosureField[]
}
/**
 * One piece of information as it was released, with what the receiver must know of it and may do with it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureItem".
 */
export interface DisclosureItem {
/**
 * Of the thread, never used twice
 */
number: number
field: DisclosureField
/**
 * As an IdentityClaim holds them, each as JSON text
 * 
 * @minItems 1
 * @maxItems 1000
 */
values: string[]
/**
 * LED art. 7(1)
 */
basis: ("fact" | "assessment")
asOf: EdtfDate
/**
 * How accuracy was verified, and what is doubtful
 */
verified?: string
/**
 * Europol Regulation art. 29
 */
sourceGrade: ("A" | "B" | "C" | "X")
informationGrade: ("1" | "2" | "3" | "4")
handling: HandlingCode
/**
 * Who owns it: the holder, and before it whoever it came from; consent is asked of each
 * 
 * @minItems 1
 * @maxItems 10
 */
originators: string[]
eraseBy: string
}
export interface HandlingCode {
code: ("H0" | "H1" | "H2" | "H3")
text?: string
}
/**
 * One person in one source, and what is wanted of it. A request is answered part by part.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosurePart".
 */
export interface DisclosurePart {
id: number
source: string
/**
 * The source's reference as a hit named it
 */
person: string
category: PersonCategory
/**
 * Art. 4(5)(d): the link between the purpose and the person
 */
link: string
/**
 * @minItems 1
 * @maxItems 9
 */
fields: DisclosureField[]
}
/**
 * Why a release is allowed: the acts of every stage with the passkeys that signed them, or the rule by which none is needed; and the scope that all of them leave.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosurePermit".
 */
export interface DisclosurePermit {
scope: DisclosureScope
pack: PermitPack
/**
 * @maxItems 50
 */
acts: SignedAct[]
}
export interface PermitPack {
id: string
version: number
procedure: string
}
export interface SignedAct {
act: DisclosureAct
assertion: PasskeyAssertion
passkey: Passkey
}
/**
 * A public key that a person enrolled, as their peer vouches for it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Passkey".
 */
export interface Passkey {
credentialId: string
/**
 * COSE -7 and -8
 */
algorithm: ("ES256" | "EdDSA")
/**
 * base64url: P-256 point, uncompressed, 65 bytes; Ed25519, 32 bytes
 */
publicKey: string
pseudonym: string
relyingParty: string
origin: string
enrolledAt: string
revokedAt?: string
}
/**
 * A request for information with everything that Directive (EU) 2023/977 art. 4(5) asks for.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureRequest".
 */
export interface DisclosureRequest {
/**
 * Who asks
 */
organisation: string
/**
 * Who is asked
 */
holder: string
purpose: Purpose
/**
 * What happened, as far as the holder must know it
 */
facts: string
offence?: DisclosureOffence
legalBasis: string
caseReference: string
/**
 * Objective reasons to believe that the holder has it (art. 4(3))
 */
availability: string
urgency?: DisclosureUrgency
/**
 * How the holder may use what the request itself says; empty when not restricted
 */
useRestrictions: string
/**
 * ISO 639-1
 */
language: string
copies: ContactPointCopies
europol: EuropolCopy
/**
 * Correlation id of the search whose hit was confirmed
 */
search?: string
/**
 * @minItems 1
 * @maxItems 100
 */
parts: DisclosurePart[]
}
export interface DisclosureOffence {
description: string
code?: string
/**
 * Longest term of imprisonment in the requesting State
 */
maximumMonths?: number
}
export interface DisclosureUrgency {
ground: UrgencyGround
reasons: string
}
/**
 * Directive (EU) 2023/977 art. 12: decided case by case, with the test of strict necessity in words.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EuropolCopy".
 */
export interface EuropolCopy {
decision: ("copy" | "no-copy" | "not-within-objectives")
necessity: string
}
/**
 * The requester asks
 */
export interface StepRequested {
kind: "requested"
request: DisclosureRequest
}
/**
 * The holder has it: the clock runs (art. 5(1)). `access` says of each part whether the holder can reach the source itself
 */
export interface StepReceived {
kind: "received"
receivedAt: string
/**
 * IANA name of the holder's time zone
 */
timeZone: string
/**
 * @minItems 1
 * @maxItems 100
 */
parts: StepAccess[]
}
export interface StepAccess {
id: number
access: ("direct" | "indirect")
}
/**
 * The clock stands still until it is answered (art. 6(3))
 */
export interface StepClarificationAsked {
kind: "clarification-asked"
question: string
}
export interface StepClarificationAnswered {
kind: "clarification-answered"
answer: string
}
/**
 * A judicial authorisation is needed: the delay is announced at once, with length and reasons (art. 5(2))
 */
export interface StepJudicial {
kind: "judicial"
part: number
until: string
reasons: string
}
/**
 * Which authorisations a part waits for; who they are, never what they read
 */
export interface StepStages {
kind: "stages"
part: number
/**
 * @minItems 1
 * @maxItems 20
 */
stages: StageNotice[]
}
export interface StageNotice {
id: string
/**
 * @minItems 1
 * @maxItems 7
 */
roles: AuthoriserRole[]
quorum: number
}
/**
 * One authoriser decided. Act and assertion follow with the release; until then the outcome is enough
 */
export interface StepDecided {
kind: "decided"
part: number
stage: string
outcome: ("granted" | "refused")
}
/**
 * The holder refuses a part (art. 6)
 */
export interface StepRefused {
kind: "refused"
part: number
/**
 * @minItems 1
 * @maxItems 11
 */
grounds: RefusalGround[]
reasons: string
}
/**
 * The holder answers a part: with what was found within the permit
 */
export interface StepReleased {
kind: "released"
part: number
permit: DisclosurePermit
/**
 * @minItems 1
 * @maxItems 1000
 */
items: DisclosureItem[]
/**
 * Fields that are held back, and why: a partial answer
 * 
 * @maxItems 9
 */
omitted?: OmittedField[]
/**
 * Released before it was authorised, to be judged afterwards
 */
emergency?: boolean
}
export interface OmittedField {
field: DisclosureField
/**
 * @minItems 1
 * @maxItems 11
 */
grounds?: RefusalGround[]
reasons: string
}
/**
 * An emergency release was judged: unjustified means recall
 */
export interface StepJudgedAfterwards {
kind: "judged-afterwards"
part: number
outcome: ("justified" | "unjustified")
reasons: string
}
/**
 * The requester needs it no longer
 */
export interface StepWithdrawn {
kind: "withdrawn"
/**
 * @minItems 1
 * @maxItems 100
 */
parts: number[]
reasons: string
}
/**
 * The holder calls items back
 */
export interface StepRecalled {
kind: "recalled"
/**
 * @minItems 1
 * @maxItems 1000
 */
items: number[]
reasons: string
}
/**
 * The requester did as recalled, or the time was over: erased, or kept by an obligation
 */
export interface StepErased {
kind: "erased"
/**
 * @minItems 1
 * @maxItems 1000
 */
items: number[]
outcome: ("erased" | "retained")
article?: string
/**
 * Onward recipients who confirmed it too
 * 
 * @maxItems 50
 */
recipients?: string[]
}
/**
 * The holder replaces what an item says
 */
export interface StepCorrected {
kind: "corrected"
item: number
by: DisclosureItem
reasons: string
}
/**
 * The requester asks to do what the handling code forbids
 */
export interface StepUseAsked {
kind: "use-asked"
use: DisclosureUse
/**
 * @minItems 1
 * @maxItems 1000
 */
items: number[]
reasons: string
}
/**
 * What a receiver may want to do beyond reading
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureUse".
 */
export interface DisclosureUse {
kind: ("onward" | "print" | "export" | "court" | "purpose")
recipient?: string
purpose?: Purpose
}
/**
 * The owner answers
 */
export interface StepUseDecided {
kind: "use-decided"
/**
 * Number of the requester's step
 */
asked: number
outcome: ("agreed" | "refused")
reasons: string
}
/**
 * One step of a disclosure. Each side writes a chain of its own: `previous` is the hash of its former step, `seen` how far it had read the other's chain. What a step does is judged by what its side had seen, so that both sides judge it alike.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "DisclosureStep".
 */
export interface DisclosureStep {
version: 1
thread: string
side: ("requester" | "holder")
number: number
previous?: string
seen?: StepSeen
at: string
actor?: ActorStatement
body: DisclosureStepBody
}
export interface StepSeen {
number: number
hash: string
}
/**
 * Body of a request from one peer to another, version 2 of the wire (docs/protocol.md, section 5). Everything but `sealed` is readable for the receiver's infrastructure and authenticated as associated data; it holds no personal data. The sender is proven by the HTTP signature over the digest of these bytes.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Envelope".
 */
export interface Envelope {
version: 2
kind: MessageKind
from: string
to: string
messageId: string
correlationId: string
/**
 * 0: a request opens an exchange; its answers are numbered from 1
 */
sequence: 0
createdAt: string
expiresAt: string
/**
 * 16 random bytes, base64url; salt of this message's keys
 */
nonce: string
/**
 * Which sealing key of the receiver this is sealed to
 */
sealingKeyId: string
/**
 * HPKE enc (RFC 9180) of the sender's session, 32 bytes, base64url
 */
encapsulatedKey: string
/**
 * SHA-256 over label, salt and payload (section 6), base64url
 */
payloadCommitment: string
/**
 * AES-256-GCM over salt and payload, tag last, base64url without padding
 */
sealed: string
}
/**
 * What an evidence file holds about one exchange: `manifest.json` of the ZIP, in canonical JSON (RFC 8785). The peer that made it signs all members but `signature` (Ed25519, a signing key of the trust list).
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EvidenceManifest".
 */
export interface EvidenceManifest {
version: 1
federation: string
/**
 * Id of the peer
 */
madeBy: string
madeAt: string
correlationId: string
/**
 * The last of trust/<version>.json
 */
trustListVersion: number
/**
 * @maxItems 1000
 */
messages: EvidenceMessage[]
/**
 * Every file of the ZIP but the manifest, by name
 * 
 * @maxItems 20000
 */
files: EvidenceFile[]
keyId: string
signature: string
}
/**
 * One message of an exchange in an evidence file. Its files lie in `folder`: body.json (as it went over the wire), question.json (its opened payload), answers.ndjson and answers/<n>.json where it was answered, receipt.json.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EvidenceMessage".
 */
export interface EvidenceMessage {
folder: string
/**
 * As seen by the peer that made the file
 */
direction: ("sent" | "received")
/**
 * When it was sent, or had arrived
 */
at: string
trustListVersion: number
method: string
targetUri: string
/**
 * Header fields of the request that the signature needs, in order
 * 
 * @maxItems 100
 */
fields: string[][]
bundle?: BundlePlace
/**
 * Opens the commitment to the question, base64url
 */
salt: string
/**
 * @maxItems 100000
 */
answerSalts: string[]
/**
 * Why the exchange did not come to its end
 */
fault?: string
}
export interface EvidenceFile {
name: string
bytes: number
/**
 * SHA-256, base64url
 */
digest: string
}
/**
 * Content of the last line of an answer: the receipt of the question, and what the answering log says of the answer. `digest` is SHA-256 over all lines before this one, each with its line feed.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ExchangeEnd".
 */
export interface ExchangeEnd {
receipt: Receipt
answered: {
digest: string
log: LogPosition
}
}
/**
 * Payload of an invitation to join, signed by one operator. Good once and for a short time. It pins the operators for the new peer.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Invitation".
 */
export interface Invitation {
federation: string
id: string
/**
 * Base URL of the peer that collects requests
 */
desk: string
operators: OperatorSet
issuedAt: string
expiresAt: string
/**
 * The organisation that is invited, as the operator calls it
 */
for: string
}
/**
 * The readable part of one entry of a peer's audit log (LED art. 25; Regulation (EU) 2019/818 art. 10 and 24). The log's tree holds SHA-256("isthmus entry 1\n" || salt || this as canonical JSON, RFC 8785). It never holds a searched value, nor values of biometrics. Its place in the log, and what the log was before it, are said by the tree.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogEntry".
 */
export interface LogEntry {
version: 1
/**
 * Id of the peer that keeps the log
 */
peer: string
/**
 * When it was handed to the log, UTC, milliseconds
 */
at: string
/**
 * `<room>.<participle>`, one of docs/audit-events.md
 */
event: string
operation: ("collection" | "alteration" | "consultation" | "disclosure" | "transfer" | "combination" | "erasure" | "query" | "denied" | "approval" | "login" | "config" | "handover" | "fallback" | "index")
/**
 * The same on both sides of an exchange
 */
correlationId: string
actor?: LogActor
regime?: Regime
/**
 * Named profile of access under which the act was done
 */
profile?: string
/**
 * Id of the other peer
 */
counterpart?: string
purpose?: string
legalBasis?: string
caseReference?: string
justification?: LogJustification
/**
 * What was acted upon: kind and identifier, such as a source or a permit
 */
object?: string
/**
 * Keyed commitment to the searched values, base64url
 */
subjectCommitment?: string
/**
 * Kinds of data used, never values
 * 
 * @maxItems 64
 */
dataTypes?: string[]
/**
 * @maxItems 1000
 */
sourcesAsked?: string[]
/**
 * @maxItems 1000
 */
sourcesAnswered?: string[]
result?: LogResult
requestedAt?: string
repliedAt?: string
recipient?: LogRecipient
/**
 * Reference of the permit
 */
permit?: string
/**
 * Reference in the register of correspondence
 */
protocol?: string
/**
 * Handling code of what was disclosed
 */
handling?: string
/**
 * By which way, such as the page, the command line or paper
 */
channel?: string
exchange?: LogExchange
outcome: ("done" | "hit" | "no-hit" | "refused" | "failed")
/**
 * Code of a refusal or fault, without personal data
 */
reason?: string
/**
 * States and counts; never values of records
 */
detail?: {
[k: string]: unknown | undefined
}
retention: ("one-year" | "three-years" | "end-of-next-year" | "life-of-log")
}
export interface LogActor {
/**
 * An officer of this peer as the identity provider names them; of another peer by pseudonym
 */
id: string
role: string
organisation: string
unit?: string
/**
 * Who ordered the act, where it was another
 */
orderedBy?: string
}
export interface LogJustification {
offence?: string
subjectCategory?: string
aim?: string
}
export interface LogResult {
kind: string
count: number
}
export interface LogRecipient {
user?: string
organisation: string
}
/**
 * The message that the entry is about
 */
export interface LogExchange {
messageId: string
kind: string
counterpart: string
direction: ("sent" | "received")
/**
 * SHA-256 of the message as it went over the wire, base64url
 */
digest: string
}
/**
 * What opens the commitment of an entry: SHA-256("isthmus entry 1\n" || salt || canonical JSON of the entry). Erased together with the entry.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogOpening".
 */
export interface LogOpening {
/**
 * 32 bytes, base64url
 */
salt: string
entry: LogEntry
}
/**
 * That an entry stands in a peer's audit log, to be verified offline by anybody: the hashes from the leaf up (RFC 9162 section 2.1.3, base64url), and the checkpoint (C2SP signed note) to whose root they lead. With `opening`, also what the entry says.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "LogProof".
 */
export interface LogProof {
version: 1
origin: string
index: number
leafHash: string
/**
 * @maxItems 64
 */
path: string[]
checkpoint: string
opening?: LogOpening
}
/**
 * Content of an asynchronous message: what its kind says, under `body`, with what makes sure that it has its effect once and in its place.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "MessageContent".
 */
export interface MessageContent {
/**
 * The sender's own name for the act; a second message with it has no effect
 */
idempotencyKey?: string
/**
 * Number within a kind whose messages keep their order, from 1, growing, gaps allowed
 */
sequence?: number
body: {

}
}
/**
 * What lies under the seal of a request: the signed statement of the acting person where the kind demands one (section 7), and the content of that kind.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Payload".
 */
export interface Payload {
statement?: string
content: {

}
}
/**
 * Content of reconcile.answer: one page of entries, by index.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReconcileAnswer".
 */
export interface ReconcileAnswer {
/**
 * @maxItems 2000
 */
entries: ReconcileEntry[]
/**
 * Pass as `after`; absent on the last page
 */
next?: number
}
/**
 * What a peer's log says of one message with another peer: what both sides must agree on, and where it stands. Of an erased entry what stays in clear, without message and kind.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReconcileEntry".
 */
export interface ReconcileEntry {
messageId?: string
correlationId: string
kind?: string
/**
 * As seen by the peer whose log this is
 */
direction: ("sent" | "received")
/**
 * SHA-256 of the message as it went over the wire, base64url; absent where the log says that the exchange broke off or was given up
 */
digest?: string
at: string
index: number
leafHash: string
/**
 * From whoever opened the exchange, or back to them
 */
leg: ("question" | "answer")
/**
 * The readable part was lawfully erased
 */
isErased?: true
/**
 * Sent, and not delivered yet, or given up: the other half may be missing
 */
isOnItsWay?: true
}
/**
 * Content of reconcile.ask: which entries the receiver's log has about messages with the sender, in a window of time.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ReconcileQuestion".
 */
export interface ReconcileQuestion {
from: string
to: string
/**
 * Only entries with a greater index: the next page
 */
after?: number
/**
 * Only entries of these, in the window
 * 
 * @maxItems 200
 */
correlationIds?: string[]
}
/**
 * Sealed payload of one answer line: one source's answer on one subject.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchAnswer".
 */
export interface SearchAnswer {
sourceId: string
/**
 * Index of the subject in the question
 */
subject: number
state: ("hit" | "no-hit" | "refused" | "unreachable" | "slow")
/**
 * @maxItems 25
 */
hits: Hit[]
refusal?: Refusal
/**
 * Why the source could not be read, in words without personal data
 */
fault?: string
indexedAt?: string
tookMs?: number
}
/**
 * Content of search.ask between peers; who asks and why is in the signed statement beside it. One question may hold many subjects (a batch); each answer names the subject by its index.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchQuestion".
 */
export interface SearchQuestion {
/**
 * @minItems 1
 * @maxItems 200
 */
subjects: SearchSubject[]
}
/**
 * JWS General JSON Serialization (RFC 7515 section 7.2.1) as the federation uses it: EdDSA only, no unprotected header
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SignedDocument".
 */
export interface SignedDocument {
/**
 * Base64url of the signed bytes
 */
payload: string
/**
 * @minItems 1
 * @maxItems 60
 */
signatures: DocumentSignature[]
}
export interface DocumentSignature {
/**
 * Base64url of {alg: EdDSA, kid, typ} and nothing else
 */
protected: string
signature: string
}
/**
 * Claims of the signed statement of the acting person (docs/protocol.md, section 7): compact JWS, typ isthmus-statement+jws, EdDSA by the signing key of the peer at which the person is signed in. The pseudonym lets that peer's organisation, and nobody else, name the person.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Statement".
 */
export interface Statement {
pseudonym: string
role: ("officer" | "caseworker" | "operator" | "dpo" | "authority")
unit?: string
/**
 * Id of an organisation of the trust list which the sending peer hosts
 */
organisation: string
assuranceLevel: AssuranceLevel
purpose: Purpose
/**
 * One line, without control characters
 */
legalBasis: string
/**
 * One line, without control characters
 */
caseReference: string
correlationId: string
issuedAt: string
expiresAt: string
}
/**
 * Body of `message.test`: a note between the operators of two peers. It names no person.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TestNote".
 */
export interface TestNote {
text: string
}
/**
 * Payload of the signed list of organisations and their peers (JWS General JSON Serialization, RFC 7515 section 7.2.1; EdDSA). It is compact JSON: no space outside strings, no name twice.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustList".
 */
export interface TrustList {
federation: string
version: number
/**
 * Base64url SHA-256 of the payload of the version before; absent in version 1 only
 */
previous?: string
issuedAt: string
expiresAt: string
operators: OperatorSet
/**
 * @maxItems 1000
 */
organisations: Organisation[]
/**
 * @maxItems 1000
 */
peers: TrustedPeer[]
witnesses?: {
/**
 * How many cosignatures a checkpoint needs
 */
required: number
/**
 * Ids of the peers that cosign the checkpoints of others
 * 
 * @maxItems 1000
 */
peers: string[]
}
/**
 * @maxItems 100
 */
policyPacks?: PolicyPack[]
}
export interface TrustedPeer {
id: string
name: string
/**
 * Base URL at which other peers reach it
 */
address: string
/**
 * Id of the organisation that keeps the peer
 */
owner: string
/**
 * Ids of the organisations whose officers may act through it
 * 
 * @maxItems 1000
 */
hosts: string[]
/**
 * @maxItems 50
 */
keys: PeerKey[]
}
/**
 * Payload of what a peer asks the federation's operators for. It is signed by the peer's signing key of the trust list (rotate, revoke) and by each of the new Ed25519 keys (join, rotate, found), which proves that it holds them. `found` is for the first list of a federation only: no desk takes it.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustRequest".
 */
export interface TrustRequest {
federation: string
id: string
kind: ("join" | "rotate" | "revoke" | "found")
requestedAt: string
/**
 * The signed invitation; for join only
 */
invitation?: string
/**
 * Id of the peer that asks
 */
peer: string
name?: string
address?: string
organisation?: Organisation
/**
 * The new keys; for join, rotate and found
 * 
 * @maxItems 20
 */
keys?: PeerKey[]
/**
 * Ids of own keys that are to be without effect; for revoke only
 * 
 * @maxItems 20
 */
revoke?: string[]
}
/**
 * The newest checkpoint of each log that a peer has cosigned, as the log signed it (C2SP signed notes): what witnesses compare, so that no log shows each of them another story.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "WitnessedNotes".
 */
export interface WitnessedNotes {
/**
 * @maxItems 2000
 */
notes: string[]
}
