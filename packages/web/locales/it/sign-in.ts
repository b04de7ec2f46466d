import type { signInEn } from '../en/sign-in.ts'

/** Italian words of signing in and of whoever is signed in. */
export const signInIt: typeof signInEn = {
  account: {
    open: 'Profilo e impostazioni',
    officer: 'Operatore',
    organisation: 'Organizzazione',
    peer: 'Nodo',
    regime: 'Diritto',
    language: 'Lingua',
    scheme: 'Aspetto',
    light: 'Chiaro',
    dark: 'Scuro',
    auto: 'Dispositivo',
    signOut: 'Esci',
  },
  role: {
    officer: 'Funzionario',
    caseworker: 'Responsabile del caso',
    operator: 'Gestore del nodo',
    dpo: 'Responsabile della protezione dei dati',
    authority: 'Autorità di controllo',
  },
  regime: {
    LED: 'Attività di contrasto',
    GDPR: 'Protezione generale dei dati',
    EUDPR: 'Istituzioni dell’UE',
    none: 'Fuori dal diritto dell’Unione',
  },
  regimeLaw: {
    LED: 'Direttiva (UE) 2016/680',
    GDPR: 'Regolamento (UE) 2016/679',
    EUDPR: 'Regolamento (UE) 2018/1725',
    none: 'Nessuna norma dell’Unione sulla protezione dei dati',
  },
  signIn: {
    page: 'Accesso',
    lead: 'Una domanda, una volta sola: la banca dati di ogni autorità risponde, secondo la legge.',
    what: 'Isthmus unisce le banche dati di chi lavora su migrazione e sicurezza delle frontiere. Ogni autorità conserva la propria banca dati e risponde attraverso il proprio nodo; non esiste una copia centrale.',
    point1: 'Ogni domanda dichiara lo scopo, la base giuridica e il caso.',
    point2: 'Ogni autorità decide con le proprie regole se rispondere e, quando non risponde, dice perché.',
    point3: 'Ogni domanda e ogni risposta è registrata da entrambe le parti, senza i valori cercati.',
    button: 'Accedi',
    demo: 'Un nodo può funzionare come dimostrazione. Allora estratti non aggiornati di elenchi pubblici di sanzioni tengono il posto dei registri degli operatori, e funzionari dimostrativi quello dei veri. Un nodo simile lo dice in ogni pagina. Non usare mai ciò che mostra per controlli o per decisioni su una persona.',
    ended: 'La sessione è terminata. Accedi di nuovo per continuare.',
  },
}
