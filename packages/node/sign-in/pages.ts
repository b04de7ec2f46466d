import type { DemoOfficer } from './officer.ts'
import type { Elsewhere } from './options.ts'

/** No script, no inline style, and forms go to this peer only. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'self'; script-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

export const stylePath = '/auth/sign-in.css'

export const style = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0 auto; max-width: 40rem; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
.notice { border-inline-start: 4px solid #b35c00; padding: 0.5rem 1rem; background: #b35c0018; }
ul { list-style: none; padding: 0; display: grid; gap: 0.5rem; }
button, li a { box-sizing: border-box; display: block; width: 100%; padding: 0.75rem 1rem; text-align: start;
  font: inherit; color: inherit; background: #8881; border: 1px solid #8888; border-radius: 0.5rem; cursor: pointer; }
button:hover, li a:hover { border-color: currentColor; }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #1c7ed6; outline-offset: 2px; }
button strong, button span, li a strong, li a span { display: block; }
input[type=text] { box-sizing: border-box; width: 100%; padding: 0.75rem; font: 1.5rem ui-monospace, monospace;
  letter-spacing: 0.1em; text-transform: uppercase; margin-bottom: 1rem; }
.code { font: 1.75rem ui-monospace, monospace; letter-spacing: 0.1em; }
`

/** The demo page: choose yourself. `action` is where the choice is posted. */
export function choosePage(view: {
  peerName: string
  action: string
  officers: readonly DemoOfficer[]
  elsewhere: readonly Elsewhere[]
}): string {
  const officers = view.officers.map(
    (
      officer,
    ) => `<li><button name="officer" value="${toHtml(officer.id)}"><strong>${toHtml(officer.name)}</strong>
<span>${toHtml([officer.role, officer.unit].filter(Boolean).join(', '))}</span></button></li>`,
  )
  const elsewhere = view.elsewhere.map(
    (peer) => `<li><a href="${toHtml(toLink(peer.url))}"><strong>${toHtml(peer.name)}</strong>
<span>${toHtml(peer.organisation)}</span></a></li>`,
  )
  return page(
    `Sign in to ${view.peerName}`,
    `<p class="notice"><strong>This is a demonstration.</strong> These officers do not exist, there is no password, and
whoever opens this page can be any of them. Never enter real personal data.</p>
<h2>Choose yourself</h2>
<form method="post" action="${toHtml(view.action)}"><ul>${officers.join('\n')}</ul></form>
${elsewhere.length > 0 ? `<h2>Officers of other organisations sign in at their own peer</h2><ul>${elsewhere.join('\n')}</ul>` : ''}`,
  )
}

/** Where the officer types the code that the command line shows. `form` is oidc-provider's own. */
export function deviceCodePage(form: string, fault?: string): string {
  return page(
    'Sign in the command line',
    `${fault ? `<p class="notice" role="alert">${toHtml(fault)}</p>` : ''}
<p>Enter the code that your command line shows. Enter no code that somebody else sent you.</p>
${withoutInlineCode(form)}
<button type="submit" form="op.deviceInputForm">Continue</button>`,
  )
}

export function deviceConfirmPage(form: string, code: string): string {
  return page(
    'Is this your code?',
    `<p>Your command line must show exactly this code:</p>
<p class="code">${toHtml(code)}</p>
<p>If it does not, or if you did not ask for it, choose Abort: somebody else would act in your name.</p>
${withoutInlineCode(form)}
<ul><li><button type="submit" form="op.deviceConfirmForm">It is my code: continue</button></li>
<li><button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Abort</button></li></ul>`,
  )
}

export function deviceSuccessPage(): string {
  return page(
    'The command line is signed in',
    '<p>You can close this page and go back to your command line.</p>',
  )
}

export function faultPage(title: string, message: string, remedy?: string): string {
  return page(
    title,
    `<p class="notice" role="alert">${toHtml(message)}</p>
${remedy ? `<p>${toHtml(remedy)}</p>` : ''}
<ul><li><a href="/auth/sign-in">Sign in again</a></li></ul>`,
  )
}

/**
 * Goes on to `path` of this peer by itself. A redirect that another site began carries no Strict cookie; a page of
 * our own that navigates does.
 */
export function goOnPage(path: string): string {
  return page(
    'One moment',
    `<p><a href="${toHtml(path)}">Go on</a></p>`,
    `<meta http-equiv="refresh" content="0; url=${toHtml(path)}">`,
  )
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
<title>${toHtml(title)}</title><link rel="stylesheet" href="${stylePath}"></head>
<body><main><h1>${toHtml(title)}</h1>
${body}
</main></body></html>
`
}

function toHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Anything but a web address would be a script. */
function toLink(url: string): string {
  const address = URL.parse(url)
  return address?.protocol === 'https:' || address?.protocol === 'http:' ? address.href : '#'
}

function withoutInlineCode(form: string): string {
  return form.replace(/ on\w+="[^"]*"/g, '').replace('placeholder="Enter code"', 'aria-label="Code"')
}
