/** English words of the page of one's own searches. */
export const historyEn = {
  history: {
    page: 'History',
    lead: 'Your own searches, newest first.',
    why: 'The names and dates you searched for are not kept: neither here nor in any log. A log of searched persons would itself be a register of persons. What is kept proves when, why and for which case you asked; a keyed seal lets an auditor check a name that is already known.',
    when: 'Asked',
    purpose: 'Purpose',
    caseReference: 'Case',
    subjects: 'Persons',
    states: 'Answers',
    reference: 'Log reference',
    more: 'Show older searches',
    empty: 'You have not asked anything yet.',
    caption: 'Own searches',
  },
}
