/**
 * English, and the list of all codes: the other languages are typed by it. What stands in braces is filled in; a sentence
 * with `count` has a form for one and a form for others.
 */
export const sentencesEn = {
  'manifest-missing': 'The file has no manifest of version 1, or it was changed.',
  'file-missing': 'The manifest names this file, and it is missing.',
  'file-changed': 'This is not the file that was put here: its SHA-256 is another.',
  'file-unnamed': 'The manifest does not name this file.',
  'files-unchanged': {
    one: 'The only file, {count}, is unchanged (SHA-256).',
    other: 'All {count} files are unchanged (SHA-256).',
  },
  'manifest-signed': '{name} put this file together at {at} and signed the list of its content (key {key}).',
  'manifest-unsigned': 'The list of the content is not signed by {name}.',
  'subject-exchange': {
    one: 'exchange {correlationId}, {count} message',
    other: 'exchange {correlationId}, {count} messages',
  },
  'documents-unchanged': {
    one: '{count} document is as it was put here; who issued it, it says itself.',
    other: '{count} documents are as they were put here; who issued them they say themselves.',
  },

  'trust-list-missing': 'There is no trust list, so no key can be believed.',
  'trust-list-other': 'The trust list that the manifest names is not here.',
  'trust-list-signed-by-known':
    'Version {version} of the trust list of {federation}, issued {issuedAt}, is signed by {names}; they are operators that you named.',
  'trust-list-signed':
    'Version {version} of the trust list of {federation}, issued {issuedAt}, is signed by {names}; that these are the operators of the federation is for you to compare.',

  'message-missing': 'There is no message of version 2 here.',
  'message-of-another-exchange': 'The message belongs to another exchange.',
  'message-sent-elsewhere': 'The message was not sent to the address of its receiver.',
  'message-signed': '{from} signed message {messageId} ({kind}) to {to}, created {at}, with its key {key}.',
  'message-signed-in-bundle':
    '{from} signed message {messageId} ({kind}) to {to}, created {at}, with its key {key}. It was message {number} of {of} under one signature.',
  'message-differs': 'The signed header fields and the message name different peers or exchanges.',
  'question-missing': 'What was asked is not here.',
  'question-opened': 'This is the content of message {messageId}, word for word.',
  'question-malformed': 'The content is no payload of version 2.',
  'person-stated':
    '{name} stated, signed: it asks for the person with the pseudonym {pseudonym}, {role} of {organisation} (assurance level {assuranceLevel}). Purpose: {purpose}; legal basis: {legalBasis}; case: {caseReference}.',
  'answer-lines-differ': 'The answer has not as many lines as it was opened with.',
  'answer-signed': {
    one: '{name} signed the only line of its answer ({count}), and it is here, word for word.',
    other: '{name} signed each of the {count} lines of its answer, and they are all here, word for word.',
  },
  'answer-line-wrong': 'The line is not the next one that answers this message.',
  'answer-line-missing': 'The content of this line is not here.',
  'answer-cut-off': 'The answer was cut off: its last line is not the end of an exchange.',
  'answer-other-lines': 'The answer was closed over other lines than these.',
  'receipt-missing': 'The file is no receipt of version 2 or 3.',
  'receipt-signed':
    '{to} signed, with its key {key}, that it received message {messageId} of {from} at {at} and wrote it into its log {origin} as entry {index}.',
  'receipt-logged': 'The entry that the receipt names is the one that is proven to be in the log.',
  'receipt-logged-same-message':
    'The entry that the receipt names is the one that is proven to be in the log, and it names the same message.',
  'receipt-other-entry': 'The proof is of another entry than the one that the receipt names.',
  'receipt-other-message': 'The entry that the receipt names speaks of another message.',

  'proof-missing': 'The file is no proof from a log of version 1.',
  'proof-of-two-logs': 'The proof and its checkpoint are of two logs.',
  'proof-of-another-entry': 'The proof is of another entry than its name says.',
  'entry-included': 'Entry {index} stands in the log of {name} as it was when it had {size} entries.',
  'entry-opened': 'What can be read as entry {index} ({event}, {at}) is what was logged.',
  'entry-opened-wrong': 'What can be read as entry {index} is not what was logged.',
  'entry-of-message': 'Entry {index}, which was signed for message {messageId}, is that entry of the log.',
  'entry-not-of-message': 'Entry {index} is not the one that was signed for message {messageId}.',
  'log-names-message': 'The log of {name} names message {messageId} and its digest.',

  'attachment-malformed': 'The announcement of a file is not as the contract says.',
  'attachment-announced':
    '{from} announced to {to} file {id} of {size} bytes with the SHA-256 {digest}; sealed chunks: {chunks}, each named by its own SHA-256.',
  'attachment-withdrawn': '{from} asked {to} to delete file {id} unless it had been opened.',
  'attachment-complete': '{from} said of file {id}: it arrived whole, and was the one that was announced.',
  'attachment-broken':
    '{from} said of file {id}: it was not the one that was announced, or could no longer be read, and was deleted.',
  'attachment-deleted-unopened': '{from} said of file {id}: it was deleted as its sender asked, unopened.',
  'attachment-opened':
    '{from} said of file {id}: the withdrawal came after it had been opened, so it is kept until its time is over.',
  'attachment-expired':
    '{from} said of file {id}: its time was over before the withdrawal came, and it was deleted.',
  'attachment-in-hand': 'The file in hand is file {id}, byte for byte.',
  'attachment-not-in-hand': 'The file in hand is none of those that are announced here.',

  'checkpoint-missing': 'There is no checkpoint, or it is not text.',
  'log-unknown': 'The trust list has no peer that keeps this log.',
  'checkpoint-signed': '{name} signed with its log key {key} that its log {origin} has {size} entries.',
  'witness-key-not-in-force': '{name} cosigned at {at} with a key that was not in force then.',
  'witness-saw': '{name} witnessed this state of the log at {at} (key {key}).',
  'witnesses-counted': {
    one: '{count} peer witnessed this state of the log; {required} are wanted.',
    other: '{count} peers witnessed this state of the log; {required} are wanted.',
  },
  'log-key-not-in-force': "The log's key was not in force at {at}.",
  'signature-line-unknown': 'Signature line {line} is of a key that the trust list does not have.',

  'log-whole': {
    one: 'The {count} entry is exactly the one that {name} signed for: it was not changed, and none was added.',
    other:
      'The {count} entries are exactly those that {name} signed for, in their order: none is missing, changed or added.',
  },
  'log-root-wrong': 'The entries do not lead to the root that the log signed.',
  'log-cut-off': {
    one: 'After {count} entry neither the next ones nor their hashes are here.',
    other: 'After {count} entries neither the next ones nor their hashes are here.',
  },
  'entries-missing': 'The file of these entries is missing.',
  'hashes-missing': 'The file of these hashes is missing.',
  'entry-wrong': 'Entry {index} is not the one that was logged: its hash is not that of the tree.',
  'hash-not-of-entry': 'Hash {at} of the tile is not the hash of entry {index}.',
  'hash-not-of-tile': 'Hash {at} of the tile is not the root of {below}.',
  'readable-malformed': 'The file is not text in whole lines.',
  'readable-entry-wrong': 'What can be read as entry {index} is not what was logged there.',
  'readable-line-wrong': 'What can be read as line {line} is not what was logged there.',

  'fault-unreadable':
    'It cannot be read as what it ought to be: it was changed, cut off, or never was one ({code}).',
  'fault-signature':
    'The signature does not fit: the content was changed after it was signed, or somebody else signed it ({code}).',
  'fault-key':
    'The key that is named was not known, not meant for this, revoked, or not in force then ({code}).',
  'fault-time': 'The times do not fit: it was signed too early, too late, or for too long ({code}).',
  'fault-content': 'The content is not the one that was signed for: its fingerprint is another ({code}).',
  'fault-elsewhere': 'It belongs to another message, exchange, log or federation ({code}).',
  'fault-form': 'The signed header fields are not those that the protocol demands ({code}).',
  'fault-quorum': 'Too few of the operators signed the trust list ({code}).',
  'fault-succession': 'The trust list does not follow from the one before it ({code}).',
  'fault-tree': 'The proof does not lead to the state that the log signed ({code}).',
  'fault-unknown': 'It cannot be verified: a fault of kind {code}.',

  'open-exchange-end': 'how exchange {folder} would have ended: it did not come to its end ({fault})',
  'open-receipt': 'that {name} received message {messageId}: its receipt is not here',
  'open-entry-in-log': 'that entry {index} of {origin} stands in that log: its proof is not here',
  'open-receipt-in-log': 'that the entry of the receipt still stands in the log: that needs --proof',
  'open-attachment':
    'what is in file {id}: the content and the key that opens it are not here; whoever has the file compares its SHA-256',
  'open-entries-unread': {
    one: 'what {count} entry said: it was erased, or not handed over; that it stood there is proven',
    other: 'what {count} entries said: they were erased, or not handed over; that they stood there is proven',
  },
  'limit-truth-of-exchange':
    'that what was asked and answered is true, or was lawful: only that it was said, by whom, and when',
  'limit-truth-of-entry':
    'that what an entry says is true: a log proves what was written down, and when at the latest, not what was done',
  'limit-unlogged': 'that nothing was done without an entry',
  'limit-later': 'anything later than the checkpoint',
  'limit-collusion':
    'that the log and its witnesses have not deceived together; whoever compares checkpoints with a further peer sees it',
} as const

