import type { shellEn } from '../en/shell.ts'

/** French words of the frame around every page: navigation, notices, problems. */
export const shellFr: typeof shellEn = {
  app: {
    name: 'Isthmus',
    title: '{{page}} · Isthmus',
    skip: 'Aller au contenu',
    navigation: 'Pages',
  },
  nav: {
    search: 'Recherche',
    batch: 'Liste',
    history: 'Historique',
    catalogue: 'Catalogue',
    review: 'Examen',
    trust: 'Confiance',
    messages: 'Messages',
    incidents: 'Incidents',
    oversight: 'Contrôle',
    more: 'Plus',
  },
  demo: {
    label: 'Démonstration',
    short:
      'Des extraits périmés de listes publiques de sanctions remplacent les registres. Ne jamais s’en servir pour un contrôle.',
    long: 'Ceci est une démonstration. Des extraits périmés de listes publiques de sanctions remplacent les registres des praticiens, car les vrais registres ne peuvent être publiés. N’utilisez jamais ce qui est montré ici pour un contrôle ou pour une décision concernant une personne.',
  },
  problem: {
    notPermitted: 'Ce n’est pas permis',
    title: 'Cela n’a pas fonctionné',
    remedy: 'Que faire',
    reference: 'Référence pour l’assistance : {{id}}',
    again: 'Réessayer',
    offline: 'Votre nœud ne répond pas',
    offlineDetail: 'La liaison entre ce navigateur et votre propre nœud est rompue.',
    offlineRemedy: 'Vérifiez le réseau. S’il fonctionne, l’exploitant de votre nœud peut vous aider.',
    unreadable: 'La réponse de votre nœud n’a pas pu être lue',
    unreadableRemedy: 'Redemandez. Si cela se reproduit, prévenez l’exploitant de votre nœud.',
    broken: 'La liaison s’est rompue avant que toutes les sources aient répondu',
    brokenRemedy: 'Les réponses arrivées sont affichées. Redemandez pour les autres.',
  },
  notFound: {
    page: 'Introuvable',
    text: 'Il n’y a aucune page à cette adresse.',
    back: 'Vers la recherche',
  },
}
