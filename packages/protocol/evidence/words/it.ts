import type { Report, Sentences, Terms } from './catalogue.ts'

/** Italian words of evidence. */
export const sentencesIt: Sentences = {
  'manifest-missing': 'Il file non ha un elenco del contenuto di versione 1, o è stato modificato.',
  'file-missing': 'L’elenco del contenuto nomina questo file, che però manca.',
  'file-changed': 'Non è il file che era stato messo qui: il suo SHA-256 è un altro.',
  'file-unnamed': 'L’elenco del contenuto non nomina questo file.',
  'files-unchanged': {
    one: 'L’unico file ({count}) è inalterato (SHA-256).',
    other: 'Tutti i {count} file sono inalterati (SHA-256).',
  },
  'manifest-signed':
    'Il nodo {name} ha composto questo file il {at} e ha firmato l’elenco del suo contenuto (chiave {key}).',
  'manifest-unsigned': 'L’elenco del contenuto non è firmato dal nodo {name}.',
  'subject-exchange': {
    one: 'scambio {correlationId}, {count} messaggio',
    other: 'scambio {correlationId}, {count} messaggi',
  },
  'documents-unchanged': {
    one: '{count} documento è come è stato messo qui; chi lo ha rilasciato, lo dice da sé.',
    other: '{count} documenti sono come sono stati messi qui; chi li ha rilasciati, lo dicono da sé.',
  },

  'trust-list-missing': 'Non c’è una lista di fiducia, quindi nessuna chiave è credibile.',
  'trust-list-other': 'La lista di fiducia che l’elenco del contenuto nomina non è qui.',
  'trust-list-signed-by-known':
    'La versione {version} della lista di fiducia di {federation}, emessa il {issuedAt}, è firmata da {names}; sono operatori che Lei ha indicato.',
  'trust-list-signed':
    'La versione {version} della lista di fiducia di {federation}, emessa il {issuedAt}, è firmata da {names}; che questi siano gli operatori della federazione deve confrontarlo Lei.',

  'message-missing': 'Qui non c’è un messaggio di versione 2.',
  'message-of-another-exchange': 'Il messaggio appartiene a un altro scambio.',
  'message-sent-elsewhere': 'Il messaggio non è stato inviato all’indirizzo del suo destinatario.',
  'message-signed':
    'Il nodo {from} ha firmato il messaggio {messageId} ({kind}) per il nodo {to}, creato il {at}, con la sua chiave {key}.',
  'message-signed-in-bundle':
    'Il nodo {from} ha firmato il messaggio {messageId} ({kind}) per il nodo {to}, creato il {at}, con la sua chiave {key}. Era il messaggio {number} di {of} sotto un’unica firma.',
  'message-differs': 'I campi d’intestazione firmati e il messaggio nominano nodi o scambi diversi.',
  'question-missing': 'Ciò che è stato chiesto non è qui.',
  'question-opened': 'Questo è il contenuto del messaggio {messageId}, parola per parola.',
  'question-malformed': 'Il contenuto non ha la forma della versione 2.',
  'person-stated':
    'Il nodo {name} ha dichiarato, firmando, di chiedere per la persona con lo pseudonimo {pseudonym} ({role}, {organisation}, livello di garanzia: {assuranceLevel}). Finalità: {purpose}; base giuridica: {legalBasis}; caso: {caseReference}.',
  'answer-lines-differ': 'La risposta non ha tante righe quante ne sono state aperte.',
  'answer-signed': {
    one: 'Il nodo {name} ha firmato l’unica riga ({count}) della sua risposta, ed è qui, parola per parola.',
    other:
      'Il nodo {name} ha firmato ciascuna delle {count} righe della sua risposta, e sono tutte qui, parola per parola.',
  },
  'answer-line-wrong': 'La riga non è la successiva che risponde a questo messaggio.',
  'answer-line-missing': 'Il contenuto di questa riga non è qui.',
  'answer-cut-off': 'La risposta è stata troncata: la sua ultima riga non è la fine di uno scambio.',
  'answer-other-lines': 'La risposta è stata chiusa su righe diverse da queste.',
  'receipt-missing': 'Il file non è una ricevuta di versione 2 o 3.',
  'receipt-signed':
    'Il nodo {to} ha firmato, con la sua chiave {key}, di aver ricevuto il messaggio {messageId} del nodo {from} il {at} e di averlo scritto nel suo registro {origin} come voce {index}.',
  'receipt-logged': 'La voce che la ricevuta nomina è quella che è provato sia nel registro.',
  'receipt-logged-same-message':
    'La voce che la ricevuta nomina è quella che è provato sia nel registro, e nomina lo stesso messaggio.',
  'receipt-other-entry': 'La prova è di una voce diversa da quella che la ricevuta nomina.',
  'receipt-other-message': 'La voce che la ricevuta nomina parla di un altro messaggio.',

  'proof-missing': 'Il file non è una prova di versione 1 da un registro.',
  'proof-of-two-logs': 'La prova e il suo checkpoint sono di due registri.',
  'proof-of-another-entry': 'La prova è di una voce diversa da quella che dice il suo nome.',
  'entry-included': 'La voce {index} sta nel registro del nodo {name} com’era quando aveva {size} voci.',
  'entry-opened': 'Ciò che si legge come voce {index} ({event}, {at}) è ciò che è stato registrato.',
  'entry-opened-wrong': 'Ciò che si legge come voce {index} non è ciò che è stato registrato.',
  'entry-of-message': 'La voce {index}, firmata per il messaggio {messageId}, è quella voce del registro.',
  'entry-not-of-message': 'La voce {index} non è quella firmata per il messaggio {messageId}.',
  'log-names-message': 'Il registro del nodo {name} nomina il messaggio {messageId} e la sua impronta.',

  'attachment-malformed': 'L’annuncio di un file non è come dice il contratto.',
  'attachment-announced':
    'Il nodo {from} ha annunciato al nodo {to} il file {id} di {size} byte con lo SHA-256 {digest}; parti sigillate: {chunks}, ciascuna con il proprio SHA-256.',
  'attachment-withdrawn':
    'Il nodo {from} ha chiesto al nodo {to} di cancellare il file {id}, salvo che fosse stato aperto.',
  'attachment-complete': 'Il nodo {from} ha detto del file {id}: è arrivato intero ed era quello annunciato.',
  'attachment-broken':
    'Il nodo {from} ha detto del file {id}: non era quello annunciato, o non era più leggibile, ed è stato cancellato.',
  'attachment-deleted-unopened':
    'Il nodo {from} ha detto del file {id}: è stato cancellato come chiesto dal mittente, senza essere aperto.',
  'attachment-opened':
    'Il nodo {from} ha detto del file {id}: il ritiro è arrivato dopo l’apertura, perciò si conserva fino alla fine del suo tempo.',
  'attachment-expired':
    'Il nodo {from} ha detto del file {id}: il suo tempo era finito prima che arrivasse il ritiro, ed è stato cancellato.',
  'attachment-in-hand': 'Il file in mano è il file {id}, byte per byte.',
  'attachment-not-in-hand': 'Il file in mano non è nessuno di quelli annunciati qui.',

  'checkpoint-missing': 'Non c’è un checkpoint, o non è testo.',
  'log-unknown': 'La lista di fiducia non ha un nodo che tenga questo registro.',
  'checkpoint-signed':
    'Il nodo {name} ha firmato con la chiave {key} che il suo registro {origin} ha {size} voci.',
  'witness-key-not-in-force': 'Il nodo {name} ha controfirmato il {at} con una chiave che allora non valeva.',
  'witness-saw': 'Il nodo {name} ha attestato questo stato del registro il {at} (chiave {key}).',
  'witnesses-counted': {
    one: '{count} nodo ha attestato questo stato del registro; ne occorrono {required}.',
    other: '{count} nodi hanno attestato questo stato del registro; ne occorrono {required}.',
  },
  'log-key-not-in-force': 'La chiave del registro non valeva il {at}.',
  'signature-line-unknown': 'La riga di firma {line} è di una chiave che la lista di fiducia non ha.',

  'log-whole': {
    one: 'La {count} voce è esattamente quella che il nodo {name} ha firmato: non è stata modificata e nessuna è stata aggiunta.',
    other:
      'Le {count} voci sono esattamente quelle che il nodo {name} ha firmato, nel loro ordine: nessuna manca, è modificata o aggiunta.',
  },
  'log-root-wrong': 'Le voci non portano alla radice che il registro ha firmato.',
  'log-cut-off': {
    one: 'Dopo {count} voce non ci sono né le successive né le loro impronte.',
    other: 'Dopo {count} voci non ci sono né le successive né le loro impronte.',
  },
  'entries-missing': 'Il file di queste voci manca.',
  'hashes-missing': 'Il file di queste impronte manca.',
  'entry-wrong': 'La voce {index} non è quella registrata: la sua impronta non è quella dell’albero.',
  'hash-not-of-entry': 'L’impronta {at} del tassello non è quella della voce {index}.',
  'hash-not-of-tile': 'L’impronta {at} del tassello non è la radice di {below}.',
  'readable-malformed': 'Il file non è testo in righe intere.',
  'readable-entry-wrong': 'Ciò che si legge come voce {index} non è ciò che vi è stato registrato.',
  'readable-line-wrong': 'Ciò che si legge alla riga {line} non è ciò che vi è stato registrato.',

  'fault-unreadable':
    'Non si legge come ciò che dovrebbe essere: è stato modificato, troncato, o non lo è mai stato ({code}).',
  'fault-signature':
    'La firma non corrisponde: il contenuto è stato modificato dopo la firma, o ha firmato qualcun altro ({code}).',
  'fault-key':
    'La chiave nominata non era nota, non era destinata a questo, era revocata o allora non valeva ({code}).',
  'fault-time': 'I tempi non corrispondono: firmato troppo presto, troppo tardi o per troppo tempo ({code}).',
  'fault-content': 'Il contenuto non è quello firmato: la sua impronta è un’altra ({code}).',
  'fault-elsewhere': 'Appartiene a un altro messaggio, scambio, registro o federazione ({code}).',
  'fault-form': 'I campi d’intestazione firmati non sono quelli che il protocollo richiede ({code}).',
  'fault-quorum': 'Troppo pochi operatori hanno firmato la lista di fiducia ({code}).',
  'fault-succession': 'La lista di fiducia non discende da quella precedente ({code}).',
  'fault-tree': 'La prova non porta allo stato che il registro ha firmato ({code}).',
  'fault-unknown': 'Non può essere verificato: un errore di tipo {code}.',

  'open-exchange-end': 'come sarebbe finito lo scambio {folder}: non è giunto alla fine ({fault})',
  'open-receipt': 'che il nodo {name} abbia ricevuto il messaggio {messageId}: la sua ricevuta non è qui',
  'open-entry-in-log': 'che la voce {index} di {origin} stia in quel registro: la sua prova non è qui',
  'open-receipt-in-log': 'che la voce della ricevuta stia ancora nel registro: per questo serve --proof',
  'open-attachment':
    'che cosa contiene il file {id}: il contenuto e la chiave che lo apre non sono qui; chi ha il file ne confronta lo SHA-256',
  'open-entries-unread': {
    one: 'ciò che diceva {count} voce: è stata cancellata o non consegnata; che vi stesse è provato',
    other: 'ciò che dicevano {count} voci: sono state cancellate o non consegnate; che vi stessero è provato',
  },
  'limit-truth-of-exchange':
    'che quanto chiesto e risposto sia vero, o fosse lecito: solo che è stato detto, da chi e quando',
  'limit-truth-of-entry':
    'che quanto dice una voce sia vero: un registro prova ciò che è stato scritto, e al più tardi quando, non ciò che è stato fatto',
  'limit-unlogged': 'che nulla sia stato fatto senza una voce',
  'limit-later': 'qualsiasi cosa successiva al checkpoint',
  'limit-collusion':
    'che il registro e i suoi testimoni non abbiano ingannato insieme; chi confronta i checkpoint con un altro nodo lo vede',
}

