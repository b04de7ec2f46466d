import type { FastifyReply } from 'fastify'
import { type Html, html } from './html.ts'
import { en } from './locales/en.ts'
import type { Language } from './page-language.ts'
import { styleLink } from './page-style.ts'
import type { PageWords } from './page-words.ts'

/** A whole page and the language in which it is written. */
export type Page = { language: Language; html: string }

/** No script, no inline style, and forms go to this peer only. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'self'; script-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

export function headersOf(page: Page): Record<string, string> {
  return { ...pageHeaders, 'content-language': page.language, vary: 'Accept-Language' }
}

export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply.headers(headersOf(page)).send(page.html)
}

/** `code` is a SignInErrorCode or what another program gave as its code. */
export function faultPage(words: PageWords, fault: { kind?: 'PROVIDER_FAULT'; code: string }): Page {
  const { t } = words
  const known = toKnown(fault.kind ?? fault.code)
  return toPage(words, {
    title: t('faultPage.page'),
    body: html`<p class="notice" role="alert">${t(`fault.${known}.message`)}</p>
<p>${t(`fault.${known}.remedy`)}</p>
<p class="soft">${t('faultPage.code', { code: fault.code })}</p>
<ul class="narrow"><li><a class="action plain" href="/auth/sign-in">${t('faultPage.again')}</a></li></ul>`,
  })
}

/**
 * Goes on to `path` of this peer by itself. A redirect that another site began carries no Strict cookie; a page of
 * our own that navigates does.
 */
export function goOnPage(words: PageWords, path: string): Page {
  return toPage(words, {
    title: words.t('goOn.page'),
    body: html`<ul class="narrow"><li><a class="action plain" href="${path}">${words.t('goOn.link')}</a></li></ul>`,
    head: html`<meta http-equiv="refresh" content="0; url=${path}">`,
  })
}

export function toPage(
  { language, direction, t }: PageWords,
  { title, body, head, notice }: { title: string; body: Html; head?: Html; notice?: Html },
): Page {
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
<title>${t('title', { page: title })}</title><link rel="stylesheet" href="${styleLink}"></head>
<body><header><p>${mark}<span>Isthmus</span></p></header>
<main>${notice}
<h1>${title}</h1>
${body}
</main></body></html>
`
  return { language, html: page.toString() }
}

/** Two shores and the strip of land that joins them. */
const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true"><path fill="currentColor" d="M4 3c6 0 9 4 9 8.5 0 2.500 1 3 3 3s3-.5 3-3C19 7 22 3 28 3v26c-6 0-9-4-9-8.500 0-2.500-1-3-3-3s-3 .5-3 3C13 25 10 29 4 29z"/></svg>`

type KnownFault = keyof typeof en.fault

function toKnown(code: string): KnownFault {
  const isKnown = (text: string): text is KnownFault => Object.hasOwn(en.fault, text)
  return isKnown(code) ? code : 'SIGN_IN_FAILED'
}
