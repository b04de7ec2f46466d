import type { historyEn } from '../en/history.ts'

/** French words of the page of one's own searches. */
export const historyFr: typeof historyEn = {
  history: {
    page: 'Historique',
    lead: 'Vos propres recherches, les plus récentes d’abord.',
    why: 'Les noms et les dates que vous avez recherchés ne sont pas conservés : ni ici, ni dans aucun journal. Un journal des personnes recherchées serait lui-même un fichier de personnes. Ce qui est conservé prouve quand, pourquoi et pour quel dossier vous avez demandé ; un sceau cryptographique permet à un auditeur de vérifier un nom déjà connu.',
    when: 'Demandée',
    purpose: 'Finalité',
    caseReference: 'Dossier',
    subjects: 'Personnes',
    states: 'Réponses',
    reference: 'Référence au journal',
    more: 'Afficher les recherches plus anciennes',
    empty: 'Vous n’avez encore rien demandé.',
    caption: 'Mes recherches',
  },
}
