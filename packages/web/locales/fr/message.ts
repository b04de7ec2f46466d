import type { messageEn } from '../en/message.ts'

/** French words of messages between peers. */
export const messageFr: typeof messageEn = {
  message: {
    page: 'Messages',
    lead: 'Messages entre ce nœud et les autres : ce qui est en route, ce qui est arrivé et ce qui n’a pu être remis.',
    readOnly:
      'Vous pouvez consulter les messages ; un opérateur envoie des notes et traite les messages non remis.',
    box: 'Quels messages',
    boxes: { sent: 'Vers d’autres', received: 'D’autres', dead: 'Non remis' },
    none: {
      sent: 'Rien n’a encore été envoyé.',
      received: 'Rien n’est encore arrivé.',
      dead: 'Aucun message non remis : tout est arrivé ou en route.',
    },
    deadCount_one: '{{count}} message n’a pu être remis.',
    deadCount_many: '{{count}} messages n’ont pu être remis.',
    deadCount_other: '{{count}} messages n’ont pu être remis.',
    more: 'Afficher les précédents',
    send: 'Une note aux opérateurs d’un autre nœud',
    to: 'À',
    text: 'Note',
    textHint: 'Scellée en route et dans la base de données. Elle ne nomme aucune personne.',
    sendNow: 'Envoyer la note',
    toPeer: 'À {{name}}',
    fromPeer: 'De {{name}}',
    states: {
      waiting: 'En route',
      delivered: 'Remis',
      dead: 'Non remis',
      discarded: 'Abandonné',
      received: 'Reçu',
    },
    why: 'Pourquoi',
    todo: 'Que faire',
    next: 'Prochain essai',
    nextAt_one: '{{at}}, après {{count}} essai ; au plus tard jusqu’au {{deadline}}',
    nextAt_many: '{{at}}, après {{count}} essais ; au plus tard jusqu’au {{deadline}}',
    nextAt_other: '{{at}}, après {{count}} essais ; au plus tard jusqu’au {{deadline}}',
    receipt: 'Accusé de réception signé',
    receiptSays: 'Entrée {{index}} du journal {{origin}}, {{at}}',
    reference: 'Référence',
    resend: 'Envoyer à nouveau',
    discard: 'Abandonner',
    faults: {
      unreachable: {
        why: 'Le nœud n’a pas répondu.',
        todo: 'Demandez à son opérateur s’il fonctionne. Dès qu’il fonctionne, envoyez à nouveau le message : il a son effet une seule fois, quel que soit le nombre d’arrivées.',
      },
      unproven: {
        why: 'Personne à l’adresse du nœud n’a pu prouver qu’il l’est, ou la liste de confiance ne le contient pas.',
        todo: 'Comparez la liste de confiance des deux nœuds, puis envoyez à nouveau le message.',
      },
      notBelieved: {
        why: 'Le nœud n’accepte pas notre signature.',
        todo: 'Comparez liste de confiance et clés des deux nœuds ; une clé a pu être révoquée. Puis envoyez à nouveau le message.',
      },
      clock: {
        why: 'Les horloges des deux nœuds diffèrent trop.',
        todo: 'Réglez l’horloge fautive, puis envoyez à nouveau le message.',
      },
      sealed: {
        why: 'Le nœud ne peut plus ouvrir le message : sa clé a changé ou le temps du message est écoulé.',
        todo: 'Envoyez-le à nouveau : il est scellé avec la clé actuelle.',
      },
      refused: {
        why: 'Le nœud n’accepte pas ce message.',
        todo: 'Demandez à son opérateur pourquoi et abandonnez le message.',
      },
      contradiction: {
        why: 'Le nœud a un autre message sous le même nom.',
        todo: 'Abandonnez celui-ci et prévenez les opérateurs des deux nœuds : l’un des deux journaux vient peut-être d’une sauvegarde.',
      },
      receipt: {
        why: 'Le nœud a répondu, mais sans accusé de réception signé pour ce message.',
        todo: 'Appelez son opérateur : qui répond n’est peut-être pas le nœud, ou il est en panne.',
      },
      other: {
        why: 'Échec : {{code}}.',
        todo: 'Voyez le journal de ce nœud ou demandez à l’opérateur de l’autre.',
      },
    },
  },
}
