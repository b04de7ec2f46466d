/** Every address of the pages. Nothing that was searched for ever stands in one. */
export const paths = {
  search: '/',
  batch: '/batch',
  history: '/history',
  catalogue: '/catalogue',
  review: '/review',
  reviewRun: '/review/$runId',
  messages: '/messages',
  incidents: '/incidents',
  notices: '/notices',
  passkeys: '/passkeys',
  oversight: '/oversight',
  trust: '/trust',
} as const

/** Addresses of the peer that are not pages. */
export const peerPaths = {
  signIn: '/auth/sign-in',
  signOut: '/auth/sign-out',
  session: '/api/session',
  searches: '/api/searches',
  batch: '/api/searches/batch',
  catalogue: '/api/catalogue',
  catalogueJsonLd: '/api/catalogue.jsonld',
  sources: '/api/sources',
  trust: '/api/trust',
  linkageRuns: '/api/linkage/runs',
  linkagePairs: '/api/linkage/pairs',
  messages: '/api/messages',
  attachments: '/api/attachments',
  incidents: '/api/incidents',
  notices: '/api/notices',
  passkeys: '/api/passkeys',
  reconciliations: '/api/reconciliations',
  oversight: '/api/oversight',
  evidence: '/api/evidence',
  log: '/api/log',
} as const
