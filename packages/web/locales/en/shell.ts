/** English words of the frame around every page: navigation, notices, problems. */
export const shellEn = {
  app: {
    name: 'Isthmus',
    title: '{{page}} · Isthmus',
    skip: 'Skip to the content',
    navigation: 'Pages',
  },
  nav: {
    search: 'Search',
    batch: 'Batch',
    history: 'History',
    catalogue: 'Catalogue',
    review: 'Review',
    trust: 'Trust',
    messages: 'Messages',
    incidents: 'Incidents',
    oversight: 'Oversight',
    more: 'More',
  },
  demo: {
    label: 'Demo',
    short:
      'Outdated excerpts of public sanctions lists stand in for registers. Never use them for screening.',
    long: 'This is a demonstration. Outdated excerpts of public sanctions lists stand in for the registers of practitioners, because real registers may not be published. Never use anything shown here for screening, for a check or for a decision about a person.',
  },
  problem: {
    notPermitted: 'This is not permitted',
    title: 'This did not work',
    remedy: 'What to do',
    reference: 'Reference for support: {{id}}',
    again: 'Try again',
    offline: 'Your peer does not answer',
    offlineDetail: 'The connection between this browser and your own peer is broken.',
    offlineRemedy: 'Check the network. If it works, the operator of your peer can help.',
    unreadable: 'The answer of your peer could not be read',
    unreadableRemedy: 'Ask again. If it happens twice, tell the operator of your peer.',
    broken: 'The connection broke off before all sources had answered',
    brokenRemedy: 'The answers that had arrived are shown. Ask again for the rest.',
  },
  notFound: {
    page: 'Not found',
    text: 'There is no page at this address.',
    back: 'To the search',
  },
}