export const termsIt: Terms = {
  role: {
    officer: 'funzionario',
    caseworker: 'responsabile del caso',
    operator: 'gestore del nodo',
    dpo: 'responsabile della protezione dei dati',
    authority: 'autorità di controllo',
  },
  purpose: {
    'criminal-investigation': 'indagine penale',
    'threat-prevention': 'prevenzione di una minaccia',
    'border-control': 'controllo di frontiera',
    'asylum-procedure': 'procedura d’asilo',
    'missing-person': 'persona scomparsa',
    'child-protection': 'protezione di un minore',
    'humanitarian-care': 'assistenza umanitaria',
  },
  assuranceLevel: { low: 'basso', substantial: 'significativo', high: 'elevato' },
}

export const reportIt: Report = {
  title: 'Verificare un file di prove',
  lead: 'Questa pagina prova ciò che un file di prove di Isthmus prova. Funziona senza rete, non chiede a nessuno e non invia nulla: ciò che Lei sceglie resta su questo computer.',
  language: 'Lingua',
  choose: 'Scelga il file ZIP, o lo rilasci qui',
  believe: 'A chi crede?',
  believeHelp:
    'Tutte le chiavi vengono dalla lista di fiducia nel file. Vale solo se gli operatori della federazione l’hanno firmata. Scelga l’elenco degli operatori che ha ricevuto da loro, un file JSON con quorum e keys; senza di esso vede chi ha firmato e deve confrontare.',
  operators: 'Operatori (file JSON)',
  proven: 'Provato: {subject}',
  notProven: 'Non provato: {subject}',
  notProvenFile: 'Non provato: questo file',
  operatorsUnreadable: 'Il file degli operatori non si può leggere.',
  noZip: 'Non provato: non è un file ZIP leggibile.',
  unreadable: 'Non provato: il file non si può leggere.',
  wrong: 'Che cosa non va',
  isProven: 'Che cosa è provato',
  provenAllTheSame: 'Provato comunque',
  limits: 'Non provato da questo',
  paperTitle: 'Prove di uno scambio',
  paperSubject: 'Isthmus: prove dello scambio {correlationId}',
  madeAt: 'Oggetto: {subject}. Composto il {at}.',
  paperLead:
    'Questo foglio ripete soltanto ciò che il file dice. Per verificarlo senza di noi: apra verify.html di questo ZIP in qualsiasi browser, senza rete, e scelga lo ZIP; oppure esegua: isthmus evidence verify FILE.zip',
}
