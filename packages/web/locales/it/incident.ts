import type { incidentEn } from '../en/incident.ts'

/** Italian words of incidents and of the comparison of logs. */
export const incidentIt: typeof incidentEn = {
  incident: {
    page: 'Incidenti',
    lead: 'Che cosa è andato storto in questo nodo: che cosa significa, che cosa fare e chi chiamare.',
    none: 'Nulla è aperto.',
    banner_one: '{{count}} incidente grave che nessuno ha preso in carico.',
    banner_other: '{{count}} incidenti gravi che nessuno ha preso in carico.',
    bannerLink: 'Vedi gli incidenti',
    severe: 'Grave',
    notable: 'Da notare',
    state: 'Stato',
    states: {
      open: 'Aperto',
      acknowledged: 'Preso in carico',
      closed: 'Chiuso',
    },
    show: 'Mostra',
    showOpen: 'Ciò che non è chiuso',
    showAll: 'Tutti',
    means: 'Che cosa significa',
    todo: 'Che cosa fare',
    call: 'Chi chiamare',
    nobody: 'Nessuno dell’elenco di fiducia.',
    times_one: 'una volta',
    times_other: '{{count}} volte',
    first: 'prima volta {{at}}',
    last: 'ultima volta {{at}}',
    reference: 'Riferimento',
    detail: 'Dettaglio',
    note: 'Che cosa si è trovato e fatto; non nominate persone',
    take: 'Prendi in carico',
    close: 'Chiudi',
    by: 'da {{who}}, {{at}}',
    readOnly:
      'Potete guardare gli incidenti; li chiude un operatore o il responsabile della protezione dei dati.',
    more: 'Mostra i precedenti',
    kinds: {
      'message-replayed': {
        title: 'Un messaggio è arrivato una seconda volta',
        means:
          'Qualcuno ha registrato un messaggio autentico e lo ha rimandato, oppure un programma dell’altro nodo si ripete. Qui non ha avuto effetto.',
        todo: 'Chiedete all’altro nodo se ha inviato il messaggio due volte. Se no, qualcuno lungo il percorso registra i messaggi: avvisate i responsabili della sicurezza di entrambi.',
      },
      'message-malformed': {
        title: 'Un messaggio non era leggibile',
        means:
          'Non è come vuole il protocollo: un’altra versione del programma, un guasto lungo il percorso, o qualcuno che prova che cosa accetta questo nodo. È stato rifiutato.',
        todo: 'Chiedete all’altro nodo quale versione usa. Se ne arrivano molti da sconosciuti, fate verificare alla squadra di rete da dove provengono.',
      },
      'message-too-large': {
        title: 'Un messaggio era troppo grande',
        means:
          'Superava la lunghezza ammessa e non è stato letto fino in fondo. Qualcuno potrebbe voler esaurire la memoria di questo nodo.',
        todo: 'Chiedete all’altro nodo che cosa ha inviato. I file viaggiano come allegati, non come messaggi.',
      },
      'signature-wrong': {
        title: 'Una firma era errata',
        means:
          'Il messaggio è stato cambiato lungo il percorso, o non è stato firmato da chi dichiara. È stato rifiutato.',
        todo: 'Chiamate l’altro nodo a un numero che conoscete, non a uno preso dal messaggio. Se non l’ha inviato, qualcuno si finge lui.',
      },
      'sender-unknown': {
        title: 'Ha scritto uno sconosciuto',
        means: 'Il mittente non è nell’elenco di fiducia. È stato rifiutato e non ha saputo nulla.',
        todo: 'Di solito nulla. Se un nodo è appena entrato, verificate di avere l’elenco più recente: isthmus trust list.',
      },
      'key-revoked-used': {
        title: 'È stata usata una chiave revocata',
        means:
          'Qualcuno firma con una chiave a cui la federazione non crede più. O l’altro nodo non è passato alla nuova, o qualcuno ha rubato la vecchia.',
        todo: 'Chiamate subito l’altro nodo e chiedete se usa ancora questa chiave. Se no, consideratela rubata e avvisate l’operatore della federazione.',
      },
      'certificate-expired': {
        title: 'Un certificato è scaduto',
        means:
          'La connessione è stata rifiutata perché il certificato dell’altro nodo, o di questo, è scaduto.',
        todo: 'Chiedete all’altro nodo di rinnovare il certificato: isthmus trust rotate. Controllate gli orologi di entrambi.',
      },
      'certificate-unknown': {
        title: 'Un certificato non è quello in elenco',
        means:
          'Chi si è collegato ha mostrato un certificato che l’elenco di fiducia non ha per quel nodo. La connessione è stata rifiutata.',
        todo: 'Se l’altro nodo ha appena cambiato chiavi, aspettate il nuovo elenco. Se no, qualcuno potrebbe essere in mezzo: chiamate il nodo.',
      },
      'clock-skewed': {
        title: 'Due orologi differiscono',
        means:
          'L’orologio di questo nodo e quello dell’altro distano più di qualche secondo. Se la distanza cresce, i messaggi saranno rifiutati.',
        todo: 'Verificate che entrambe le macchine regolino l’orologio dalla rete (NTP). Il dettaglio dice di quanti secondi l’altro è avanti.',
      },
      'peer-unreachable': {
        title: 'Un nodo non è raggiungibile',
        means:
          'È spento, o la rete tra voi è interrotta. I messaggi aspettano; le ricerche dicono che non ha risposto.',
        todo: 'Aspettate qualche minuto. Se continua, chiamate l’altro nodo.',
      },
      'peer-too-slow': {
        title: 'Un nodo risponde troppo lentamente',
        means: 'Non ha risposto entro il tempo che un operatore sul campo può aspettare.',
        todo: 'Chiedete all’altro nodo se la sua macchina o la sua base dati è sovraccarica.',
      },
      'dead-letter': {
        title: 'Un messaggio è stato abbandonato',
        means:
          'Non è stato consegnato entro il termine, o l’altro nodo lo ha rifiutato per sempre. Nessuno laggiù l’ha ricevuto.',
        todo: 'Guardatelo con isthmus message list, chiarite il motivo con l’altro nodo, poi inviatelo di nuovo.',
      },
      'receipt-wrong': {
        title: 'Una ricevuta è errata',
        means:
          'L’altro nodo ha confermato altro da ciò che è stato inviato, o la conferma non è firmata da lui. Non prova nulla.',
        todo: 'Conservate il messaggio, chiamate l’altro nodo e confrontate i due registri di quel giorno.',
      },
      'receipt-missing': {
        title: 'Una risposta è finita senza ricevuta',
        means:
          'La connessione si è interrotta prima dell’ultima riga. Ciò che è apparso fino ad allora è autentico, ma forse incompleto.',
        todo: 'Chiedete di nuovo. Se continua, chiamate l’altro nodo.',
      },
      'receipt-unfounded': {
        title: 'Un registro non ha ciò che è stato firmato',
        means:
          'L’altro nodo ha firmato che un messaggio sta in un certo posto del suo registro. Il registro, come lo mostra a tutti, ha lì qualcos’altro, o niente.',
        todo: 'Create ora il file di prova di questo scambio. Chiedete all’altro nodo che cosa è successo al suo registro; se non sa dirlo, avvisate l’operatore della federazione e l’autorità di controllo.',
      },
      'attachment-broken': {
        title: 'Un allegato è arrivato danneggiato',
        means: 'Una sua parte non è ciò che il mittente ha sigillato. Non è stato consegnato.',
        todo: 'Chiedete all’altro nodo di inviare di nuovo il file.',
      },
      'log-forked': {
        title: 'Un registro racconta due storie',
        means:
          'L’altro nodo ha mostrato due stati firmati del suo registro che non possono essere veri entrambi. È la prova che il registro è stato riscritto, o che la sua chiave è usata altrove.',
        todo: 'Per ora non credete alle sue ricevute. Conservate entrambi i checkpoint, avvisate l’operatore della federazione e l’autorità di controllo.',
      },
      'log-shrunk': {
        title: 'Un registro si è accorciato',
        means:
          'L’altro nodo mostra un registro con meno voci di prima. È stato ripristinato da una vecchia copia, o sono state tolte voci.',
        todo: 'Chiedete all’altro nodo se ha ripristinato una copia. Se no, avvisate l’operatore della federazione e l’autorità di controllo.',
      },
      'log-restored': {
        title: 'Un registro è ricominciato dopo il ripristino di una copia',
        means:
          'Un amministratore ha dichiarato che è stata ripristinata una vecchia copia. Le voci successive lì sono perse; ciò che gli altri avevano visto del registro precedente è conservato.',
        todo: 'Chiedete al nodo quando e perché ha ripristinato la copia. Confrontate i registri: ciò che questo nodo sa dei messaggi persi viene registrato di nuovo.',
      },
      'log-doctored': {
        title: 'Il registro di questo nodo è stato alterato',
        means:
          'Righe del registro nella base dati non sono quelle scritte. Le ha cambiate qualcuno con accesso alla base dati.',
        todo: 'Non riparate nulla. Mettete al sicuro la base dati e le copie così come sono, e chiamate il responsabile della sicurezza e quello della protezione dei dati.',
      },
      'witness-missing': {
        title: 'Troppo pochi nodi testimoniano per il registro',
        means:
          'Meno nodi del necessario hanno controfirmato l’ultimo stato del registro di questo nodo. Si può ancora provare, ma da meno.',
        todo: 'Guardate quali nodi non sono raggiungibili. Nulla è perso: controfirmano quando tornano.',
      },
      'trust-list-expired': {
        title: 'L’elenco di fiducia è scaduto',
        means:
          'La sua validità è passata. Nel periodo di grazia, sette giorni se non è configurato altrimenti, tutto continua; poi questo nodo non crede a nessuno e non chiede a nessuno.',
        todo: 'Chiedete un nuovo elenco all’operatore della federazione; poi: isthmus trust list.',
      },
      'trust-list-forked': {
        title: 'Esistono due elenchi di fiducia della stessa versione',
        means:
          'Entrambi hanno firme sufficienti ma dicono cose diverse. Gli operatori non concordano, o le loro chiavi sono in altre mani. Questo nodo resta con l’elenco che aveva.',
        todo: 'Chiamate almeno due operatori della federazione e confrontate a voce le impronte dei due elenchi.',
      },
      'trust-list-rolled-back': {
        title: 'È stato offerto un elenco di fiducia più vecchio',
        means: 'Qualcuno vuole che questo nodo creda a chiavi nel frattempo revocate. È stato rifiutato.',
        todo: 'Chiedete a chi gestisce l’indirizzo da cui è venuto; il dettaglio lo nomina.',
      },
      'reconciliation-missing': {
        title: 'A un registro manca ciò che l’altro ha',
        means:
          'Un messaggio è nel registro di una sola parte. Un arresto tra due scritture, una copia ripristinata, o una voce tolta da qualcuno.',
        todo: 'Aprite il confronto qui sotto. Ciò che mancava qui è stato inserito come dichiarato dall’altro nodo; se manca all’altro, chiamatelo e mostrate la ricevuta firmata.',
      },
      'reconciliation-late': {
        title: 'I due registri concordano, ma uno era in ritardo',
        means: 'Entrambe le parti hanno il messaggio, con più tempo del dovuto tra le voci.',
        todo: 'Controllate gli orologi di entrambi, e se una macchina era sovraccarica.',
      },
      'reconciliation-contradicting': {
        title: 'I due registri si contraddicono',
        means:
          'Entrambe le parti hanno il messaggio, ma dicono che furono inviate parole diverse. È stato cambiato uno dei registri, o il messaggio lungo il percorso.',
        todo: 'Conservate i due registri così come sono. Confrontate le ricevute firmate con l’altro nodo, poi avvisate i due responsabili della protezione dei dati.',
      },
      'disk-full': {
        title: 'Il disco è pieno',
        means:
          'Nulla può essere registrato, quindi nulla viene chiesto o risposto: ciò che non si può registrare non deve accadere.',
        todo: 'Liberate spazio sul disco con la cartella dei dati. Il nodo riprende da solo.',
      },
      'mail-undelivered': {
        title: 'Qualcuno non ha potuto essere avvisato per e-mail',
        means:
          'Qualcosa attende un funzionario nel portale, e il messaggio che lo dice non è stato consegnato entro un giorno. Nulla è perso, ma potrebbe essere notato tardi.',
        todo: 'Controllate il server di posta e l’indirizzo nella configurazione del nodo (notification), e avvisate il funzionario.',
      },
      'probing-series': {
        title: 'Qualcuno ha fatto molte domande di seguito',
        means:
          'Un addetto di questo nodo ha chiesto molto spesso in poco tempo. Può essere una notte intensa, o qualcuno che prova nomi. Chi fosse lo vede il responsabile della protezione dei dati.',
        todo: 'Dite al responsabile della protezione dei dati di guardare le anomalie di quel giorno.',
      },
      'peer-flooding': {
        title: 'Un nodo invia più del consentito',
        means:
          'In un minuto ha inviato più messaggi di quanti questo nodo ne accetti da un altro. Quelli in più sono stati rifiutati e si possono rimandare.',
        todo: 'Chiamate l’altro nodo: forse un programma è impazzito, o qualcuno usa le sue chiavi.',
      },
    },
  },
  reconciliation: {
    heading: 'I registri concordano?',
    lead: 'Una volta al giorno questo nodo confronta il suo registro con quello degli altri. Ciò che ha meno di dieci minuti può essere in corso e aspetta.',
    peer: 'Altro nodo',
    start: 'Confronta ora',
    window: 'Periodo',
    result: 'Esito',
    agree: '{{agreeing}} su {{compared}} concordano',
    missing: '{{count}} mancanti',
    late: '{{count}} in ritardo',
    contradicting: '{{count}} in contraddizione',
    erased: '{{count}} cancellate, concordi per impronta',
    unfounded: '{{count}} posti non presenti nel suo registro',
    repaired: '{{count}} inseriti qui',
    running: 'in corso',
    failed: 'confronto non riuscito ({{fault}})',
    none: 'Nulla è stato ancora confrontato.',
  },
}
