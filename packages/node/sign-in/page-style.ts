import { createHash } from 'node:crypto'

export const stylePath = '/auth/sign-in.css'

export const style = `:root {
  color-scheme: light dark;
  --page: #f2f6f6; --card: #fff; --line: #b9c8cc; --text: #10242b; --soft: #4a626b;
  --bar: #0a3138; --bar-text: #eaf5f5; --accent: #0b6b73; --caution: #8a5200; --caution-card: #fff6e8;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0a161b; --card: #11232a; --line: #3a5863; --text: #e3f0f1; --soft: #a3b8bf;
    --bar: #071f25; --bar-text: #e3f0f1; --accent: #6cc7c4; --caution: #f0b95e; --caution-card: #241f14;
  }
}
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: break-word; }
header { background: var(--bar); color: var(--bar-text); }
header p { display: flex; align-items: center; gap: 0.625rem; font-weight: 650; }
header svg { flex: none; inline-size: 1.5rem; block-size: 1.5rem; }
header p, main { max-inline-size: 56rem; margin: 0 auto; padding: 0.75rem 1rem; }
main { padding-block: 1rem 4rem; }
h1 { margin: 1.5rem 0 0.75rem; font-size: 1.625rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 2.5rem 0 0; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 0; font-size: 1.0625rem; line-height: 1.35; }
h1 + h2 { margin-block-start: 1.5rem; }
p { margin: 0.5rem 0; max-inline-size: 42rem; text-wrap: pretty; }
a { color: var(--accent); }
.soft, .law { color: var(--soft); }
span.soft { font-size: 0.9375rem; }
.notice { padding: 0.75rem 1rem; border: 1px solid var(--caution); border-inline-start-width: 4px; border-radius: 0.5rem;
  background: var(--caution-card); max-inline-size: none; }
.notice strong { display: block; color: var(--caution); }
.group { margin-block-start: 1rem; display: flex; flex-direction: column; }
.group ul { flex: 1; }
.law { margin: 0.125rem 0 0.625rem; font-size: 0.9375rem; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
.people { display: grid; gap: 0.75rem 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
.action { display: flex; flex-direction: column; justify-content: flex-start; inline-size: 100%; block-size: 100%; min-block-size: 3.5rem; padding: 0.875rem 1rem;
  font: inherit; text-align: start; text-decoration: none; color: inherit; cursor: pointer;
  background: var(--card); border: 1px solid var(--line); border-radius: 0.625rem; }
.action:hover { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.name { font-size: 1.125rem; font-weight: 650; color: var(--accent); }
.away { position: relative; padding-inline-end: 3rem; }
.away::after { content: '\\2192' / ''; position: absolute; inset-inline-end: 1rem; inset-block-start: 0.875rem; font-size: 1.125rem;
  color: var(--soft); }
.away:dir(rtl)::after { scale: -1 1; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.main { font-weight: 650; background: var(--accent); border-color: var(--accent); color: var(--card); }
.main, .plain { justify-content: center; text-align: center; }
.plain { font-weight: 650; }
.narrow { max-inline-size: 26rem; margin-block-start: 1.25rem; }
label { display: block; margin: 1.25rem 0 0.25rem; font-weight: 650; }
input[type=text] { display: block; inline-size: 100%; max-inline-size: 26rem; min-block-size: 3.5rem; padding: 0.5rem 1rem;
  color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 0.625rem;
  font: 1.5rem ui-monospace, monospace; letter-spacing: 0.1em; text-transform: uppercase; }
.code { font: 1.75rem ui-monospace, monospace; letter-spacing: 0.1em; }
`

/** Changes with the style, so that no browser shows a new page in an old one. */
export const styleLink = `${stylePath}?${createHash('sha256').update(style).digest('hex').slice(0, 12)}`
