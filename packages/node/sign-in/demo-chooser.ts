import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { issueDemoToken, tokenSeconds } from './access-token.ts'
import { choosePage } from './choose-page.ts'
import { mountPath } from './embedded-provider.ts'
import { type DemoOfficer, type Officer, toClaims } from './officer.ts'
import type { Elsewhere, FindOrganisation } from './options.ts'
import { isFromThisMachine, verifyHost, verifyOwnRequest, verifySameOrigin } from './own-request.ts'
import { wordsFor } from './page-words.ts'
import { sendPage } from './pages.ts'
import type { ProviderKey } from './provider-keys.ts'
import { SignInError } from './sign-in-error.ts'
import { type RecordSignIn, toActor } from './sign-in-event.ts'

export type DemoChooserOptions = {
  mode: 'demo' | 'production'
  provider: Provider
  key: ProviderKey
  publicUrl: string
  peerName: string
  officers: () => readonly DemoOfficer[]
  elsewhere: readonly Elsewhere[]
  findOrganisation?: FindOrganisation
  record: RecordSignIn
  now: () => Date
}

/** "Choose yourself": the demonstration's only way to sign in. Throws SignInError DEMO_IN_PRODUCTION. */
export class DemoChooser {
  readonly #options: DemoChooserOptions

  constructor(options: DemoChooserOptions) {
    if (options.mode === 'production') {
      throw new SignInError('DEMO_IN_PRODUCTION', 'the demo page lets anyone be any officer', {
        remedy: 'configure the identity provider of the organisation',
      })
    }
    this.#options = options
  }

  register(fastify: FastifyInstance): void {
    fastify.get(`${mountPath}/interaction/:uid`, (request, reply) => this.#show(request, reply))
    fastify.post(`${mountPath}/interaction/:uid`, (request, reply) => this.#choose(request, reply))
    fastify.post('/auth/demo-token', (request) => this.#issueToken(request))
  }

  async #show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { uid } = await this.#findInteraction(request, reply)
    const { peerName, elsewhere, officers, findOrganisation } = this.#options
    const page = choosePage(wordsFor(request.headers['accept-language']), {
      peerName,
      elsewhere,
      findOrganisation,
      officers: officers(),
      action: `${mountPath}/interaction/${uid}`,
    })
    return sendPage(reply, page)
  }

  async #choose(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    verifySameOrigin(request, this.#options.publicUrl)
    await this.#findInteraction(request, reply)
    const officer = this.#getOfficer(request.body, 'officer')
    const result = { login: { accountId: officer.id, remember: false } }
    const next = await this.#options.provider.interactionResult(request.raw, reply.raw, result)
    return reply.redirect(new URL(next, this.#options.publicUrl).href, 303)
  }

  /** For `isthmus --as <officer>` on the machine that runs the demonstration. */
  async #issueToken(request: FastifyRequest): Promise<object> {
    const { publicUrl, record, key, now } = this.#options
    if (!isFromThisMachine(request)) {
      throw new SignInError(
        'NOT_FROM_THIS_MACHINE',
        'demo tokens are for the machine that runs the demonstration',
        {
          remedy: 'use isthmus sign-in',
        },
      )
    }
    verifyHost(request, publicUrl)
    // A command line says neither Origin nor Sec-Fetch-Site; a browser always says one of them.
    if (request.headers.origin ?? request.headers['sec-fetch-site']) verifyOwnRequest(request, publicUrl)
    const officer = this.#getOfficer(request.body, 'officer')
    await record({ event: 'sign-in.granted', means: 'demo-token', at: now(), officer: toActor(officer) })
    const issuer = `${publicUrl}${mountPath}`
    const token = await issueDemoToken({ issuer, audience: publicUrl, officer, now: now() }, key)
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: tokenSeconds,
      officer: toClaims(officer).name,
    }
  }

  async #findInteraction(request: FastifyRequest, reply: FastifyReply) {
    const interaction = await this.#options.provider
      .interactionDetails(request.raw, reply.raw)
      .catch((cause: unknown) => {
        throw notBegun(cause)
      })
    const { uid } = request.params as { uid?: unknown }
    if (interaction.uid !== uid) throw notBegun()
    return interaction
  }

  #getOfficer(body: unknown, field: string): Officer {
    const id =
      typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined
    const officer = this.#options.officers().find((known) => known.id === id)
    if (officer) return officer
    throw new SignInError('OFFICER_UNKNOWN', 'this peer has no such demo officer', {
      remedy: `choose one of ${this.#options
        .officers()
        .map((known) => known.id)
        .join(', ')}`,
    })
  }
}

function notBegun(cause?: unknown): SignInError {
  return new SignInError(
    'SIGN_IN_NOT_BEGUN',
    'this sign-in was not begun in this browser, or it has expired',
    {
      cause,
      remedy: 'sign in again',
    },
  )
}
