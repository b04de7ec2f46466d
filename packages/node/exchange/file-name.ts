/** Bytes in UTF-8 that every file system takes. */
const longestBytes = 200

/** Names that Windows keeps for devices, with or without an ending. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A name under which a file can be shown and saved, whatever it was called: without path, control and bidirectional signs,
 * signs that nobody sees, reserved names, and at most 200 bytes long with its ending kept. Cannot fail; the same name stays
 * as it is.
 */
export function toFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const visible = last
    .normalize('NFC')
    // Controls, formats (bidirectional ones among them), private and unassigned signs, line and paragraph separators.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*\ufffd]/g, '_')
    .replace(/\p{Zs}+/gu, ' ')
  // A leading dot hides a file; what Windows cuts off at the end would make another name.
  const named = trimEnds(shorten(trimEnds(visible)))
  const stem = named.split('.')[0] ?? ''
  if (named === '') return 'file'
  return deviceName.test(stem.trim()) ? `_${named}` : named
}

function trimEnds(name: string): string {
  return name.replace(/^[. ]+/, '').replace(/[. ]+$/, '')
}

function shorten(name: string): string {
  if (byteLength(name) <= longestBytes) return name
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && byteLength(name.slice(dot)) <= 20 ? name.slice(dot) : ''
  let stem = ''
  for (const sign of ending === '' ? name : name.slice(0, dot)) {
    if (byteLength(stem) + byteLength(sign) + byteLength(ending) > longestBytes) break
    stem += sign
  }
  return stem + ending
}

function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

/** Always to be saved, never to be shown (RFC 6266, with the name as RFC 8187 writes it). */
export function toContentDisposition(name: string): string {
  const safe = toFileName(name)
  const plain = safe.replace(/[^A-Za-z0-9._ -]/g, '_')
  const encoded = encodeURIComponent(safe).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
