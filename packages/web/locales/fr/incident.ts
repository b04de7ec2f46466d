import type { incidentEn } from '../en/incident.ts'

/** French words of incidents and of the comparison of logs. */
export const incidentFr: typeof incidentEn = {
  incident: {
    page: 'Incidents',
    lead: 'Ce qui a mal tourné sur ce nœud\u00a0: ce que cela signifie, que faire et qui appeler.',
    none: 'Rien n’est ouvert.',
    banner_one: '{{count}} incident grave que personne n’a pris en charge.',
    banner_other: '{{count}} incidents graves que personne n’a pris en charge.',
    bannerLink: 'Voir les incidents',
    severe: 'Grave',
    notable: 'À noter',
    state: 'État',
    states: {
      open: 'Ouvert',
      acknowledged: 'Pris en charge',
      closed: 'Clos',
    },
    show: 'Afficher',
    showOpen: 'Ce qui n’est pas clos',
    showAll: 'Tous',
    means: 'Ce que cela signifie',
    todo: 'Que faire',
    call: 'Qui appeler',
    nobody: 'Personne de la liste de confiance.',
    times_one: 'une fois',
    times_other: '{{count}} fois',
    first: 'première fois {{at}}',
    last: 'dernière fois {{at}}',
    reference: 'Référence',
    detail: 'Détail',
    note: 'Ce qui a été trouvé et fait\u00a0; ne nommez personne',
    take: 'Prendre en charge',
    close: 'Clore',
    by: 'par {{who}}, {{at}}',
    readOnly:
      'Vous pouvez consulter les incidents\u00a0; un opérateur ou le délégué à la protection des données les clôt.',
    more: 'Afficher les précédents',
    kinds: {
      'message-replayed': {
        title: 'Un message est arrivé une seconde fois',
        means:
          'Quelqu’un a enregistré un message authentique et l’a renvoyé, ou un programme de l’autre nœud se répète. Il n’a eu aucun effet ici.',
        todo: 'Demandez à l’autre nœud s’il a envoyé le message deux fois. Sinon, quelqu’un enregistre les messages en chemin\u00a0: prévenez les responsables de la sécurité des deux côtés.',
      },
      'message-malformed': {
        title: 'Un message était illisible',
        means:
          'Il n’est pas conforme au protocole\u00a0: une autre version du programme, une erreur en chemin, ou quelqu’un qui essaie ce que ce nœud accepte. Il a été refusé.',
        todo: 'Demandez à l’autre nœud quelle version il utilise. S’il en vient beaucoup d’inconnus, faites vérifier leur origine par l’équipe réseau.',
      },
      'message-too-large': {
        title: 'Un message était trop grand',
        means:
          'Il dépassait la longueur admise et n’a pas été lu jusqu’au bout. Quelqu’un cherche peut-être à épuiser la mémoire de ce nœud.',
        todo: 'Demandez à l’autre nœud ce qu’il a envoyé. Les fichiers voyagent en pièces jointes, pas en messages.',
      },
      'signature-wrong': {
        title: 'Une signature était fausse',
        means:
          'Le message a été modifié en chemin, ou n’a pas été signé par celui qu’il désigne. Il a été refusé.',
        todo: 'Appelez l’autre nœud à un numéro que vous connaissez, pas à celui du message. S’il ne l’a pas envoyé, quelqu’un se fait passer pour lui.',
      },
      'sender-unknown': {
        title: 'Un inconnu a écrit',
        means: 'L’expéditeur n’est pas dans la liste de confiance. Il a été refusé et n’a rien appris.',
        todo: 'En général, rien. Si un nœud vient d’entrer, vérifiez que vous avez la dernière liste\u00a0: isthmus trust list.',
      },
      'key-revoked-used': {
        title: 'Une clé révoquée a été utilisée',
        means:
          'Quelqu’un signe avec une clé que la fédération ne croit plus. Soit l’autre nœud n’est pas passé à la nouvelle, soit quelqu’un a volé l’ancienne.',
        todo: 'Appelez aussitôt l’autre nœud et demandez s’il utilise encore cette clé. Sinon, considérez-la comme volée et prévenez l’opérateur de la fédération.',
      },
      'certificate-expired': {
        title: 'Un certificat a expiré',
        means:
          'La connexion a été refusée parce que le certificat de l’autre nœud, ou de celui-ci, est périmé.',
        todo: 'Demandez à l’autre nœud de renouveler son certificat\u00a0: isthmus trust rotate. Vérifiez les horloges des deux.',
      },
      'certificate-unknown': {
        title: 'Un certificat n’est pas celui de la liste',
        means:
          'Celui qui s’est connecté a montré un certificat que la liste de confiance n’a pas pour ce nœud. La connexion a été refusée.',
        todo: 'Si l’autre nœud vient de changer de clés, attendez la nouvelle liste. Sinon, quelqu’un s’interpose peut-être\u00a0: appelez le nœud.',
      },
      'clock-skewed': {
        title: 'Deux horloges diffèrent',
        means:
          'L’horloge de ce nœud et celle de l’autre s’écartent de plus de quelques secondes. Au-delà, les messages seront refusés.',
        todo: 'Vérifiez que les deux machines règlent leur horloge par le réseau (NTP). Le détail dit de combien de secondes l’autre avance.',
      },
      'peer-unreachable': {
        title: 'Un nœud est injoignable',
        means:
          'Il est éteint, ou le réseau entre vous est coupé. Les messages attendent\u00a0; les recherches disent qu’il n’a pas répondu.',
        todo: 'Attendez quelques minutes. Si cela dure, appelez l’autre nœud.',
      },
      'peer-too-slow': {
        title: 'Un nœud répond trop lentement',
        means: 'Il n’a pas répondu dans le temps qu’un agent peut attendre.',
        todo: 'Demandez à l’autre nœud si sa machine ou sa base est surchargée.',
      },
      'dead-letter': {
        title: 'Un message a été abandonné',
        means:
          'Il n’a pas pu être remis avant son échéance, ou l’autre nœud l’a refusé définitivement. Personne là-bas ne l’a reçu.',
        todo: 'Regardez-le avec isthmus message list, réglez la cause avec l’autre nœud, puis renvoyez-le.',
      },
      'receipt-wrong': {
        title: 'Un accusé de réception est faux',
        means:
          'L’autre nœud a confirmé autre chose que ce qui a été envoyé, ou sa confirmation n’est pas signée de lui. Elle ne prouve rien.',
        todo: 'Gardez le message, appelez l’autre nœud et comparez les deux journaux de ce jour.',
      },
      'receipt-missing': {
        title: 'Une réponse s’est terminée sans accusé de réception',
        means:
          'La connexion a été coupée avant la dernière ligne. Ce qui a été montré est authentique, mais peut-être incomplet.',
        todo: 'Demandez à nouveau. Si cela dure, appelez l’autre nœud.',
      },
      'receipt-unfounded': {
        title: 'Un journal n’a pas ce qui a été signé',
        means:
          'L’autre nœud a signé qu’un message se trouve à une certaine place de son journal. Ce journal, tel qu’il le montre à tous, a là autre chose, ou rien.',
        todo: 'Créez maintenant le dossier de preuve de cet échange. Demandez à l’autre nœud ce qui est arrivé à son journal ; s’il ne peut le dire, prévenez l’opérateur de la fédération et l’autorité de contrôle.',
      },
      'attachment-broken': {
        title: 'Une pièce jointe est arrivée abîmée',
        means: 'Une partie n’est pas ce que l’expéditeur a scellé. Elle n’a pas été transmise.',
        todo: 'Demandez à l’autre nœud de renvoyer le fichier.',
      },
      'log-forked': {
        title: 'Un journal raconte deux histoires',
        means:
          'L’autre nœud a montré deux états signés de son journal qui ne peuvent être vrais tous deux. C’est la preuve que son journal a été réécrit, ou que sa clé sert ailleurs.',
        todo: 'Ne croyez plus ses accusés pour l’instant. Gardez les deux points de contrôle, prévenez l’opérateur de la fédération et l’autorité de contrôle.',
      },
      'log-shrunk': {
        title: 'Un journal a raccourci',
        means:
          'L’autre nœud montre un journal avec moins d’entrées qu’avant. Il a été restauré d’une vieille sauvegarde, ou des entrées ont été retirées.',
        todo: 'Demandez à l’autre nœud s’il a restauré une sauvegarde. Sinon, prévenez l’opérateur de la fédération et l’autorité de contrôle.',
      },
      'log-restored': {
        title: 'Un journal a recommencé après la restauration d’une sauvegarde',
        means:
          'Un administrateur a déclaré qu’une vieille sauvegarde a été restaurée. Les entrées postérieures y sont perdues ; ce que les autres avaient vu du journal précédent est conservé.',
        todo: 'Demandez au nœud quand et pourquoi la sauvegarde a été restaurée. Comparez les journaux : ce que ce nœud sait des messages perdus y est inscrit de nouveau.',
      },
      'log-doctored': {
        title: 'Le journal de ce nœud a été modifié',
        means:
          'Des lignes du journal dans la base ne sont pas celles qui ont été écrites. Quelqu’un ayant accès à la base les a changées.',
        todo: 'Ne réparez rien. Mettez la base et ses sauvegardes en sûreté telles quelles, et appelez le responsable de la sécurité et le délégué à la protection des données.',
      },
      'witness-missing': {
        title: 'Trop peu de nœuds témoignent du journal',
        means:
          'Moins de nœuds que requis ont cosigné le dernier état du journal de ce nœud. Il reste prouvable, mais par moins de témoins.',
        todo: 'Voyez quels nœuds sont injoignables. Rien n’est perdu\u00a0: ils cosignent à leur retour.',
      },
      'trust-list-expired': {
        title: 'La liste de confiance a expiré',
        means:
          'Sa fin est passée. Pendant son délai de grâce, sept jours sauf autre configuration, tout continue ; ensuite ce pair ne croit personne et n’interroge personne.',
        todo: 'Demandez une nouvelle liste à l’opérateur de la fédération\u00a0; ensuite\u00a0: isthmus trust list.',
      },
      'trust-list-forked': {
        title: 'Il existe deux listes de confiance de même version',
        means:
          'Toutes deux portent assez de signatures mais disent des choses différentes. Les opérateurs sont en désaccord, ou leurs clés sont en d’autres mains. Ce nœud garde sa liste.',
        todo: 'Appelez au moins deux opérateurs de la fédération et comparez de vive voix les empreintes des deux listes.',
      },
      'trust-list-rolled-back': {
        title: 'Une liste de confiance plus ancienne a été proposée',
        means: 'Quelqu’un veut que ce nœud croie des clés révoquées depuis. Elle a été refusée.',
        todo: 'Demandez à qui gère l’adresse d’où elle vient\u00a0; le détail la nomme.',
      },
      'reconciliation-missing': {
        title: 'Un journal n’a pas ce que l’autre a',
        means:
          'Un message n’est que dans le journal d’un côté. Un arrêt entre deux écritures, une sauvegarde restaurée, ou une entrée que quelqu’un a retirée.',
        todo: 'Ouvrez la comparaison ci-dessous. Ce qui manquait ici a été inscrit tel que l’autre nœud le déclare\u00a0; s’il manque chez l’autre, appelez-le et montrez l’accusé signé.',
      },
      'reconciliation-late': {
        title: 'Les deux journaux concordent, mais l’un est en retard',
        means: 'Les deux côtés ont le message, avec plus de temps que prévu entre les entrées.',
        todo: 'Vérifiez les deux horloges, et si l’une des machines était surchargée.',
      },
      'reconciliation-contradicting': {
        title: 'Les deux journaux se contredisent',
        means:
          'Les deux côtés ont le message, mais disent que des mots différents ont été envoyés. L’un des journaux, ou le message en chemin, a été changé.',
        todo: 'Gardez les deux journaux tels quels. Comparez les accusés signés avec l’autre nœud, puis prévenez les deux délégués à la protection des données.',
      },
      'disk-full': {
        title: 'Le disque est plein',
        means:
          'Rien ne peut être journalisé, donc rien n’est demandé ni répondu\u00a0: ce qui ne peut être journalisé ne doit pas avoir lieu.',
        todo: 'Libérez de la place sur le disque qui contient le dossier de données. Le nœud reprend de lui-même.',
      },
      'mail-undelivered': {
        title: 'Quelqu’un n’a pas pu être averti par courriel',
        means:
          'Quelque chose attend un agent dans le portail, et le message qui le dit n’a pas été remis en un jour. Rien n’est perdu, mais cela peut être vu tard.',
        todo: 'Vérifiez le serveur de messagerie et l’adresse dans la configuration du nœud (notification), et prévenez l’agent.',
      },
      'probing-series': {
        title: 'Quelqu’un a posé beaucoup de questions de suite',
        means:
          'Un agent de ce nœud a interrogé très souvent en peu de temps. C’est peut-être une nuit chargée, peut-être quelqu’un qui essaie des noms. Qui c’était, seul le délégué à la protection des données le voit.',
        todo: 'Dites au délégué à la protection des données de regarder les anomalies de ce jour.',
      },
      'peer-flooding': {
        title: 'Un nœud envoie plus qu’il ne peut',
        means:
          'Il a envoyé en une minute plus de messages que ce nœud n’en prend d’un autre. Le surplus a été refusé et peut être renvoyé.',
        todo: 'Appelez l’autre nœud\u00a0: un programme s’y est peut-être emballé, ou quelqu’un utilise ses clés.',
      },
    },
  },
  reconciliation: {
    heading: 'Les journaux concordent-ils\u00a0?',
    lead: 'Une fois par jour, ce nœud compare son journal à celui de chaque autre. Ce qui a moins de dix minutes peut être en cours et attend.',
    peer: 'Autre nœud',
    start: 'Comparer maintenant',
    window: 'Période',
    result: 'Résultat',
    agree: '{{agreeing}} sur {{compared}} concordent',
    missing: '{{count}} manquants',
    late: '{{count}} en retard',
    contradicting: '{{count}} contradictoires',
    erased: '{{count}} effacées, concordantes par empreinte',
    unfounded: '{{count}} places absentes de son journal',
    repaired: '{{count}} inscrits ici depuis',
    running: 'en cours',
    failed: 'comparaison impossible ({{fault}})',
    none: 'Rien n’a encore été comparé.',
  },
}
