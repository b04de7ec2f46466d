import type { signInEn } from '../en/sign-in.ts'

/** French words of signing in and of whoever is signed in. */
export const signInFr: typeof signInEn = {
  account: {
    open: 'Compte et réglages',
    officer: 'Agent',
    organisation: 'Organisation',
    peer: 'Nœud',
    regime: 'Droit',
    language: 'Langue',
    scheme: 'Apparence',
    light: 'Claire',
    dark: 'Sombre',
    auto: 'Appareil',
    signOut: 'Se déconnecter',
  },
  role: {
    officer: 'Agent',
    caseworker: 'Chargé de dossier',
    operator: 'Exploitant du nœud',
    dpo: 'Délégué à la protection des données',
    authority: 'Autorité de contrôle',
  },
  regime: {
    LED: 'Répression pénale',
    GDPR: 'Protection générale des données',
    EUDPR: 'Institutions de l’UE',
    none: 'Hors du droit de l’Union',
  },
  regimeLaw: {
    LED: 'Directive (UE) 2016/680',
    GDPR: 'Règlement (UE) 2016/679',
    EUDPR: 'Règlement (UE) 2018/1725',
    none: 'Aucun droit de l’Union sur la protection des données',
  },
  signIn: {
    page: 'Connexion',
    lead: 'Une question, une seule fois : la base de chaque autorité répond, dans le respect du droit.',
    what: 'Isthmus relie les bases de données de ceux qui travaillent sur les migrations et la sécurité des frontières. Chaque autorité garde sa propre base et répond par son propre nœud ; il n’existe aucune copie centrale.',
    point1: 'Chaque question indique sa finalité, sa base légale et son dossier.',
    point2:
      'Chaque autorité décide selon ses propres règles si elle répond, et dit pourquoi lorsqu’elle ne répond pas.',
    point3: 'Chaque question et chaque réponse sont consignées des deux côtés, sans les valeurs recherchées.',
    button: 'Se connecter',
    demo: 'Un nœud peut fonctionner comme démonstration. Des extraits périmés de listes publiques de sanctions remplacent alors les registres des praticiens, et des agents fictifs les vrais. Un tel nœud le dit sur chaque page. N’utilisez jamais ce qu’il montre pour un contrôle ou pour une décision concernant une personne.',
    ended: 'Votre session est terminée. Reconnectez-vous pour continuer.',
  },
}
