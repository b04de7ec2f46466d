import type { TrustDraft, TrustList, TrustOverview, TrustProposal } from '@isthmus/contract'
import { createSoftwareSigner, listPeerKeys } from '@isthmus/node/platform'
import { type DocumentSigner, listHash, signTrustList, toPayload, toSignature } from '@isthmus/protocol/trust'
import { openPeerKeystore, operatorFolder } from './federation-keys.ts'
import type { Api } from './peer-api.ts'

const quorum = [1, 2]

/** The operators of a test federation, who sign where their keys lie. */
export class FederationOperators {
  readonly #folder: string
  readonly #desk: Api

  constructor(folder: string, desk: Api) {
    this.#folder = folder
    this.#desk = desk
  }

  /** Drafts, has as many operators sign as the draft needs, and gives the version that was published. */
  async publish(proposal: TrustProposal): Promise<number> {
    let draft = await this.#desk<TrustDraft>('POST', '/api/trust/drafts', proposal)
    for (const number of [1, 2, 3]) {
      if (draft.state !== 'open') break
      const payload = Buffer.from(draft.payload, 'utf8')
      const signature = await toSignature(payload, 'isthmus-trust-list+jws', this.#signerOf(number))
      draft = await this.#desk<TrustDraft>('POST', `/api/trust/drafts/${draft.id}/signatures`, signature)
    }
    if (draft.state !== 'published') throw new Error(`the draft is ${draft.state}`)
    return draft.version
  }

  /** Grants the one request of that kind that waits at the desk. */
  async grant(kind: 'rotate' | 'revoke'): Promise<number> {
    const { requests = [] } = await this.#desk<TrustOverview>('GET', '/api/trust')
    const request = requests.find((one) => one.kind === kind && one.state === 'waiting')
    if (!request) throw new Error(`no request to ${kind} waits at the desk`)
    return this.publish({ kind, request: request.id, ...(kind === 'revoke' ? { emergency: true } : {}) })
  }

  /** A list that no desk would make, signed by a quorum all the same: what operators who lie, or were robbed, could sign. */
  async signSuccessor(former: TrustList, change: Partial<TrustList>): Promise<string> {
    const next = {
      ...former,
      version: former.version + 1,
      previous: listHash(toPayload(former)),
      issuedAt: new Date().toISOString(),
      ...change,
    }
    return signTrustList(
      next,
      quorum.map((number) => this.#signerOf(number)),
    )
  }

  #signerOf(number: number): DocumentSigner {
    const [key] = listPeerKeys(openPeerKeystore(operatorFolder(this.#folder, number)), 'signing')
    if (!key) throw new Error(`operator ${number} has no key`)
    return createSoftwareSigner(key.privateKey)
  }
}