/** Values that are words of the contract. */
export const termsEn = {
  role: {
    officer: 'officer',
    caseworker: 'caseworker',
    operator: 'operator',
    dpo: 'data-protection officer',
    authority: 'supervisory authority',
  },
  purpose: {
    'criminal-investigation': 'criminal investigation',
    'threat-prevention': 'prevention of a threat',
    'border-control': 'border control',
    'asylum-procedure': 'asylum procedure',
    'missing-person': 'missing person',
    'child-protection': 'protection of a child',
    'humanitarian-care': 'humanitarian care',
  },
  assuranceLevel: { low: 'low', substantial: 'substantial', high: 'high' },
}

/** What stands around the findings, on the page that verifies and on paper. */
export const reportEn = {
  title: 'Verify an evidence file',
  lead: 'This page proves what an evidence file of Isthmus proves. It works without a network, asks nobody, and sends nothing: what you choose stays on this machine.',
  language: 'Language',
  choose: 'Choose the ZIP file, or drop it here',
  believe: 'Whom do you believe?',
  believeHelp:
    'All keys come out of the trust list in the file. It counts only if the operators of the federation signed it. Choose the list of operators that you have from them, a JSON file with quorum and keys; without it you see who signed, and have to compare.',
  operators: 'Operators (JSON file)',
  proven: 'Proven: {subject}',
  notProven: 'Not proven: {subject}',
  notProvenFile: 'Not proven: this file',
  operatorsUnreadable: 'The file of operators cannot be read.',
  noZip: 'Not proven: this is no ZIP file that can be read.',
  unreadable: 'Not proven: the file cannot be read.',
  wrong: 'What is wrong',
  isProven: 'What is proven',
  provenAllTheSame: 'Proven all the same',
  limits: 'Not proven by this',
  paperTitle: 'Evidence of an exchange',
  paperSubject: 'Isthmus: evidence of exchange {correlationId}',
  madeAt: 'About: {subject}. Made at {at}.',
  paperLead:
    'This paper only repeats what the file says. To verify it without us: open verify.html of this ZIP in any browser, without a network, and choose the ZIP; or run: isthmus evidence verify FILE.zip',
}
