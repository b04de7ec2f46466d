/** English words of messages between peers. */
export const messageEn = {
  message: {
    page: 'Messages',
    lead: 'Messages between this peer and others: what is on its way, what came, and what could not be delivered.',
    readOnly: 'You may look at the messages; an operator sends notes and deals with dead letters.',
    box: 'Which messages',
    boxes: { sent: 'To others', received: 'From others', dead: 'Dead letters' },
    none: {
      sent: 'Nothing has been sent yet.',
      received: 'Nothing has come yet.',
      dead: 'There are no dead letters: everything arrived, or is on its way.',
    },
    deadCount_many: '{{count}} messages could not be delivered.',
    deadCount_one: '{{count}} message could not be delivered.',
    deadCount_other: '{{count}} messages could not be delivered.',
    more: 'Show older ones',
    send: 'A note to the operators of another peer',
    to: 'To',
    text: 'Note',
    textHint: 'Sealed on the way and in the database. It names no person.',
    sendNow: 'Send the note',
    toPeer: 'To {{name}}',
    fromPeer: 'From {{name}}',
    states: {
      waiting: 'On its way',
      delivered: 'Delivered',
      dead: 'Dead letter',
      discarded: 'Given up',
      received: 'Received',
    },
    why: 'Why',
    todo: 'What to do',
    next: 'Next attempt',
    nextAt_many: '{{at}}, after {{count}} attempts; at the latest until {{deadline}}',
    nextAt_one: '{{at}}, after {{count}} attempt; at the latest until {{deadline}}',
    nextAt_other: '{{at}}, after {{count}} attempts; at the latest until {{deadline}}',
    receipt: 'Signed receipt',
    receiptSays: 'Entry {{index}} of the log {{origin}}, {{at}}',
    reference: 'Reference',
    resend: 'Send again',
    discard: 'Give it up',
    faults: {
      unreachable: {
        why: 'The peer did not answer.',
        todo: 'Ask its operator whether it runs. Once it does, send the message again: it has its effect once, however often it arrives.',
      },
      unproven: {
        why: 'Nobody at the address of the peer could prove to be it, or the trust list does not have it.',
        todo: 'Compare the trust list of both peers, then send the message again.',
      },
      notBelieved: {
        why: 'The peer does not believe our signature.',
        todo: 'Compare trust list and keys of both peers; a key may have been revoked. Then send the message again.',
      },
      clock: {
        why: 'The clocks of both peers differ too much.',
        todo: 'Set the clock of the peer that is wrong, then send the message again.',
      },
      sealed: {
        why: 'The peer can no longer open the message: its key has changed, or the time of the message is over.',
        todo: 'Send it again: it is sealed anew to the present key.',
      },
      refused: {
        why: 'The peer does not take this message.',
        todo: 'Ask its operator why, and give the message up.',
      },
      contradiction: {
        why: 'The peer has another message under the same name.',
        todo: 'Give this one up and tell the operators of both peers: one of the two logs may be from a backup.',
      },
      receipt: {
        why: 'The peer answered, but not with a receipt that it signed for this message.',
        todo: 'Call its operator: whoever answers may not be the peer, or it is faulty.',
      },
      other: {
        why: 'It failed with {{code}}.',
        todo: 'See the log of this peer, or ask the operator of the other.',
      },
    },
  },
}
