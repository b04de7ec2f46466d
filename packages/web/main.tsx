import '@mantine/core/styles.css'
import './app.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { adoptTheme } from './adopt-theme.ts'
import { ApiError } from './api/api-error.ts'
import { sessionQuery } from './api/queries.ts'
import { startLanguage } from './locales/i18n.ts'
import { router } from './routes.tsx'
import { theme } from './theme.ts'

const schemeManager = localStorageColorSchemeManager({ key: 'isthmus.scheme' })

/** A session that ended anywhere closes the pages: the gate asks the peer again. */
function closeOnSignOut(error: unknown): void {
  const isSession = error instanceof ApiError && error.code === 'NOT_SIGNED_IN'
  if (isSession) void queryClient.resetQueries({ queryKey: sessionQuery.queryKey })
}

const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== 'session') closeOnSignOut(error)
    },
  }),
  mutationCache: new MutationCache({ onError: closeOnSignOut }),
  defaultOptions: {
    queries: {
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiError && error.code === 'PEER_UNREACHABLE',
      refetchOnWindowFocus: false,
    },
  },
})

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html: the element #root is missing')
  adoptTheme(theme)
  await startLanguage()
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={schemeManager}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

await start()
