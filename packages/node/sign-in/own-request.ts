import type { FastifyRequest } from 'fastify'
import { SignInError } from './sign-in-error.ts'

/** Neither can be sent by a foreign form, nor by a foreign script without being asked for (Fetch, CORS preflight). */
const ownTypes = ['application/json', 'application/octet-stream']

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/** Whether the request can change nothing. */
export function isSafe(request: FastifyRequest): boolean {
  return safeMethods.includes(request.method)
}

/**
 * Refuses a request that another site made a browser send (cross-site request forgery). Beside the Strict cookie it
 * asks for what no foreign form can send: JSON or bytes, our own header, and the browser's word that it comes from our pages.
 */
export function verifyOwnRequest(request: FastifyRequest, publicUrl: string): void {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType === undefined || !ownTypes.includes(mediaType))
    throw foreign('its content type is neither application/json nor application/octet-stream')
  if (request.headers['x-isthmus-request'] === undefined)
    throw foreign('the header x-isthmus-request is missing')
  verifySameOrigin(request, publicUrl)
}

/** The part of it that a form on our own pages can keep. */
export function verifySameOrigin(request: FastifyRequest, publicUrl: string): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  if (site === undefined && origin === undefined) throw foreign('it says neither Origin nor Sec-Fetch-Site')
  if (site !== undefined && site !== 'same-origin') throw foreign('it comes from another site')
  // Under `Referrer-Policy: no-referrer` a form of our own pages says Origin: null.
  const isWithheld = origin === undefined || (origin === 'null' && site !== undefined)
  if (!isWithheld && origin !== new URL(publicUrl).origin) throw foreign('it comes from another origin')
}

/** Against DNS rebinding: a foreign name that points to this machine is not our address. */
export function verifyHost(request: FastifyRequest, publicUrl: string): void {
  if (request.headers.host === new URL(publicUrl).host) return
  throw foreign('it names another host')
}

/** From this machine itself, and not through a proxy on it. */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers } = request
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function foreign(reason: string): SignInError {
  return new SignInError('FOREIGN_REQUEST', `the request is refused: ${reason}`, {
    remedy: 'use the pages of this peer, or an access token',
  })
}
