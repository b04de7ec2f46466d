import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Shell } from './layout/Shell.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import { SearchPage } from './pages/search/SearchPage.tsx'
import { paths } from './paths.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

const search = createRoute({ getParentRoute: () => root, path: paths.search, component: SearchPage })

const batch = createRoute({
  getParentRoute: () => root,
  path: paths.batch,
  component: lazyRouteComponent(() => import('./pages/batch/BatchPage.tsx'), 'BatchPage'),
})

const history = createRoute({
  getParentRoute: () => root,
  path: paths.history,
  component: lazyRouteComponent(() => import('./pages/history/HistoryPage.tsx'), 'HistoryPage'),
})

const catalogue = createRoute({
  getParentRoute: () => root,
  path: paths.catalogue,
  component: lazyRouteComponent(() => import('./pages/catalogue/CataloguePage.tsx'), 'CataloguePage'),
})

const review = createRoute({
  getParentRoute: () => root,
  path: paths.review,
  component: lazyRouteComponent(() => import('./pages/review/ReviewPage.tsx'), 'ReviewPage'),
})

const reviewRun = createRoute({
  getParentRoute: () => root,
  path: paths.reviewRun,
  component: lazyRouteComponent(() => import('./pages/review/RunPage.tsx'), 'RunPage'),
})

const trust = createRoute({
  getParentRoute: () => root,
  path: paths.trust,
  component: lazyRouteComponent(() => import('./pages/trust/TrustPage.tsx'), 'TrustPage'),
})

const messages = createRoute({
  getParentRoute: () => root,
  path: paths.messages,
  component: lazyRouteComponent(() => import('./pages/messages/MessagesPage.tsx'), 'MessagesPage'),
})

const incidents = createRoute({
  getParentRoute: () => root,
  path: paths.incidents,
  component: lazyRouteComponent(() => import('./pages/incidents/IncidentsPage.tsx'), 'IncidentsPage'),
})

const notices = createRoute({
  getParentRoute: () => root,
  path: paths.notices,
  component: lazyRouteComponent(() => import('./pages/notices/NoticesPage.tsx'), 'NoticesPage'),
})

const passkeys = createRoute({
  getParentRoute: () => root,
  path: paths.passkeys,
  component: lazyRouteComponent(() => import('./pages/passkeys/PasskeysPage.tsx'), 'PasskeysPage'),
})

const oversight = createRoute({
  getParentRoute: () => root,
  path: paths.oversight,
  component: lazyRouteComponent(() => import('./pages/oversight/OversightPage.tsx'), 'OversightPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    search,
    batch,
    history,
    catalogue,
    review,
    reviewRun,
    trust,
    messages,
    incidents,
    notices,
    passkeys,
    oversight,
  ]),
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
