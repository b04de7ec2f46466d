import type { OversightAct } from '@isthmus/contract/types'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { toLocalTime } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'
import { useActWords } from './use-act-words.ts'
import '../../ui/rows.css'
import './oversight.css'

type Props = { acts: readonly OversightAct[]; caption: string; onOpen?: (act: OversightAct) => void }

/** Acts, one a line: when, who by pseudonym, what, why and with what result. */
export function ActTable({ acts, caption, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <table className="table rows">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('oversight.when')}</th>
          <th scope="col">{t('oversight.who')}</th>
          <th scope="col">{t('oversight.what')}</th>
          <th scope="col">{t('oversight.why')}</th>
          <th scope="col">{t('oversight.result')}</th>
          {onOpen ? (
            <th scope="col">
              <span className="visually-hidden">{t('oversight.open')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <ActRow key={act.id} act={act} {...(onOpen ? { onOpen } : {})} />
        ))}
      </tbody>
    </table>
  )
}

function ActRow({ act, onOpen }: { act: OversightAct; onOpen?: (act: OversightAct) => void }) {
  const { t, i18n } = useTranslation()
  const { outcomeOf, purposeOf } = useActWords()
  return (
    <tr data-testid="act">
      <th scope="row">
        <time dateTime={act.at}>{toLocalTime(act.at, i18n.language)}</time>
      </th>
      <td>
        <Who act={act} />
      </td>
      <td>
        <code>{act.event}</code>
        {act.counterpart === undefined ? null : <bdi className="soft oversight__line">{act.counterpart}</bdi>}
      </td>
      <td>
        {act.purpose === undefined ? null : purposeOf(act.purpose)}
        {act.legalBasis === undefined ? null : <bdi className="soft oversight__line">{act.legalBasis}</bdi>}
        {act.caseReference === undefined ? null : <bdi className="oversight__line">{act.caseReference}</bdi>}
      </td>
      <td>
        <Tag tone={act.outcome === 'hit' ? 'good' : act.outcome === 'refused' ? 'caution' : 'plain'}>
          {outcomeOf(act.outcome)}
        </Tag>
        {act.watched === undefined ? null : (
          <Tag tone="caution">{t(`oversight.anomaly.${act.watched}.title`)}</Tag>
        )}
        {act.reason === undefined ? null : <code className="oversight__line">{act.reason}</code>}
      </td>
      {onOpen ? (
        <td>
          <Button size="xs" variant="default" onClick={() => onOpen(act)} data-testid="open-act">
            {t('oversight.open')}
          </Button>
        </td>
      ) : null}
    </tr>
  )
}

function Who({ act }: { act: OversightAct }) {
  const { t } = useTranslation()
  const { pseudonym, role, unit, organisation, isOwn } = act
  if (pseudonym === undefined) return <span className="soft">{t('oversight.peer')}</span>
  const known = ['officer', 'caseworker', 'operator', 'dpo', 'authority'] as const
  const ownRole = known.find((one) => one === role)
  return (
    <>
      <code>{pseudonym.slice(0, 12)}</code>
      <span className="soft oversight__line">
        {isOwn ? (ownRole ? t(`role.${ownRole}`) : role) : t('oversight.elsewhere')}
      </span>
      <bdi className="soft oversight__line">{unit ?? organisation}</bdi>
    </>
  )
}
