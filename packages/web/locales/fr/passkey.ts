import type { passkeyEn } from '../en/passkey.ts'

/** French words of the page of passkeys. */
export const passkeyFr: typeof passkeyEn = {
  passkey: {
    page: 'Clés d’accès',
    lead: 'Avec une clé d’accès, vous signez des décisions et confirmez ce qui ne doit pas arriver par erreur : empreinte, visage ou code PIN sur votre téléphone, ordinateur ou clé de sécurité.',
    open: 'Clés d’accès',
    usable: 'Clés que vous pouvez utiliser',
    former_one: '{{count}} clé révoquée',
    former_other: '{{count}} clés révoquées',
    formerList: 'Clés révoquées',
    none: 'Vous n’avez aucune clé utilisable.',
    enrolTitle: 'Ajouter une clé d’accès',
    ground: {
      session: 'Dans une démonstration, la connexion suffit pour la première.',
      code: 'Pour la première, il faut un code à usage unique. Donnez en personne à un opérateur de votre nœud le pseudonyme ci-dessous ; le code vaut un jour.',
      'step-up':
        'Deux demandes suivront : d’abord pour une clé que vous avez déjà, puis pour la nouvelle. Deux clés sur des appareils différents vous évitent de rester bloqué.',
      recovered:
        'Deux opérateurs ont approuvé. Ajoutez une nouvelle clé dans l’heure ; toutes les anciennes seront alors révoquées.',
      recovery: 'Deux opérateurs de votre nœud doivent d’abord approuver.',
    },
    pseudonym: 'Votre pseudonyme :',
    code: 'Code à usage unique',
    name: 'Nom de la clé',
    nameHelp: 'Pour distinguer vos clés, par exemple « téléphone de service ».',
    enrol: 'Ajouter la clé',
    enrolled: 'La clé a été ajoutée.',
    enrolledAt: 'Ajoutée',
    lastUsedAt: 'Dernière utilisation',
    neverUsed: 'jamais',
    place: 'Où elle se trouve',
    synced: 'peut être copiée sur d’autres de vos appareils',
    bound: 'reste dans ce seul appareil',
    revokedAt: 'Révoquée',
    revokedBy: {
      oneself: 'révoquée par vous',
      operator: 'révoquée par un opérateur',
      recovery: 'révoquée lors d’une récupération',
    },
    rename: 'Renommer',
    renameDo: 'Enregistrer le nom',
    revoke: 'Révoquer',
    revokeWhat: 'Elle ne pourra plus jamais servir. Ce que vous avez signé avec elle reste valable.',
    revokeLast:
      'C’est votre seule clé. Sans elle, il faut deux opérateurs avant que vous puissiez signer à nouveau. Ce que vous avez signé avec elle reste valable.',
    revokeDo: 'Révoquer définitivement',
    cancel: 'Annuler',
    recoveryTitle: 'Toutes les clés perdues ?',
    recoveryIfLost:
      'Si vous ne pouvez plus en utiliser aucune, demandez une récupération : deux opérateurs de votre nœud doivent approuver. D’ici là, rien ne change.',
    recoveryNeeded:
      'Vous ne pouvez ajouter une nouvelle clé qu’après l’accord de deux opérateurs de votre nœud. Demandez-le ici, puis dites-leur en personne que c’était vous.',
    recover: 'Demander la récupération',
    recoveryOpen_one: 'Récupération demandée : {{count}} opérateur sur 2 a approuvé',
    recoveryOpen_other: 'Récupération demandée : {{count}} opérateurs sur 2 ont approuvé',
    recoveryOpenNext:
      'Dites en personne à deux opérateurs de votre nœud que c’était vous, et le pseudonyme qu’ils voient. La demande expire {{until}}.',
    recoveryApproved_one: 'Récupération approuvée par {{count}} opérateur',
    recoveryApproved_other: 'Récupération approuvée par {{count}} opérateurs',
    recoveryApprovedNext: 'Ajoutez une nouvelle clé avant {{until}}.',
    others: 'Clés des autres',
    othersConfirm: 'Chaque accord et chaque code se confirme avec votre propre clé.',
    othersWithout:
      'Vous n’avez pas de clé vous-même. Ajoutez-en une : elle confirmera ce que vous approuvez ici.',
    recoveries: 'Agents qui ont perdu toutes leurs clés',
    noRecoveries: 'Personne n’a demandé de récupération.',
    recoveryAsked_one:
      'Demandé {{at}} ; {{count}} opérateur sur 2 a approuvé. N’approuvez que si la personne vous l’a dit en face.',
    recoveryAsked_other:
      'Demandé {{at}} ; {{count}} opérateurs sur 2 ont approuvé. N’approuvez que si la personne vous l’a dit en face.',
    approve: 'Approuver',
    refuse: 'Refuser',
    anotherOperator: 'Celle-ci attend un autre opérateur.',
    inviteTitle: 'Créer un code pour la première clé de quelqu’un',
    inviteWhat: 'L’agent voit le pseudonyme sur cette même page. Remettez le code en personne.',
    invitePseudonym: 'Pseudonyme de l’agent',
    invite: 'Créer le code',
    codeOnce: 'Affiché seulement maintenant',
    codeUntil: 'Valable une fois, jusqu’à {{until}}.',
    fault: {
      unsupported: 'Ce navigateur n’a pas de clés d’accès',
      cancelled: 'Aucune clé n’a répondu',
      known: 'Cet appareil contient déjà une de vos clés',
      failed: 'La clé n’a pas pu être utilisée',
    },
    faultRemedy: {
      unsupported: 'Utilisez un navigateur à jour et ouvrez cette page par son adresse https.',
      cancelled: 'Annulé ou trop long. Rien n’a changé ; réessayez.',
      known: 'Prenez un autre appareil ou une clé de sécurité, ou continuez avec celle que vous avez.',
      failed: 'Rien n’a changé. Réessayez ou prenez un autre appareil.',
    },
  },
}
