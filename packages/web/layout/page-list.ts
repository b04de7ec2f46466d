import {
  IconAlertTriangle,
  IconDatabase,
  IconEye,
  IconGitCompare,
  IconHistory,
  IconListDetails,
  IconMail,
  IconSearch,
  IconShieldCheck,
} from '@tabler/icons-react'
import { paths } from '../paths.ts'

/** Who searches, and who keeps and supervises: the policies say what each may do, this only what each looks for. */
const searching = ['officer', 'caseworker'] as const
const keeping = ['operator', 'dpo', 'authority'] as const

/** `daily`: what those who keep and supervise open every day, and so find under the thumb. */
const links = [
  { to: paths.search, words: 'search', Icon: IconSearch, roles: searching, daily: true },
  { to: paths.batch, words: 'batch', Icon: IconListDetails, roles: searching, daily: true },
  { to: paths.history, words: 'history', Icon: IconHistory, daily: true },
  { to: paths.catalogue, words: 'catalogue', Icon: IconDatabase },
  { to: paths.review, words: 'review', Icon: IconGitCompare },
  { to: paths.trust, words: 'trust', Icon: IconShieldCheck, roles: keeping },
  { to: paths.messages, words: 'messages', Icon: IconMail, roles: keeping, daily: true },
  { to: paths.incidents, words: 'incidents', Icon: IconAlertTriangle, roles: keeping, daily: true },
  { to: paths.oversight, words: 'oversight', Icon: IconEye, roles: keeping, daily: true },
] as const

export type PageLink = (typeof links)[number]

/** Links that fit beside one another on 360 pixels, each wide enough for a thumb and for its word in Greek. */
const mostBeside = 5

export function linksOf(role: string): PageLink[] {
  return links.filter((link) => !('roles' in link) || link.roles.some((known) => known === role))
}

/** What stands in the bar of a phone, and what stands behind "More"; nothing does when all fit. */
export function splitLinks(shown: readonly PageLink[]): { first: PageLink[]; more: PageLink[] } {
  if (shown.length <= mostBeside) return { first: [...shown], more: [] }
  const daily: PageLink[] = shown.filter((link) => 'daily' in link).slice(0, mostBeside - 1)
  return { first: daily, more: shown.filter((link) => !daily.some(({ to }) => to === link.to)) }
}
