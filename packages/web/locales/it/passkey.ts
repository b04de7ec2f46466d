import type { passkeyEn } from '../en/passkey.ts'

/** Italian words of the page of passkeys. */
export const passkeyIt: typeof passkeyEn = {
  passkey: {
    page: 'Passkey personali',
    lead: 'Con una passkey firma le decisioni e conferma ciò che non deve accadere per errore: impronta, volto o PIN sul telefono, sul computer o sulla chiave di sicurezza.',
    open: 'Passkey personali',
    usable: 'Passkey che può usare',
    former_one: '{{count}} passkey revocata',
    former_other: '{{count}} passkey revocate',
    formerList: 'Passkey revocate',
    none: 'Non ha alcuna passkey utilizzabile.',
    enrolTitle: 'Aggiungere una passkey',
    ground: {
      session: 'In una dimostrazione per la prima basta l’accesso.',
      code: 'Per la prima serve un codice monouso. Comunichi di persona a un operatore del suo nodo lo pseudonimo qui sotto; il codice vale un giorno.',
      'step-up':
        'La richiesta arriverà due volte: prima per una passkey che ha già, poi per la nuova. Due passkey su dispositivi diversi evitano di restare fuori.',
      recovered:
        'Due operatori hanno approvato. Aggiunga una nuova passkey entro un’ora; tutte le precedenti saranno allora revocate.',
      recovery: 'Prima devono approvare due operatori del suo nodo.',
    },
    pseudonym: 'Il suo pseudonimo:',
    code: 'Codice monouso',
    name: 'Nome della passkey',
    nameHelp: 'Per distinguere le sue passkey, ad esempio «telefono di servizio».',
    enrol: 'Aggiungi passkey',
    enrolled: 'La passkey è stata aggiunta.',
    enrolledAt: 'Aggiunta',
    lastUsedAt: 'Ultimo uso',
    neverUsed: 'mai',
    place: 'Dove si trova',
    synced: 'può essere copiata su altri suoi dispositivi',
    bound: 'resta in questo solo dispositivo',
    revokedAt: 'Revocata',
    revokedBy: {
      oneself: 'revocata da lei',
      operator: 'revocata da un operatore',
      recovery: 'revocata in un recupero',
    },
    rename: 'Rinomina',
    renameDo: 'Salva nome',
    revoke: 'Revoca',
    revokeWhat: 'Non potrà mai più essere usata. Ciò che ha firmato con essa resta valido.',
    revokeLast:
      'È la sua unica passkey. Senza, servono due operatori prima che possa firmare di nuovo. Ciò che ha firmato con essa resta valido.',
    revokeDo: 'Revoca definitivamente',
    cancel: 'Annulla',
    recoveryTitle: 'Ha perso tutte le passkey?',
    recoveryIfLost:
      'Se non può più usarne nessuna, chieda il recupero: devono approvare due operatori del suo nodo. Fino ad allora non cambia nulla.',
    recoveryNeeded:
      'Può aggiungere una nuova passkey solo dopo l’approvazione di due operatori del suo nodo. Lo chieda qui e poi dica loro di persona che è stata una sua richiesta.',
    recover: 'Chiedi il recupero',
    recoveryOpen_one: 'Recupero richiesto: ha approvato {{count}} operatore su 2',
    recoveryOpen_other: 'Recupero richiesto: hanno approvato {{count}} operatori su 2',
    recoveryOpenNext:
      'Dica di persona a due operatori del suo nodo che è stata una sua richiesta, e lo pseudonimo che vedono. La richiesta scade {{until}}.',
    recoveryApproved_one: 'Recupero approvato da {{count}} operatore',
    recoveryApproved_other: 'Recupero approvato da {{count}} operatori',
    recoveryApprovedNext: 'Aggiunga una nuova passkey entro {{until}}.',
    others: 'Passkey di altri',
    othersConfirm: 'Ogni approvazione e ogni codice si confermano con la sua passkey.',
    othersWithout: 'Lei stesso non ha una passkey. Ne aggiunga una: confermerà ciò che approva qui.',
    recoveries: 'Chi ha perso tutte le passkey',
    noRecoveries: 'Nessuno ha chiesto il recupero.',
    recoveryAsked_one:
      'Richiesto {{at}}; ha approvato {{count}} operatore su 2. Approvi solo se la persona glielo ha detto di persona.',
    recoveryAsked_other:
      'Richiesto {{at}}; hanno approvato {{count}} operatori su 2. Approvi solo se la persona glielo ha detto di persona.',
    approve: 'Approva',
    refuse: 'Rifiuta',
    anotherOperator: 'Attende un altro operatore.',
    inviteTitle: 'Codice per la prima passkey di qualcuno',
    inviteWhat: 'L’addetto vede lo pseudonimo in questa stessa pagina. Consegni il codice di persona.',
    invitePseudonym: 'Pseudonimo dell’addetto',
    invite: 'Crea codice',
    codeOnce: 'Mostrato solo ora',
    codeUntil: 'Vale una volta, fino a {{until}}.',
    fault: {
      unsupported: 'Questo browser non ha passkey',
      cancelled: 'Nessuna passkey ha risposto',
      known: 'Questo dispositivo ha già una sua passkey',
      failed: 'Non è stato possibile usare la passkey',
    },
    faultRemedy: {
      unsupported: 'Usi un browser aggiornato e apra la pagina al suo indirizzo https.',
      cancelled: 'È stata annullata o è durata troppo. Non è cambiato nulla; riprovi.',
      known: 'Prenda un altro dispositivo o una chiave di sicurezza, oppure continui con quella che ha.',
      failed: 'Non è cambiato nulla. Riprovi o prenda un altro dispositivo.',
    },
  },
}
