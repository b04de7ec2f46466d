import type { Report, Sentences, Terms } from './catalogue.ts'

/** French words of evidence. */
export const sentencesFr: Sentences = {
  'manifest-missing': 'Le fichier n’a pas de liste du contenu de version 1, ou elle a été modifiée.',
  'file-missing': 'La liste du contenu nomme ce fichier, mais il manque.',
  'file-changed': 'Ce n’est pas le fichier qui a été placé ici : son SHA-256 est différent.',
  'file-unnamed': 'La liste du contenu ne nomme pas ce fichier.',
  'files-unchanged': {
    one: 'Le seul fichier ({count}) est inchangé (SHA-256).',
    other: 'Les {count} fichiers sont tous inchangés (SHA-256).',
  },
  'manifest-signed':
    'Le nœud {name} a composé ce fichier le {at} et a signé la liste de son contenu (clé {key}).',
  'manifest-unsigned': 'La liste du contenu n’est pas signée par le nœud {name}.',
  'subject-exchange': {
    one: 'échange {correlationId}, {count} message',
    other: 'échange {correlationId}, {count} messages',
  },
  'documents-unchanged': {
    one: '{count} document est tel qu’il a été placé ici ; qui l’a délivré, il le dit lui-même.',
    other:
      '{count} documents sont tels qu’ils ont été placés ici ; qui les a délivrés, ils le disent eux-mêmes.',
  },

  'trust-list-missing': 'Il n’y a pas de liste de confiance : aucune clé ne peut être crue.',
  'trust-list-other': 'La liste de confiance que nomme la liste du contenu n’est pas ici.',
  'trust-list-signed-by-known':
    'La version {version} de la liste de confiance de {federation}, émise le {issuedAt}, est signée par {names} ; ce sont des opérateurs que vous avez nommés.',
  'trust-list-signed':
    'La version {version} de la liste de confiance de {federation}, émise le {issuedAt}, est signée par {names} ; que ce soient les opérateurs de la fédération, c’est à vous de le comparer.',

  'message-missing': 'Il n’y a pas ici de message de version 2.',
  'message-of-another-exchange': 'Le message appartient à un autre échange.',
  'message-sent-elsewhere': 'Le message n’a pas été envoyé à l’adresse de son destinataire.',
  'message-signed':
    'Le nœud {from} a signé le message {messageId} ({kind}) au nœud {to}, créé le {at}, avec sa clé {key}.',
  'message-signed-in-bundle':
    'Le nœud {from} a signé le message {messageId} ({kind}) au nœud {to}, créé le {at}, avec sa clé {key}. C’était le message {number} sur {of} sous une seule signature.',
  'message-differs':
    'Les champs d’en-tête signés et le message nomment des nœuds ou des échanges différents.',
  'question-missing': 'Ce qui a été demandé n’est pas ici.',
  'question-opened': 'Ceci est le contenu du message {messageId}, mot pour mot.',
  'question-malformed': 'Le contenu n’a pas la forme de la version 2.',
  'person-stated':
    'Le nœud {name} a déclaré, en signant, demander pour la personne sous le pseudonyme {pseudonym} ({role}, {organisation}, niveau de garantie : {assuranceLevel}). Finalité : {purpose} ; base juridique : {legalBasis} ; dossier : {caseReference}.',
  'answer-lines-differ': 'La réponse n’a pas autant de lignes qu’il en a été ouvert.',
  'answer-signed': {
    one: 'Le nœud {name} a signé la seule ligne ({count}) de sa réponse, et elle est ici, mot pour mot.',
    other:
      'Le nœud {name} a signé chacune des {count} lignes de sa réponse, et elles sont toutes ici, mot pour mot.',
  },
  'answer-line-wrong': 'La ligne n’est pas la suivante qui répond à ce message.',
  'answer-line-missing': 'Le contenu de cette ligne n’est pas ici.',
  'answer-cut-off': 'La réponse a été coupée : sa dernière ligne n’est pas la fin d’un échange.',
  'answer-other-lines': 'La réponse a été close sur d’autres lignes que celles-ci.',
  'receipt-missing': 'Le fichier n’est pas un reçu de version 2 ou 3.',
  'receipt-signed':
    'Le nœud {to} a signé, avec sa clé {key}, avoir reçu le message {messageId} du nœud {from} le {at} et l’avoir inscrit dans son journal {origin} comme entrée {index}.',
  'receipt-logged': 'L’entrée que nomme le reçu est celle dont il est prouvé qu’elle est dans le journal.',
  'receipt-logged-same-message':
    'L’entrée que nomme le reçu est celle dont il est prouvé qu’elle est dans le journal, et elle nomme le même message.',
  'receipt-other-entry': 'La preuve porte sur une autre entrée que celle que nomme le reçu.',
  'receipt-other-message': 'L’entrée que nomme le reçu parle d’un autre message.',

  'proof-missing': 'Le fichier n’est pas une preuve de version 1 tirée d’un journal.',
  'proof-of-two-logs': 'La preuve et son point de contrôle sont de deux journaux.',
  'proof-of-another-entry': 'La preuve porte sur une autre entrée que celle que dit son nom.',
  'entry-included':
    'L’entrée {index} figure dans le journal du nœud {name} tel qu’il était lorsqu’il avait {size} entrées.',
  'entry-opened': 'Ce qui se lit comme entrée {index} ({event}, {at}) est ce qui a été journalisé.',
  'entry-opened-wrong': 'Ce qui se lit comme entrée {index} n’est pas ce qui a été journalisé.',
  'entry-of-message':
    'L’entrée {index}, signée pour le message {messageId}, est bien cette entrée du journal.',
  'entry-not-of-message': 'L’entrée {index} n’est pas celle qui a été signée pour le message {messageId}.',
  'log-names-message': 'Le journal du nœud {name} nomme le message {messageId} et son empreinte.',

  'attachment-malformed': 'L’annonce d’un fichier n’est pas comme le dit le contrat.',
  'attachment-announced':
    'Le nœud {from} a annoncé au nœud {to} le fichier {id} de {size} octets avec le SHA-256 {digest} ; fragments scellés : {chunks}, chacun nommé par son propre SHA-256.',
  'attachment-withdrawn':
    'Le nœud {from} a demandé au nœud {to} d’effacer le fichier {id}, sauf s’il avait été ouvert.',
  'attachment-complete':
    'Le nœud {from} a dit du fichier {id} : il est arrivé entier et était celui qui avait été annoncé.',
  'attachment-broken':
    'Le nœud {from} a dit du fichier {id} : ce n’était pas celui qui avait été annoncé, ou il n’était plus lisible, et il a été effacé.',
  'attachment-deleted-unopened':
    'Le nœud {from} a dit du fichier {id} : il a été effacé comme l’expéditeur l’a demandé, sans être ouvert.',
  'attachment-opened':
    'Le nœud {from} a dit du fichier {id} : le retrait est venu après l’ouverture, il est donc conservé jusqu’à la fin de son délai.',
  'attachment-expired':
    'Le nœud {from} a dit du fichier {id} : son délai était écoulé avant que vienne le retrait, et il a été effacé.',
  'attachment-in-hand': 'Le fichier en main est le fichier {id}, octet pour octet.',
  'attachment-not-in-hand': 'Le fichier en main n’est aucun de ceux qui sont annoncés ici.',

  'checkpoint-missing': 'Il n’y a pas de point de contrôle, ou ce n’est pas du texte.',
  'log-unknown': 'La liste de confiance n’a pas de nœud qui tienne ce journal.',
  'checkpoint-signed': 'Le nœud {name} a signé avec la clé {key} que son journal {origin} a {size} entrées.',
  'witness-key-not-in-force':
    'Le nœud {name} a cosigné le {at} avec une clé qui n’était pas en vigueur à ce moment.',
  'witness-saw': 'Le nœud {name} a attesté cet état du journal le {at} (clé {key}).',
  'witnesses-counted': {
    one: '{count} nœud a attesté cet état du journal ; il en faut {required}.',
    other: '{count} nœuds ont attesté cet état du journal ; il en faut {required}.',
  },
  'log-key-not-in-force': 'La clé du journal n’était pas en vigueur le {at}.',
  'signature-line-unknown': 'La ligne de signature {line} est d’une clé que la liste de confiance n’a pas.',

  'log-whole': {
    one: 'Le journal ({count} entrée) est exactement celui que le nœud {name} a signé : rien n’y manque, n’y est modifié ni ajouté.',
    other:
      'Les {count} entrées sont exactement celles que le nœud {name} a signées, dans leur ordre : aucune ne manque, n’est modifiée ni ajoutée.',
  },
  'log-root-wrong': 'Les entrées ne mènent pas à la racine que le journal a signée.',
  'log-cut-off': {
    one: 'Après {count} entrée, ni les suivantes ni leurs empreintes ne sont ici.',
    other: 'Après {count} entrées, ni les suivantes ni leurs empreintes ne sont ici.',
  },
  'entries-missing': 'Le fichier de ces entrées manque.',
  'hashes-missing': 'Le fichier de ces empreintes manque.',
  'entry-wrong':
    'L’entrée {index} n’est pas celle qui a été journalisée : son empreinte n’est pas celle de l’arbre.',
  'hash-not-of-entry': 'L’empreinte {at} de la tuile n’est pas celle de l’entrée {index}.',
  'hash-not-of-tile': 'L’empreinte {at} de la tuile n’est pas la racine de {below}.',
  'readable-malformed': 'Le fichier n’est pas du texte en lignes entières.',
  'readable-entry-wrong': 'Ce qui se lit comme entrée {index} n’est pas ce qui y a été journalisé.',
  'readable-line-wrong': 'Ce qui se lit à la ligne {line} n’est pas ce qui y a été journalisé.',

  'fault-unreadable':
    'Cela ne se lit pas comme ce que cela devrait être : modifié, coupé, ou jamais tel ({code}).',
  'fault-signature':
    'La signature ne correspond pas : le contenu a été modifié après la signature, ou quelqu’un d’autre a signé ({code}).',
  'fault-key':
    'La clé nommée n’était pas connue, pas destinée à cela, révoquée, ou pas en vigueur à ce moment ({code}).',
  'fault-time':
    'Les instants ne correspondent pas : signé trop tôt, trop tard ou pour trop longtemps ({code}).',
  'fault-content': 'Le contenu n’est pas celui qui a été signé : son empreinte est différente ({code}).',
  'fault-elsewhere': 'Cela appartient à un autre message, échange, journal ou fédération ({code}).',
  'fault-form': 'Les champs d’en-tête signés ne sont pas ceux que le protocole exige ({code}).',
  'fault-quorum': 'Trop peu d’opérateurs ont signé la liste de confiance ({code}).',
  'fault-succession': 'La liste de confiance ne fait pas suite à la précédente ({code}).',
  'fault-tree': 'La preuve ne mène pas à l’état que le journal a signé ({code}).',
  'fault-unknown': 'Cela ne peut pas être vérifié : une erreur de type {code}.',

  'open-exchange-end':
    'comment l’échange {folder} se serait terminé : il n’est pas allé à son terme ({fault})',
  'open-receipt': 'que le nœud {name} a reçu le message {messageId} : son reçu n’est pas ici',
  'open-entry-in-log': 'que l’entrée {index} de {origin} figure dans ce journal : sa preuve n’est pas ici',
  'open-receipt-in-log': 'que l’entrée du reçu figure encore dans le journal : il y faut --proof',
  'open-attachment':
    'ce que contient le fichier {id} : le contenu et la clé qui l’ouvre ne sont pas ici ; qui a le fichier compare son SHA-256',
  'open-entries-unread': {
    one: 'ce que disait {count} entrée : elle a été effacée, ou n’a pas été remise ; qu’elle y figurait est prouvé',
    other:
      'ce que disaient {count} entrées : elles ont été effacées, ou n’ont pas été remises ; qu’elles y figuraient est prouvé',
  },
  'limit-truth-of-exchange':
    'que ce qui a été demandé et répondu soit vrai, ou ait été licite : seulement que cela a été dit, par qui et quand',
  'limit-truth-of-entry':
    'que ce que dit une entrée soit vrai : un journal prouve ce qui a été écrit, et au plus tard quand, non ce qui a été fait',
  'limit-unlogged': 'que rien n’ait été fait sans entrée',
  'limit-later': 'quoi que ce soit de postérieur au point de contrôle',
  'limit-collusion':
    'que le journal et ses témoins n’aient pas trompé ensemble ; qui compare les points de contrôle avec un autre nœud le voit',
}

