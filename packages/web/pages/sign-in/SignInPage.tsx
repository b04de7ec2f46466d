import { Button } from '@mantine/core'
import { IconLogin2 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '../../layout/AccountMenu.tsx'
import { Mark } from '../../layout/Mark.tsx'
import { peerPaths } from '../../paths.ts'
import { Notice } from '../../ui/Notice.tsx'
import './sign-in.css'

/** Stands before every page as long as nobody is signed in. */
export function SignInPage() {
  const { t } = useTranslation()
  return (
    <main className="sign-in">
      <title>{t('app.title', { page: t('signIn.page') })}</title>
      <div className="sign-in__card">
        <div className="sign-in__head">
          <Mark size={44} />
          <h1>{t('app.name')}</h1>
        </div>
        <p className="sign-in__lead">{t('signIn.lead')}</p>
        <p>{t('signIn.what')}</p>
        <ul>
          <li>{t('signIn.point1')}</li>
          <li>{t('signIn.point2')}</li>
          <li>{t('signIn.point3')}</li>
        </ul>
        <Button
          component="a"
          href={peerPaths.signIn}
          size="lg"
          fullWidth
          leftSection={<IconLogin2 size={20} aria-hidden />}
          data-testid="sign-in"
        >
          {t('signIn.button')}
        </Button>
        <Notice tone="info" title={t('demo.label')}>
          <p>{t('signIn.demo')}</p>
        </Notice>
        <div className="sign-in__language">
          <LanguageSwitch />
        </div>
      </div>
    </main>
  )
}
