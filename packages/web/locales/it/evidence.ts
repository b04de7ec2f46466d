import type { evidenceEn } from '../en/evidence.ts'

/** Italian words of evidence files. */
export const evidenceIt: typeof evidenceEn = {
  evidence: {
    file: 'File di prova',
    holds:
      'Il file di prova (ZIP) contiene ciò che è stato chiesto e risposto, parola per parola e con dati personali, con ogni firma, ricevuta e prova del registro, e una pagina che lo verifica senza rete; l’esportazione viene registrata.',
    saved: 'Il file di prova è stato consegnato al browser',
    verify:
      'Conservatelo come il fascicolo. Per verificarlo aprite verify.html al suo interno, su qualsiasi computer, anche senza rete.',
    notKept: 'Ciò che è stato inviato non è più conservato',
    onlyLog:
      'Il tempo per cui questo nodo lo conserva è scaduto, oppure non ne conserva. Il file è stato consegnato al browser; prova solo ciò che dice il registro: che uno scambio c’è stato, quando e con chi.',
    unknown:
      'Il registro non ha un tale scambio. Le sue voci possono essere state cancellate alla fine del loro tempo.',
    whoMay:
      'Il file di prova di un messaggio spetta al responsabile della protezione dei dati dell’organizzazione a cui appartiene questo nodo.',
  },
}
