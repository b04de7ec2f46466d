const declaration = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/

/** The encoding that the first bytes of an XML file tell of, or undefined for UTF-8. Unknown ones are left to the opener. */
export function findDeclaredEncoding(head: Buffer): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  const label = declaration.exec(head.toString('latin1'))?.[1]?.toLowerCase()
  // An 8-bit declaration that says UTF-16 is read as what it evidently is.
  return label === undefined || label.startsWith('utf-16') ? undefined : label
}
