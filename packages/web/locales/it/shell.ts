import type { shellEn } from '../en/shell.ts'

/** Italian words of the frame around every page: navigation, notices, problems. */
export const shellIt: typeof shellEn = {
  app: {
    name: 'Isthmus',
    title: '{{page}} · Isthmus',
    skip: 'Vai al contenuto',
    navigation: 'Pagine',
  },
  nav: {
    search: 'Ricerca',
    batch: 'Elenco',
    history: 'Cronologia',
    catalogue: 'Catalogo',
    review: 'Revisione',
    trust: 'Fiducia',
    messages: 'Messaggi',
    incidents: 'Incidenti',
    oversight: 'Vigilanza',
    more: 'Altro',
  },
  demo: {
    label: 'Dimostrazione',
    short:
      'Estratti non aggiornati di elenchi pubblici di sanzioni al posto dei registri. Da non usare mai per controlli.',
    long: 'Questa è una dimostrazione. Estratti non aggiornati di elenchi pubblici di sanzioni tengono il posto dei registri degli operatori, perché i registri veri non possono essere pubblicati. Non usare mai ciò che appare qui per un controllo o per una decisione su una persona.',
  },
  problem: {
    notPermitted: 'Non è permesso',
    title: 'Non ha funzionato',
    remedy: 'Che cosa fare',
    reference: 'Riferimento per l’assistenza: {{id}}',
    again: 'Riprova',
    offline: 'Il tuo nodo non risponde',
    offlineDetail: 'Il collegamento fra questo browser e il tuo nodo è interrotto.',
    offlineRemedy: 'Controlla la rete. Se funziona, può aiutarti il gestore del nodo.',
    unreadable: 'La risposta del tuo nodo non è leggibile',
    unreadableRemedy: 'Chiedi di nuovo. Se succede due volte, avvisa il gestore del nodo.',
    broken: 'Il collegamento si è interrotto prima che tutte le fonti rispondessero',
    brokenRemedy: 'Sono mostrate le risposte arrivate. Chiedi di nuovo per le altre.',
  },
  notFound: {
    page: 'Non trovata',
    text: 'A questo indirizzo non c’è nessuna pagina.',
    back: 'Alla ricerca',
  },
}
