import type { evidenceEn } from '../en/evidence.ts'

/** French words of evidence files. */
export const evidenceFr: typeof evidenceEn = {
  evidence: {
    file: 'Fichier de preuve',
    holds:
      'Le fichier de preuve (ZIP) contient ce qui a été demandé et répondu, mot pour mot et avec des données personnelles, avec chaque signature, accusé de réception et preuve du journal, et une page qui le vérifie hors ligne ; l’export est journalisé.',
    saved: 'Le fichier de preuve a été remis à votre navigateur',
    verify:
      'Conservez-le comme le dossier. Pour le vérifier, ouvrez verify.html qu’il contient, sur n’importe quel ordinateur, même sans réseau.',
    notKept: 'Ce qui a été envoyé n’est plus conservé',
    onlyLog:
      'La durée pendant laquelle ce nœud le conserve est écoulée, ou il n’en conserve pas. Le fichier a été remis à votre navigateur ; il prouve seulement ce que dit le journal : qu’un échange a eu lieu, quand et avec qui.',
    unknown: 'Le journal n’a pas un tel échange. Ses entrées ont pu être effacées à la fin de leur durée.',
    whoMay:
      'Le fichier de preuve d’un message revient au délégué à la protection des données de l’organisation à laquelle appartient ce nœud.',
  },
}
