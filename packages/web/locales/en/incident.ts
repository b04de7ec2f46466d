/** English words of incidents and of the comparison of logs. */
export const incidentEn = {
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
      'receipt-unfounded': {
        title: 'A log does not have what was signed for',
        means:
          'The other peer signed that a message stands at a certain place of its audit log. Its log, as it shows it to everybody, has something else there, or nothing.',
        todo: 'Make the evidence file of this exchange now. Ask the other peer what happened to its log; if it cannot say, tell the federation operator and the supervisory authority.',
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
      'log-restored': {
        title: 'A log was begun anew after a restored backup',
        means:
          'An administrator stated that an old backup was restored. Entries since that backup are lost there; what others had seen of the log before is kept.',
        todo: 'Ask the peer when and why the backup was restored. Compare the logs: what this peer knows of lost messages is entered again.',
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
        means:
          'Its end has passed. Within its grace, seven days unless configured otherwise, everything goes on; after that this peer believes nobody and asks nobody.',
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
      'mail-undelivered': {
        title: 'Somebody could not be told by e-mail',
        means:
          'Something waits in the portal for an officer, and the mail that says so could not be delivered within a day. Nothing is lost; it may be noticed late.',
        todo: 'Look into the mail server and the address in the configuration of this peer (notification), and tell the officer.',
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
    erased: '{{count}} erased, agreeing by digest',
    unfounded: '{{count}} places not in its log',
    repaired: '{{count}} entered here since',
    running: 'under way',
    failed: 'could not be compared ({{fault}})',
    none: 'Nothing has been compared yet.',
  },
}