export const termsFr: Terms = {
  role: {
    officer: 'agent',
    caseworker: 'chargé de dossier',
    operator: 'exploitant du nœud',
    dpo: 'délégué à la protection des données',
    authority: 'autorité de contrôle',
  },
  purpose: {
    'criminal-investigation': 'enquête pénale',
    'threat-prevention': 'prévention d’une menace',
    'border-control': 'contrôle aux frontières',
    'asylum-procedure': 'procédure d’asile',
    'missing-person': 'personne disparue',
    'child-protection': 'protection d’un enfant',
    'humanitarian-care': 'aide humanitaire',
  },
  assuranceLevel: { low: 'faible', substantial: 'substantiel', high: 'élevé' },
}

export const reportFr: Report = {
  title: 'Vérifier un fichier de preuves',
  lead: 'Cette page prouve ce que prouve un fichier de preuves d’Isthmus. Elle fonctionne sans réseau, n’interroge personne et n’envoie rien : ce que vous choisissez reste sur cet ordinateur.',
  language: 'Langue',
  choose: 'Choisissez le fichier ZIP, ou déposez-le ici',
  believe: 'Qui croyez-vous ?',
  believeHelp:
    'Toutes les clés proviennent de la liste de confiance contenue dans le fichier. Elle ne compte que si les opérateurs de la fédération l’ont signée. Choisissez la liste des opérateurs que vous tenez d’eux, un fichier JSON avec quorum et keys ; sans elle, vous voyez qui a signé et devez comparer.',
  operators: 'Opérateurs (fichier JSON)',
  proven: 'Prouvé : {subject}',
  notProven: 'Non prouvé : {subject}',
  notProvenFile: 'Non prouvé : ce fichier',
  operatorsUnreadable: 'Le fichier des opérateurs ne peut pas être lu.',
  noZip: 'Non prouvé : ce n’est pas un fichier ZIP lisible.',
  unreadable: 'Non prouvé : le fichier ne peut pas être lu.',
  wrong: 'Ce qui ne va pas',
  isProven: 'Ce qui est prouvé',
  provenAllTheSame: 'Prouvé malgré tout',
  limits: 'Non prouvé par ceci',
  paperTitle: 'Preuves d’un échange',
  paperSubject: 'Isthmus : preuves de l’échange {correlationId}',
  madeAt: 'Objet : {subject}. Composé le {at}.',
  paperLead:
    'Ce papier ne fait que répéter ce que dit le fichier. Pour le vérifier sans nous : ouvrez verify.html de ce ZIP dans n’importe quel navigateur, sans réseau, et choisissez le ZIP ; ou lancez : isthmus evidence verify FILE.zip',
}
