import {
  Button,
  type MantineColorScheme,
  NativeSelect,
  Popover,
  SegmentedControl,
  useMantineColorScheme,
} from '@mantine/core'
import { IconChevronDown, IconFingerprint, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fetchApi } from '../api/fetch-api.ts'
import { ProblemNotice } from '../components/ProblemNotice.tsx'
import { useSession } from '../components/use-session.ts'
import { isLanguage, languages, switchLanguage } from '../locales/i18n.ts'
import { paths, peerPaths } from '../paths.ts'
import { FactList } from '../ui/FactList.tsx'

const schemes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

/** Officer and peer in full, language, appearance, sign-out. */
export function AccountMenu() {
  const { t } = useTranslation()
  const session = useSession()
  return (
    <Popover width={300} position="bottom-end" shadow="md" trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
        <button type="button" className="account__button" data-testid="account-menu">
          <IconUserCircle size={20} stroke={1.7} aria-hidden />
          <span className="account__name" data-testid="officer">
            {session.officer.name}
          </span>
          <span className="visually-hidden">{t('account.open')}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="account" aria-label={t('account.open')}>
        <AccountFacts />
        <PasskeysLink />
        <LanguageSwitch />
        <SchemeSwitch />
        <SignOut />
      </Popover.Dropdown>
    </Popover>
  )
}

function AccountFacts() {
  const { t } = useTranslation()
  const { officer, organisation, peer } = useSession()
  const role = isRole(officer.role) ? t(`role.${officer.role}`) : officer.role
  const facts = [
    [t('account.officer'), [officer.name, role, officer.unit].filter(Boolean).join(', ')],
    [t('account.organisation'), organisation.name],
    [t('account.peer'), peer.name],
    [t('account.regime'), `${t(`regime.${organisation.regime}`)}: ${t(`regimeLaw.${organisation.regime}`)}`],
  ] as const
  return <FactList className="account__facts" facts={facts} />
}

/** The supervisory authority only looks, and so signs nothing. */
function PasskeysLink() {
  const { t } = useTranslation()
  const { officer } = useSession()
  if (officer.role === 'authority') return null
  return (
    <Link to={paths.passkeys} className="account__link" data-testid="passkeys-link">
      <IconFingerprint size={16} aria-hidden />
      {t('passkey.open')}
    </Link>
  )
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  return (
    <NativeSelect
      size="sm"
      label={t('account.language')}
      data-testid="language"
      value={i18n.language}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      onChange={({ currentTarget: { value } }) => {
        if (isLanguage(value)) void switchLanguage(value)
      }}
    />
  )
}

function SchemeSwitch() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <fieldset className="account__scheme">
      <legend>{t('account.scheme')}</legend>
      <SegmentedControl
        fullWidth
        size="xs"
        value={colorScheme}
        data={schemes.map((value) => ({ value, label: t(`account.${value}`) }))}
        onChange={setColorScheme}
        aria-label={t('account.scheme')}
      />
    </fieldset>
  )
}

/** Leaves the pages altogether, so that nothing typed or found stays in memory. */
function SignOut() {
  const { t } = useTranslation()
  const signOut = useMutation({
    mutationFn: () => fetchApi(peerPaths.signOut, { method: 'POST' }),
    onSuccess: () => window.location.assign(paths.search),
  })
  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconLogout size={16} aria-hidden />}
        loading={signOut.isPending}
        data-testid="sign-out"
        onClick={() => signOut.mutate()}
      >
        {t('account.signOut')}
      </Button>
      {signOut.error ? <ProblemNotice error={signOut.error} /> : null}
    </>
  )
}

const roles = ['officer', 'caseworker', 'operator', 'dpo', 'authority'] as const

function isRole(role: string): role is (typeof roles)[number] {
  return roles.some((known) => known === role)
}
