import type { Translation } from './en.ts'

export const fr: Translation = {
  title: '{{page}} · Isthmus',
  choose: {
    page: 'Connexion\u00a0: {{peer}}',
    demo: 'Ceci est une démonstration.',
    demoText:
      'Ces agents n’existent pas, il n’y a pas de mot de passe, et quiconque ouvre cette page peut être n’importe lequel d’entre eux. N’entrez jamais de vraies données personnelles.',
    who: 'Choisissez qui vous êtes',
    whoText:
      'L’organisation et le droit qui s’applique à elle décident de ce qu’un agent peut demander et de qui répond.',
    elsewhere: 'Agents d’autres organisations',
    elsewhereText: 'Ils se connectent au nœud qui agit pour leur organisation. Chaque nom y mène.',
  },
  role: {
    officer: 'Agent',
    caseworker: 'Chargé de dossier',
    operator: 'Exploitant du nœud',
    dpo: 'Délégué à la protection des données',
    authority: 'Autorité de contrôle',
  },
  duty: {
    officer: 'Recherche des personnes.',
    caseworker: 'Recherche des personnes.',
    operator: 'Entretient le nœud et ses sources\u00a0; ne recherche pas de personnes.',
    dpo: 'Veille à la protection des données\u00a0; ne recherche pas de personnes.',
    authority:
      'Consulte le journal d’audit d’une organisation et ne modifie rien\u00a0; ne recherche pas de personnes.',
  },
  law: {
    LED: 'Soumise à la directive (UE)\u00a02016/680 (répression pénale)',
    GDPR: 'Soumise au règlement (UE)\u00a02016/679 (protection générale des données)',
    EUDPR: 'Soumise au règlement (UE)\u00a02018/1725 (institutions de l’UE)',
    none: 'Hors du droit de l’Union sur la protection des données',
  },
  device: {
    page: 'Connexion de la ligne de commande',
    text: 'Saisissez le code qu’affiche votre ligne de commande. Ne saisissez aucun code que quelqu’un d’autre vous a envoyé.',
    code: 'Code',
    continue: 'Continuer',
    aborted: 'La connexion a été abandonnée.',
    unknown: 'Ce code est inconnu, a expiré ou a déjà servi.',
    confirmPage: 'Est-ce votre code\u00a0?',
    confirmText: 'Votre ligne de commande doit afficher exactement ce code\u00a0:',
    confirmWarning:
      'Si ce n’est pas le cas, ou si vous ne l’avez pas demandé, choisissez Abandonner\u00a0: quelqu’un d’autre agirait en votre nom.',
    confirm: 'C’est mon code\u00a0: continuer',
    abort: 'Abandonner',
    donePage: 'La ligne de commande est connectée',
    doneText: 'Vous pouvez fermer cette page et revenir à votre ligne de commande.',
  },
  goOn: { page: 'Un instant', link: 'Continuer' },
  faultPage: {
    page: 'La connexion n’a pas abouti',
    code: 'Si vous demandez de l’aide, donnez ce code\u00a0: {{code}}',
    again: 'Se reconnecter',
  },
  fault: {
    SIGN_IN_FAILED: { message: 'La connexion a échoué.', remedy: 'Réessayez dans une minute.' },
    PROVIDER_FAULT: {
      message: 'Le fournisseur d’identité ne peut pas poursuivre cette connexion.',
      remedy: 'Reconnectez-vous depuis le début.',
    },
    PROVIDER_UNREACHABLE: {
      message: 'Pour l’instant, le fournisseur d’identité ne répond pas.',
      remedy: 'Réessayez dans une minute. Si cela dure, prévenez le responsable du fournisseur d’identité.',
    },
    ISSUER_INVALID: {
      message: 'Le fournisseur d’identité n’est pas bien configuré pour ce nœud.',
      remedy: 'Prévenez l’exploitant de ce nœud.',
    },
    NOT_SIGNED_IN: { message: 'Personne n’est connecté.', remedy: 'Connectez-vous.' },
    SESSION_EXPIRED: { message: 'Votre session est terminée.', remedy: 'Reconnectez-vous.' },
    TOKEN_INVALID: { message: 'Le jeton d’accès n’est pas valable.', remedy: 'Reconnectez-vous.' },
    TOKEN_REVOKED: { message: 'Le jeton d’accès a été révoqué.', remedy: 'Reconnectez-vous.' },
    FOREIGN_REQUEST: {
      message: 'La demande est refusée, car elle ne vient pas d’une page de ce nœud.',
      remedy: 'Commencez sur les pages de ce nœud.',
    },
    SIGN_IN_NOT_BEGUN: {
      message: 'Cette connexion n’a pas été commencée dans ce navigateur, ou elle a expiré.',
      remedy: 'Reconnectez-vous.',
    },
    SIGN_IN_REFUSED_BY_PROVIDER: {
      message: 'Le fournisseur d’identité a refusé la connexion.',
      remedy: 'Si vous devez avoir accès, adressez-vous au responsable du fournisseur d’identité.',
    },
    SIGN_IN_ANSWER_INVALID: {
      message: 'La réponse du fournisseur d’identité n’est pas valable.',
      remedy: 'Reconnectez-vous.',
    },
    OFFICER_UNKNOWN: {
      message: 'Ce nœud ne connaît pas l’agent.',
      remedy: 'Reconnectez-vous\u00a0; si cela dure, prévenez le responsable du fournisseur d’identité.',
    },
    ROLE_UNKNOWN: {
      message: 'Le fournisseur d’identité ne vous donne aucun rôle dans Isthmus.',
      remedy: 'Demandez au responsable du fournisseur d’identité de vous en donner un.',
    },
    ORGANISATION_NOT_HOSTED: {
      message: 'Ce nœud n’agit pas pour votre organisation.',
      remedy: 'Connectez-vous au nœud de votre propre organisation.',
    },
    NOT_FROM_THIS_MACHINE: {
      message: 'Les jetons de démonstration sont réservés à la machine qui exécute la démonstration.',
      remedy: 'Connectez-vous avec la commande isthmus sign-in.',
    },
    TOO_MANY_REQUESTS: {
      message: 'Trop de demandes sont arrivées à la connexion.',
      remedy: 'Attendez une minute.',
    },
  },
}
