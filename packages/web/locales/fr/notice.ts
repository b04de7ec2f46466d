import type { noticeEn } from '../en/notice.ts'

/** French words of the page of what waits for whoever is signed in. */
export const noticeFr: typeof noticeEn = {
  notice: {
    page: 'En attente de vous',
    lead: 'Ce qui a besoin de vous, le plus récent d’abord. Rien n’y dit de qui ni de quoi il s’agit\u00a0: ouvrez l’affaire pour le voir.',
    open: 'En attente de vous',
    unread_one: '{{count}} nouveau',
    unread_other: '{{count}} nouveaux',
    isNew: 'Nouveau',
    done: 'Vu',
    none: 'Rien ne vous attend.',
    reference: 'Référence',
    more: 'Afficher les précédents',
    kind: {
      'request-received': 'Une demande de communication est arrivée',
      'clarification-asked':
        'Le détenteur demande ce qui est voulu\u00a0; le délai est suspendu jusqu’à votre réponse',
      'clarification-answered': 'Votre question a reçu une réponse\u00a0; le délai court de nouveau',
      'act-waits': 'Une décision vous attend',
      'act-done': 'Ce que vous aviez demandé a été décidé',
      'clock-half': 'La moitié du délai de réponse est passée',
      'clock-late': 'Le délai de réponse est presque écoulé',
      'answer-received': 'Une réponse est arrivée',
      'delay-announced': 'La réponse sera tardive\u00a0: un juge doit l’autoriser',
      'item-recalled': 'Une information qui vous avait été communiquée a été rappelée',
      'item-corrected': 'Une information qui vous avait été communiquée a été corrigée',
      'use-asked': 'Un destinataire demande à utiliser autrement ce que vous avez communiqué',
      'use-decided': 'Il a été décidé si vous pouvez utiliser autrement ce qui vous a été communiqué',
      'erasure-near': 'Une information qui vous avait été communiquée sera bientôt effacée',
      'passkey-recovery': 'Un collègue a perdu sa clé d’accès\u00a0: deux administrateurs doivent l’aider',
    },
  },
}
