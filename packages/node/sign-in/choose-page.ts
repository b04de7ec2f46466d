import type { Regime } from '@isthmus/contract/types'
import { type Html, html } from './html.ts'
import type { DemoOfficer, Role } from './officer.ts'
import type { Elsewhere, FindOrganisation } from './options.ts'
import type { PageWords } from './page-words.ts'
import { type Page, toPage } from './pages.ts'

export type ChooseView = {
  peerName: string
  /** Where the choice is posted. */
  action: string
  officers: readonly DemoOfficer[]
  elsewhere: readonly Elsewhere[]
  findOrganisation?: FindOrganisation | undefined
}

type Organisation = { name: string; regime?: Regime | undefined }

/** The demo page: choose yourself, by organisation and its law. */
export function choosePage(words: PageWords, view: ChooseView): Page {
  const { t } = words
  return toPage(words, {
    title: t('choose.page', { peer: view.peerName }),
    notice: html`<p class="notice"><strong>${t('choose.demo')}</strong> ${t('choose.demoText')}</p>`,
    body: html`<h2>${t('choose.who')}</h2>
<p class="soft">${t('choose.whoText')}</p>
<form method="post" action="${view.action}">${ownGroups(words, view)}</form>
${elsewherePart(words, view.elsewhere)}`,
  })
}

function ownGroups(words: PageWords, { officers, findOrganisation }: ChooseView): Html[] {
  return [...Map.groupBy(officers, ({ organisation }) => organisation)].map(([id, members], place) =>
    toGroup(words, {
      key: `own-${place}`,
      organisation: findOrganisation?.(id) ?? { name: id },
      items: members.map(
        (officer) =>
          html`<li><button class="action" name="officer" value="${officer.id}">${toWho(words, officer)}
<span class="soft">${words.t(`duty.${officer.role}`)}</span></button></li>`,
      ),
    }),
  )
}

function elsewherePart(words: PageWords, elsewhere: readonly Elsewhere[]): Html | undefined {
  if (elsewhere.length === 0) return undefined
  const groups = [...Map.groupBy(elsewhere, ({ organisation }) => organisation)].map(
    ([name, members], place) =>
      toGroup(words, {
        key: `elsewhere-${place}`,
        organisation: { name, regime: members.find(({ regime }) => regime)?.regime },
        items: members.map(
          (officer) =>
            html`<li><a class="action away" href="${toLink(officer.url)}">${toWho(words, officer)}</a></li>`,
        ),
      }),
  )
  return html`<h2>${words.t('choose.elsewhere')}</h2>
<p class="soft">${words.t('choose.elsewhereText')}</p>
<div class="people">${groups}</div>`
}

function toGroup(
  { t }: PageWords,
  { key, organisation, items }: { key: string; organisation: Organisation; items: Html[] },
): Html {
  return html`<div class="group" role="group" aria-labelledby="${key}"><h3 id="${key}"><bdi>${organisation.name}</bdi></h3>
${organisation.regime && html`<p class="law">${t(`law.${organisation.regime}`)}</p>`}
<ul class="people">${items}</ul></div>`
}

/** Who it is and as what; a name may run the other way than the page. */
function toWho({ t }: PageWords, { name, role, unit }: { name: string; role?: Role; unit?: string }): Html {
  return html`<span class="name"><bdi>${name}</bdi></span>
<span>${role && t(`role.${role}`)}${unit && html` · <bdi>${unit}</bdi>`}</span>`
}

/** Anything but a web address would be a script. */
function toLink(url: string): string {
  const address = URL.parse(url)
  return address?.protocol === 'https:' || address?.protocol === 'http:' ? address.href : '#'
}
