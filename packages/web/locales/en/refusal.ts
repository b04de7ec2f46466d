/** English words of why a policy refuses, and who can unblock. */
export const refusalEn = {
  refusal: {
    OWN_ORDER: {
      text: 'You gave this order. What is erased cannot be brought back, so another person confirms it.',
      unblock: 'Another data-protection officer of your organisation, or the deputy.',
    },
    REVIEW_FOR_CASE_OFFICERS: {
      text: 'Whether two records are of one person is judged by those who work with the persons, not by those who keep or supervise the system.',
      unblock: 'An officer or a caseworker of your organisation who works with these records.',
    },
    LINKAGE_FOR_OPERATORS: {
      text: 'A linkage run reads whole sources. It is started and ended by the operators of the peer.',
      unblock: 'An operator of this peer: ask them to start the run.',
    },
    KIND_MAY_NOT_LINK: {
      text: 'Universities take part with counts, bulletins and forecasts; they neither link nor review records of persons.',
      unblock: 'The data-protection officer of the source’s owner: ask for an anonymous count instead.',
    },
    NOT_THE_OWNER: {
      text: 'These records belong to another organisation and are linked and reviewed by its own people.',
      unblock: 'The organisation that owns them.',
    },
    TWO_AUTHORITIES: {
      text: 'The two sources belong to different organisations. To link them in bulk would disclose the records of each to the other.',
      unblock: 'Nobody, in bulk. Search for the persons of one case: each source then answers for itself.',
    },
    ROLE_MAY_NOT_SEARCH: {
      text: 'Operators and data-protection officers keep and supervise the system; they do not search for persons with it.',
      unblock:
        'The head of your unit: have the search made by an officer or caseworker who works on the matter.',
    },
    ASKER_OUTSIDE_UNION_LAW: {
      text: 'An answer to your organisation would be a transfer to a third country or an international organisation, and each such transfer needs a ground of its own.',
      unblock:
        'The authority of a Member State that works with you on the matter: it can ask, and transfer what the law allows.',
    },
    KIND_MAY_NOT_SEARCH: {
      text: 'Universities take part with counts, bulletins and forecasts; they do not search for persons.',
      unblock: 'The data-protection officer of the source’s owner: ask for an anonymous count instead.',
    },
    PURPOSE_OUTSIDE_REGIME: {
      text: 'The stated purpose does not belong to the data-protection law under which your organisation acts.',
      unblock:
        'You: state the purpose for which you really ask. If the matter has changed, your data-protection officer can say which authority may ask instead.',
    },
    LEGAL_BASIS_MISSING: {
      text: 'The question names no legal basis.',
      unblock: 'You: name the act and the article on which you rely.',
    },
    CASE_REFERENCE_MISSING: {
      text: 'The question names no case. A search without a case cannot be justified afterwards.',
      unblock:
        'You: give the reference of the case file. If there is none yet, the head of your unit opens one.',
    },
    TRANSFER_NOT_FORESEEN: {
      text: 'The source is kept outside Union data-protection law. To ask it would transfer the name you ask about, and no ground for that transfer is on record.',
      unblock:
        'Your data-protection officer, by a documented transfer. Until then, ask through your national contact point.',
    },
    GATE_BETWEEN_REGIMES: {
      text: 'This source and your organisation work under different data-protection laws. Whether the source knows a person is itself personal data, so discovery across this gate is off.',
      unblock:
        'The data-protection officer of the source’s owner, with a protocol signed by both organisations. Until then: a disclosure request on paper, or a referral.',
    },
    PURPOSE_NOT_ANSWERED: {
      text: 'The owner of this source does not answer questions with this purpose.',
      unblock: 'The owner of the source.',
    },
    MODE_NOT_ANSWERED: {
      text: 'The owner of this source does not answer questions asked in this mode.',
      unblock: 'The owner of the source.',
    },
  },
}
