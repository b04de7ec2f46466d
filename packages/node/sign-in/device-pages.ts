import { Html, html } from './html.ts'
import type { PageWords } from './page-words.ts'
import { type Page, toPage } from './pages.ts'

/** Where the officer types the code that the command line shows. `form` is oidc-provider's own. */
export function deviceCodePage(words: PageWords, form: string, fault?: 'aborted' | 'unknown'): Page {
  const { t } = words
  return toPage(words, {
    title: t('device.page'),
    body: html`${fault && html`<p class="notice" role="alert">${t(`device.${fault}`)}</p>`}
<p>${t('device.text')}</p>
<label for="code">${t('device.code')}</label>
${toSafeForm(form)}
<div class="narrow"><button class="action main" type="submit" form="op.deviceInputForm">${t('device.continue')}</button></div>`,
  })
}

export function deviceConfirmPage(words: PageWords, form: string, code: string): Page {
  const { t } = words
  return toPage(words, {
    title: t('device.confirmPage'),
    body: html`<p>${t('device.confirmText')}</p>
<p class="code">${code}</p>
<p>${t('device.confirmWarning')}</p>
${toSafeForm(form)}
<ul class="narrow"><li><button class="action main" type="submit" form="op.deviceConfirmForm">${t('device.confirm')}</button></li>
<li><button class="action plain" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">${t('device.abort')}</button></li></ul>`,
  })
}

export function deviceSuccessPage(words: PageWords): Page {
  return toPage(words, {
    title: words.t('device.donePage'),
    body: html`<p>${words.t('device.doneText')}</p>`,
  })
}

/** The provider's form is HTML already; without its inline code and its English. */
function toSafeForm(form: string): Html {
  return Html.trust(
    form
      .replace(/ on\w+="[^"]*"/g, '')
      .replace(
        'placeholder="Enter code"',
        'id="code" autocapitalize="characters" autocorrect="off" spellcheck="false"',
      ),
  )
}
