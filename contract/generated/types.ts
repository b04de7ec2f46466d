// Made from contract/**/*.json by `npm run generate`; do not edit.

/**
 * A date or period as far as it is known, in EDTF level 1 (ISO 8601-2:2019): YYYY, YYYY-MM, YYYY-MM-DD, a range A/B, each with ~ when it is approximate (circa). Always in the Gregorian calendar.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "EdtfDate".
 */
export type EdtfDate = string
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
 * One line of the NDJSON stream that answers search.ask and search.batch. `subject` is the row (from 0) of a batch; it is 0 in a single search. First `asked`, then `answer` in the order of arrival (a source that was slow may answer again), last `done`. A peer that could not say beforehand which sources it has is announced as one source `*`. When it answers after all, its sources come under their own ids and `*` gets no answer of its own: a reader drops the `*` of a peer at the first answer that names one of its sources, and at `done`. An answer for `*` says that the peer as a whole was slow or unreachable: it stands for all its sources that have not answered.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchEvent".
 */
export type SearchEvent = (SearchAskedEvent | SearchAnswerEvent | SearchDoneEvent)

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
contact: string
availability?: string
languages?: string[]
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
 * One intake run of one source, with what it found.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "IndexRun".
 */
export interface IndexRun {
id: number
sourceId: string
state: ("running" | "answering" | "superseded" | "failed" | "interrupted")
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
 * The configuration file of one peer. It holds no secrets: those lie in `folder`/secrets (mode 0600), the database URL in the environment (DATABASE_URL) or in a file.
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
 * The signed list (compact JWS)
 */
file: string
/**
 * Raw Ed25519 public key of the federation's operator, base64url
 */
operatorKey: string
}
signIn: {
/**
 * Demo officers; refused in production mode
 */
officers?: {
id: string
name: string
role: ("officer" | "caseworker" | "operator" | "dpo")
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
role?: ("officer" | "caseworker" | "operator" | "dpo")
regime?: Regime
}[]
/**
 * The organisation's own OpenID Connect provider; absent in demo mode
 */
provider?: {
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
 * What the asking peer states of the person who asks. The pseudonym lets the asking organisation, and nobody else, name the officer.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "ActorStatement".
 */
export interface ActorStatement {
pseudonym: string
role: ("officer" | "caseworker" | "operator" | "dpo")
unit?: string
/**
 * Id of an organisation of the trust list which the asking peer hosts
 */
organisation: string
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
 * A sealed and signed message between two peers. Everything but `sealed` and `signature` is authenticated as associated data and readable on the way; it holds no personal data.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "Envelope".
 */
export interface Envelope {
version: 1
kind: ("search.ask" | "search.answer" | "exchange.end" | "catalogue.ask" | "catalogue.answer")
from: string
to: string
correlationId: string
/**
 * 0 for a question; 1, 2, ... for the answers to it
 */
sequence: number
createdAt: string
expiresAt: string
nonce: string
/**
 * HPKE enc (RFC 9180), in questions only, base64url
 */
encapsulatedKey?: string
sealed: string
signature: string
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
 * Sealed payload of search.ask between peers. One question may hold many subjects (a batch); each answer names the subject by its index.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "SearchQuestion".
 */
export interface SearchQuestion {
actor: ActorStatement
purpose: Purpose
/**
 * One line, without control characters
 */
legalBasis: string
/**
 * One line, without control characters
 */
caseReference: string
/**
 * @minItems 1
 * @maxItems 200
 */
subjects: SearchSubject[]
}
/**
 * Payload of the signed list of organisations and their peers. Keys are raw 32-byte public keys, base64url.
 * 
 * This interface was referenced by `Contract`'s JSON-Schema
 * via the `definition` "TrustList".
 */
export interface TrustList {
federation: string
version: number
issuedAt: string
expiresAt: string
/**
 * @maxItems 1000
 */
organisations: Organisation[]
/**
 * @maxItems 1000
 */
peers: TrustedPeer[]
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
 */
hosts: string[]
signingKey: string
sealingKey: string
}
