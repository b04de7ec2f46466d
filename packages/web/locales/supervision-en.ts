/** English words of the pages of whoever supervises: incidents, reconciliation, oversight. */
export const supervisionEn = {
  incident: {
    page: 'Incidents',
    lead: 'What went wrong at this peer: what it means, what to do, and whom to call.',
    none: 'Nothing is open.',
    banner_one: '{{count}} severe incident that nobody has taken on.',
    banner_other: '{{count}} severe incidents that nobody has taken on.',
    bannerLink: 'See the incidents',
    severe: 'Severe',
    notable: 'Notable',
    state: 'State',
    states: {
      open: 'Open',
      acknowledged: 'Taken on',
      closed: 'Closed',
    },
    show: 'Show',
    showOpen: 'What is not closed',
    showAll: 'All',
    means: 'What it means',
    todo: 'What to do',
    call: 'Whom to call',
    nobody: 'Nobody of the trust list.',
    times_one: 'once',
    times_other: '{{count}} times',
    first: 'first {{at}}',
    last: 'last {{at}}',
    reference: 'Reference',
    detail: 'Detail',
    note: 'What was found and done; name no person',
    take: 'Take on',
    close: 'Close',
    by: 'by {{who}}, {{at}}',
    readOnly: 'You may look at incidents; an operator or the data-protection officer closes them.',
    more: 'Show older ones',
    kinds: {
      'message-replayed': {
        title: 'A message came a second time',
        means:
          'Somebody recorded a genuine message and sent it again, or a program at the other peer repeats itself. It had no effect here.',
        todo: 'Ask the other peer whether it sent the message twice. If it did not, somebody on the way records messages: report it to both security officers.',
      },
      'message-malformed': {
        title: 'A message could not be read',
        means:
          'It is not as the protocol says: another version of the program, a fault on the way, or somebody who tries what this peer accepts. It was refused.',
        todo: 'Ask the other peer which version it runs. Many of them from nobody known: have your network team look at where they come from.',
      },
      'message-too-large': {
        title: 'A message was too large',
        means:
          'It was longer than any message may be, and was not read to its end. Somebody may try to use up the memory of this peer.',
        todo: 'Ask the other peer what it sent. Files travel as attachments, not as messages.',
      },
      'signature-wrong': {
        title: 'A signature was wrong',
        means: 'The message was changed on the way, or was not signed by whom it names. It was refused.',
        todo: 'Call the other peer on a number you know, not on one from the message. If it did not send this, somebody poses as it.',
      },
      'sender-unknown': {
        title: 'A stranger wrote',
        means: 'The sender is not in the trust list. It was refused, and learnt nothing.',
        todo: 'Usually nothing. If a peer has just joined, see whether this peer has the newest trust list: isthmus trust list.',
      },
      'key-revoked-used': {
        title: 'A revoked key was used',
        means:
          'Somebody signs with a key that the federation no longer believes. Either the other peer has not changed to its new key, or somebody has stolen the old one.',
        todo: 'Call the other peer at once and ask whether it still uses this key. If not, treat the key as stolen and tell the federation operator.',
      },
      'certificate-expired': {
        title: 'A certificate has expired',
        means:
          'The connection was refused because the certificate of the other peer, or of this one, is past its date.',
        todo: 'Ask the other peer to renew its certificate: isthmus trust rotate. See that the clocks of both are right.',
      },
      'certificate-unknown': {
        title: 'A certificate is not the listed one',
        means:
          'Whoever connected showed a certificate that the trust list does not have for that peer. The connection was refused.',
        todo: 'If the other peer has just changed keys, wait for the new trust list. If not, somebody may stand between you: call the peer.',
      },
      'clock-skewed': {
        title: 'Two clocks differ',
        means:
          'The clock of this peer and that of the other are more than a few seconds apart. With more, messages will be refused.',
        todo: 'See that both machines set their clocks from the network (NTP). The detail says by how many seconds the other is ahead.',
      },
      'peer-unreachable': {
        title: 'A peer cannot be reached',
        means:
          'It is switched off, or the network between you is interrupted. Messages wait; searches say that it did not answer.',
        todo: 'Wait a few minutes. If it goes on, call the other peer.',
      },
      'peer-too-slow': {
        title: 'A peer answers too slowly',
        means: 'It did not answer within the time that an officer can wait.',
        todo: 'Ask the other peer whether its machine or its database is overloaded.',
      },
      'dead-letter': {
        title: 'A message was given up',
        means:
          'It could not be delivered before its deadline, or the other peer refused it for good. Nobody there has received it.',
        todo: 'Look at it with isthmus message list, settle the reason with the other peer, then send it again.',
      },
      'receipt-wrong': {
        title: 'A receipt is wrong',
        means:
          'The other peer confirmed something else than was sent, or its confirmation is not signed by it. Nothing is proven by it.',
        todo: 'Keep the message, call the other peer, and compare both logs for that day.',
      },
      'receipt-missing': {
        title: 'An answer ended without its receipt',
        means:
          'The connection broke before the last line. What was shown until then is genuine, but may be incomplete.',
        todo: 'Ask again. If it goes on, call the other peer.',
      },
      'attachment-broken': {
        title: 'An attachment arrived broken',
        means: 'A part of it is not what the sender sealed. It was not handed on.',
        todo: 'Ask the other peer to send the file again.',
      },
      'log-forked': {
        title: 'A log tells two stories',
        means:
          'The other peer showed two signed states of its audit log that cannot both be true. This is proof that its log was rewritten, or that its key is used elsewhere.',
        todo: 'Do not believe its receipts for now. Keep both checkpoints, tell the federation operator and the supervisory authority.',
      },
      'log-shrunk': {
        title: 'A log has become shorter',
        means:
          'The other peer shows an audit log with fewer entries than it had. It was restored from an old backup, or entries were removed.',
        todo: 'Ask the other peer whether it restored a backup. If not, tell the federation operator and the supervisory authority.',
      },
      'log-doctored': {
        title: 'This peer’s own log was changed',
        means:
          'Rows of the audit log in the database are not those that were written. Somebody with access to the database changed them.',
        todo: 'Do not repair anything. Secure the database and its backups as they are, and call your security officer and your data-protection officer.',
      },
      'witness-missing': {
        title: 'Too few peers witness the log',
        means:
          'Fewer other peers than required have cosigned the latest state of this peer’s log. It can still be proven, but by fewer.',
        todo: 'See which peers cannot be reached. Nothing is lost: they cosign when they are back.',
      },
      'trust-list-expired': {
        title: 'The trust list has expired',
        means: 'This peer believes nobody and asks nobody until there is a new list.',
        todo: 'Ask the federation operator for a new list; with it in hand: isthmus trust list.',
      },
      'trust-list-forked': {
        title: 'There are two trust lists of one version',
        means:
          'Both bear enough signatures, but say different things. Operators disagree, or their keys are in other hands. This peer stays with the list it had.',
        todo: 'Call at least two operators of the federation and compare the hashes of both lists by voice.',
      },
      'trust-list-rolled-back': {
        title: 'An older trust list was offered',
        means: 'Somebody wants this peer to believe keys that have been revoked since. It was refused.',
        todo: 'Ask whoever runs the address from which it came; the detail names it.',
      },
      'reconciliation-missing': {
        title: 'One log lacks what the other has',
        means:
          'A message is in the log of one side only. A crash between two writes, a restored backup, or an entry that somebody removed.',
        todo: 'Open the comparison below. What this log lacked has been entered as stated by the other peer; if the other lacks it, call it and show the signed receipt.',
      },
      'reconciliation-late': {
        title: 'Both logs agree, but one was late',
        means: 'Both sides have the message, with more time between the entries than it should take.',
        todo: 'See that both clocks are right, and whether one of the machines was overloaded.',
      },
      'reconciliation-contradicting': {
        title: 'The two logs contradict each other',
        means:
          'Both sides have the message, but say that different words were sent. One of the logs, or the message on its way, was changed.',
        todo: 'Keep both logs as they are. Compare the signed receipts with the other peer, then tell both data-protection officers.',
      },
      'disk-full': {
        title: 'The disk is full',
        means:
          'Nothing can be logged, so nothing is asked or answered: what cannot be logged must not happen.',
        todo: 'Free space on the disk that holds the data folder. The peer goes on by itself.',
      },
      'probing-series': {
        title: 'Somebody asked many questions in a row',
        means:
          'An officer of this peer asked very often in a short time. It may be a busy night, or somebody who tries names. Who it was is for the data-protection officer to see.',
        todo: 'Tell the data-protection officer to look at the anomalies of that day.',
      },
      'peer-flooding': {
        title: 'A peer sends more than it may',
        means:
          'It sent more messages in a minute than this peer takes from one other. What was beyond that was refused, and can be sent again.',
        todo: 'Call the other peer: a program there may have run wild, or somebody uses its keys.',
      },
    },
  },
  reconciliation: {
    heading: 'Do the logs agree?',
    lead: 'Once a day this peer compares its log with that of every other. What is younger than ten minutes may be under way and waits.',
    peer: 'Other peer',
    start: 'Compare now',
    window: 'Window',
    result: 'Result',
    agree: '{{agreeing}} of {{compared}} agree',
    missing: '{{count}} missing',
    late: '{{count}} late',
    contradicting: '{{count}} contradicting',
    repaired: '{{count}} entered here since',
    running: 'under way',
    failed: 'could not be compared ({{fault}})',
    none: 'Nothing has been compared yet.',
  },
  oversight: {
    page: 'Oversight of the log',
    lead: 'Who asked what kind of thing, why, how often and with what result. Never about whom: that is not in the log.',
    logged: 'Each look here is itself an entry of the log.',
    roughNote:
      'You see rough counts: rounded to five, and nothing under five, so that no person can be told from them.',
    views: 'Views',
    counts: 'Counts',
    acts: 'Acts',
    anomalies: 'Anomalies',
    since: 'From',
    until: 'To',
    apply: 'Show',
    total: '{{count}} acts in this time',
    isCut: 'There were more entries than one look opens; the latest were counted. Choose a shorter time.',
    by: {
      day: 'By day',
      purpose: 'By purpose',
      unit: 'By unit',
      source: 'By source',
      outcome: 'By result',
      officer: 'By officer (pseudonym)',
      organisation: 'By organisation',
    },
    outcomes: {
      done: 'Done',
      hit: 'Hit',
      'no-hit': 'No hit',
      refused: 'Refused',
      failed: 'Failed',
      erased: 'Erased',
    },
    fewer: 'fewer than {{count}}',
    howMany: 'How many',
    what: 'What',
    emptyGroup: 'Nothing in this time.',
    when: 'When',
    who: 'Who',
    why: 'Why',
    result: 'Result',
    open: 'Open the entry',
    close: 'Close',
    entry: 'Entry {{id}}',
    leaf: 'Leaf of the log',
    related: 'Other entries of the same matter',
    erased: 'The readable part was erased; the proof that there was an entry remains.',
    peer: 'This peer',
    elsewhere: 'officer of another peer',
    more: 'Show older acts',
    none: 'No acts in this time.',
    filterPurpose: 'Purpose',
    filterAny: 'Any',
    filterOfficer: 'Pseudonym',
    csv: 'Take a copy (CSV)',
    jsonl: 'Take a copy (JSON lines)',
    copyLogged: 'That a copy was taken is logged.',
    name: 'Show the name',
    nameWhy: 'Why the name is needed; this is logged',
    nameAsk: 'Show and log',
    nameIs: '{{pseudonym}} is {{name}}',
    anomaly: {
      'probing-series': {
        title: 'Many questions in a row',
        seen: 'Twenty single questions within ten minutes, or twelve without a hit one after the other.',
        innocent: 'A landing at night, a lorry full of people, a list that could not be asked as a batch.',
      },
      'night-burst': {
        title: 'Questions at an unusual hour',
        seen: 'Five questions within an hour in which this officer hardly ever asks (measured against the officer’s own thirty days).',
        innocent: 'A shift that was swapped, an emergency, a journey to another time zone.',
      },
      'own-name': {
        title: 'The own name was asked',
        seen: 'The officer asked for somebody who bears the officer’s own name.',
        innocent: 'A namesake, or a relative whose case lies on the officer’s desk by chance.',
      },
      colleague: {
        title: 'A colleague’s name was asked',
        seen: 'The asked name is that of an officer of this peer.',
        innocent: 'A namesake: some names are common. A colleague who is a victim or witness.',
      },
      'protected-name': {
        title: 'A protected name was asked',
        seen: 'The asked name is on the list of those that are not to be searched out of curiosity. Which one is not in the log.',
        innocent: 'A namesake, or a real case of that person.',
      },
    },
    noAnomalies: 'The rules find nothing in this time.',
    seen: 'What was seen',
    innocent: 'Why it may be innocent',
    questions_one: '{{count}} question',
    questions_other: '{{count}} questions',
    anomalyNote: 'Note, or question to the officer; name no subject',
    noteIt: 'Note',
    askIt: 'Ask the officer',
    closeIt: 'Close',
    states: {
      open: 'Open',
      noted: 'Noted',
      asked: 'Asked',
      closed: 'Closed',
    },
    protect: 'Protected names',
    protectLead:
      'A name that is not to be searched out of curiosity. Only a keyed hash is kept: nobody can read the list.',
    family: 'Family name',
    given: 'Given name',
    add: 'Add',
    added: 'Added. {{count}} names are protected.',
    own: 'All own acts',
    ownLead: 'What the log has of you: searches, sign-ins, refusals and decisions.',
    asksYou: 'The data-protection officer asks you about {{on}}',
  },
}
