import type {
  TrustInvitationUpload,
  TrustProposal,
  TrustRevocation,
  TrustRotation,
  TrustSignature,
} from '@isthmus/contract'
import type { Handlers } from './api.ts'
import { toActor } from './guards.ts'
import {
  revokeOwnKeys,
  rotateKeys,
  showTrust,
  type TrustDesk,
  TrustError,
  type TrustRoom,
} from './trust/index.ts'

/** What answers the operations of trust. */
export function createTrustHandlers(
  room: TrustRoom,
): Pick<Handlers, Extract<keyof Handlers, `trust.${string}`>> {
  const show = (): Promise<unknown> => showTrust(room, room.clock())
  return {
    'trust.list': show,
    'trust.rotate': ({ officer, body }) => rotateKeys(room, body as TrustRotation, toActor(officer)),
    'trust.revoke': ({ officer, body }) => revokeOwnKeys(room, body as TrustRevocation, toActor(officer)),
    'trust.invite': async ({ officer, body }) => {
      await getDesk(room).invite((body as TrustInvitationUpload).invitation, toActor(officer))
      return show()
    },
    'trust.propose': async ({ officer, body }) =>
      getDesk(room).propose(body as TrustProposal, toActor(officer)),
    'trust.draft': async ({ id }) => getDesk(room).show(id),
    'trust.sign': async ({ officer, id, body }) =>
      getDesk(room).sign(id, body as TrustSignature, toActor(officer)),
    'trust.withdraw': async ({ officer, id }) => getDesk(room).withdraw(id, toActor(officer)),
    'trust.refuse': async ({ officer, id }) => {
      await getDesk(room).refuse(id, toActor(officer))
      return show()
    },
  }
}

function getDesk({ desk }: TrustRoom): TrustDesk {
  if (desk) return desk
  throw new TrustError('NO_TRUST_DESK', 'this peer is not the desk of the federation', {
    remedy: 'work at the peer whose configuration has trustDesk',
  })
}
