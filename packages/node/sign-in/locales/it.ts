import type { Translation } from './en.ts'

export const it: Translation = {
  title: '{{page}} · Isthmus',
  choose: {
    page: 'Accesso: {{peer}}',
    demo: 'Questa è una dimostrazione.',
    demoText:
      'Questi funzionari non esistono, non c’è password e chiunque apra questa pagina può essere uno qualsiasi di loro. Non inserire mai dati personali reali.',
    who: 'Scegli chi sei',
    whoText:
      'L’organizzazione e il diritto che le si applica decidono che cosa un funzionario può chiedere e chi risponde.',
    elsewhere: 'Funzionari di altre organizzazioni',
    elsewhereText: 'Accedono dal nodo che agisce per la loro organizzazione. Ogni nome porta lì.',
  },
  role: {
    officer: 'Funzionario',
    caseworker: 'Responsabile del caso',
    operator: 'Gestore del nodo',
    dpo: 'Responsabile della protezione dei dati',
    authority: 'Autorità di controllo',
  },
  duty: {
    officer: 'Cerca persone.',
    caseworker: 'Cerca persone.',
    operator: 'Cura il nodo e le sue fonti; non cerca persone.',
    dpo: 'Vigila sulla protezione dei dati; non cerca persone.',
    authority: "Vede il registro di controllo di un'organizzazione e non cambia nulla; non cerca persone.",
  },
  law: {
    LED: 'Si applica la direttiva (UE)\u00a02016/680 (attività di contrasto)',
    GDPR: 'Si applica il regolamento (UE)\u00a02016/679 (protezione generale dei dati)',
    EUDPR: 'Si applica il regolamento (UE)\u00a02018/1725 (istituzioni dell’UE)',
    none: 'Fuori dal diritto dell’Unione sulla protezione dei dati',
  },
  device: {
    page: 'Accesso dalla riga di comando',
    text: 'Inserisci il codice mostrato dalla tua riga di comando. Non inserire codici che ti ha mandato qualcun altro.',
    code: 'Codice',
    continue: 'Continua',
    aborted: 'L’accesso è stato annullato.',
    unknown: 'Questo codice non è noto, è scaduto o è già stato usato.',
    confirmPage: 'È il tuo codice?',
    confirmText: 'La tua riga di comando deve mostrare esattamente questo codice:',
    confirmWarning:
      'Se non lo mostra, o se non l’hai chiesto tu, scegli Annulla: qualcun altro agirebbe a tuo nome.',
    confirm: 'È il mio codice: continua',
    abort: 'Annulla',
    donePage: 'La riga di comando ha effettuato l’accesso',
    doneText: 'Puoi chiudere questa pagina e tornare alla riga di comando.',
  },
  goOn: { page: 'Un momento', link: 'Continua' },
  faultPage: {
    page: 'L’accesso non è riuscito',
    code: 'Se chiedi aiuto, indica questo codice: {{code}}',
    again: 'Accedi di nuovo',
  },
  fault: {
    SIGN_IN_FAILED: { message: 'L’accesso non è riuscito.', remedy: 'Riprova tra un minuto.' },
    PROVIDER_FAULT: {
      message: 'Il fornitore di identità non può proseguire con questo accesso.',
      remedy: 'Ricomincia l’accesso dall’inizio.',
    },
    PROVIDER_UNREACHABLE: {
      message: 'In questo momento il fornitore di identità non risponde.',
      remedy: 'Riprova tra un minuto. Se continua, avvisa chi gestisce il fornitore di identità.',
    },
    ISSUER_INVALID: {
      message: 'Il fornitore di identità non è configurato correttamente per questo nodo.',
      remedy: 'Avvisa il gestore del nodo.',
    },
    NOT_SIGNED_IN: { message: 'Nessuno ha effettuato l’accesso.', remedy: 'Accedi.' },
    SESSION_EXPIRED: { message: 'La sessione è terminata.', remedy: 'Accedi di nuovo.' },
    TOKEN_INVALID: { message: 'Il token di accesso non è valido.', remedy: 'Accedi di nuovo.' },
    TOKEN_REVOKED: { message: 'Il token di accesso è stato revocato.', remedy: 'Accedi di nuovo.' },
    FOREIGN_REQUEST: {
      message: 'La richiesta è rifiutata perché non proviene da una pagina di questo nodo.',
      remedy: 'Comincia dalle pagine di questo nodo.',
    },
    SIGN_IN_NOT_BEGUN: {
      message: 'Questo accesso non è stato iniziato in questo browser, oppure è scaduto.',
      remedy: 'Accedi di nuovo.',
    },
    SIGN_IN_REFUSED_BY_PROVIDER: {
      message: 'Il fornitore di identità ha rifiutato l’accesso.',
      remedy: 'Se ti spetta l’accesso, rivolgiti a chi gestisce il fornitore di identità.',
    },
    SIGN_IN_ANSWER_INVALID: {
      message: 'La risposta del fornitore di identità non è valida.',
      remedy: 'Accedi di nuovo.',
    },
    OFFICER_UNKNOWN: {
      message: 'Questo nodo non conosce il funzionario.',
      remedy: 'Accedi di nuovo; se continua, avvisa chi gestisce il fornitore di identità.',
    },
    ROLE_UNKNOWN: {
      message: 'Il fornitore di identità non ti assegna alcun ruolo in Isthmus.',
      remedy: 'Chiedi a chi gestisce il fornitore di identità di assegnartene uno.',
    },
    ORGANISATION_NOT_HOSTED: {
      message: 'Questo nodo non agisce per la tua organizzazione.',
      remedy: 'Accedi dal nodo della tua organizzazione.',
    },
    NOT_FROM_THIS_MACHINE: {
      message: 'I token dimostrativi sono riservati al computer che esegue la dimostrazione.',
      remedy: 'Accedi con il comando isthmus sign-in.',
    },
    TOO_MANY_REQUESTS: {
      message: 'Sono arrivate troppe richieste di accesso.',
      remedy: 'Attendi un minuto.',
    },
  },
}
