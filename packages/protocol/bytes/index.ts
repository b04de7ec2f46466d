export { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts'
export { concatBytes, equalBytes, fromUtf8, toHex, toUint64, toUtf8 } from './bytes.ts'
export { parseJson } from './parse-json.ts'
