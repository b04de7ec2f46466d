import type { TrustDraft, TrustOverview } from '@isthmus/contract/types'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../components/use-session.ts'
import { toList, toLocalDay } from '../../locales/formats.ts'
import { Tag } from '../../ui/Tag.tsx'
import { ChangeOperators } from './ChangeOperators.tsx'
import { ChangeWitnesses } from './ChangeWitnesses.tsx'
import { TrustAction } from './TrustAction.tsx'
import { TrustChanges } from './TrustChanges.tsx'

type Desk = NonNullable<TrustOverview['desk']>

const draftTones = { open: 'caution', published: 'good', withdrawn: 'plain', overtaken: 'plain' } as const
const invitationTones = { open: 'caution', used: 'good', expired: 'plain' } as const

const inviteCommand = 'isthmus trust invite --for NAME --desk URL --operator-key FOLDER'

/** Where the federation's operators work: drafts with who has signed, and invitations. */
export function TrustDesk({ overview, desk }: { overview: TrustOverview; desk: Desk }) {
  const { t } = useTranslation()
  const isOperator = useSession().officer.role === 'operator'
  return (
    <section aria-labelledby="trust-desk" data-testid="trust-desk">
      <div className="trust__head">
        <h2 id="trust-desk">{t('trust.drafts')}</h2>
        {isOperator && desk.drafts.every(({ state }) => state !== 'open') ? (
          <TrustAction act={{ do: 'propose', proposal: { kind: 'renew' } }} label={t('trust.renew')} />
        ) : null}
      </div>
      {desk.drafts.length === 0 ? <p className="soft">{t('trust.noDrafts')}</p> : null}
      <ul className="trust__cards">
        {desk.drafts.map((draft) => (
          <DraftCard key={draft.id} draft={draft} isOperator={isOperator} />
        ))}
      </ul>
      {isOperator ? (
        <div className="trust__forms">
          <ChangeOperators key={JSON.stringify(overview.operators)} operators={overview.operators} />
          <ChangeWitnesses key={JSON.stringify(overview.witnesses)} overview={overview} />
        </div>
      ) : null}
      <Invitations desk={desk} quorum={overview.operators.quorum} />
    </section>
  )
}

function DraftCard({ draft, isOperator }: { draft: TrustDraft; isOperator: boolean }) {
  const { t } = useTranslation()
  const { id, state, version, emergency, differences, quorums } = draft
  return (
    <li className="panel trust__card" data-testid="trust-draft" data-state={state}>
      <div className="trust__head">
        <h3>{t(emergency ? 'trust.emergencyDraft' : 'trust.draft', { version })}</h3>
        <Tag tone={draftTones[state]}>{t(`draftState.${state}`)}</Tag>
      </div>
      <TrustChanges changes={differences} />
      {quorums.length > 1 ? <p>{t('trust.bothQuorums')}</p> : null}
      {quorums.map((quorum) => (
        <QuorumLine
          key={quorum.of}
          quorum={quorum}
          isOneOfTwo={quorums.length > 1}
          isOpen={state === 'open'}
        />
      ))}
      {state === 'open' ? (
        <>
          <p className="soft">{t('trust.signWhere')}</p>
          <pre className="trust__command">
            <code>{`isthmus trust sign ${id} --operator-key FOLDER`}</code>
          </pre>
          {isOperator ? (
            <div className="trust__actions">
              <TrustAction
                act={{ do: 'withdraw', draft: id }}
                label={t('trust.withdraw')}
                about={String(version)}
              />
            </div>
          ) : null}
        </>
      ) : null}
    </li>
  )
}

type Quorum = TrustDraft['quorums'][number]

/** How many have signed, who, and who still could. */
function QuorumLine({
  quorum,
  isOneOfTwo,
  isOpen,
}: {
  quorum: Quorum
  isOneOfTwo: boolean
  isOpen: boolean
}) {
  const { t, i18n } = useTranslation()
  const { of, required, signed, missing } = quorum
  const words = { signed: signed.length, required }
  const whose = of === 'present' ? t('trust.signedPresent', words) : t('trust.signedNew', words)
  const lack = { count: required - signed.length, names: toList(missing, i18n.language) }
  return (
    <p data-testid="quorum">
      <strong>{isOneOfTwo ? whose : t('trust.signed', words)}</strong>
      {signed.length > 0 ? ` ${t('trust.signedNames', { names: toList(signed, i18n.language) })}` : null}
      {isOpen && missing.length > 0 ? ` ${t('trust.stillToSign', lack)}` : null}
    </p>
  )
}

function Invitations({ desk, quorum }: { desk: Desk; quorum: number }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <h2>{t('trust.invitations')}</h2>
      <p className="soft">{t('trust.inviteHow', { quorum })}</p>
      <pre className="trust__command">
        <code>{inviteCommand}</code>
      </pre>
      <ul className="trust__cards">
        {desk.invitations.map(({ id, for: invited, by = '', expiresAt, state }) => (
          <li key={id} className="panel trust__card">
            <div className="trust__head">
              <h3>{invited}</h3>
              <Tag tone={invitationTones[state]}>{t(`invitationState.${state}`)}</Tag>
            </div>
            <p className="soft">{t('trust.invited', { by, date: toLocalDay(expiresAt, i18n.language) })}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
