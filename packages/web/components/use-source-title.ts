import { useQuery } from '@tanstack/react-query'
import { catalogueQuery } from '../api/queries.ts'

/** The title of a source of the own peer; its id until the catalogue is there, or where it has none. */
export function useSourceTitle(): (sourceId: string) => string {
  const { data } = useQuery(catalogueQuery)
  const own = data?.peers.find(({ state }) => state === 'this-peer')
  return (sourceId) => own?.sources.find(({ id }) => id === sourceId)?.title ?? sourceId
}
