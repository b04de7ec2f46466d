/** Every address of the pages. Nothing that was searched for ever stands in one. */
export const paths = {
  search: '/',
  batch: '/batch',
  history: '/history',
  catalogue: '/catalogue',
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
} as const
