import type { historyEn } from '../en/history.ts'

/** Italian words of the page of one's own searches. */
export const historyIt: typeof historyEn = {
  history: {
    page: 'Cronologia',
    lead: 'Le tue ricerche, le più recenti per prime.',
    why: 'I nomi e le date che hai cercato non sono conservati: né qui né in alcun registro. Un registro delle persone cercate sarebbe a sua volta una schedatura. Ciò che resta prova quando, perché e per quale caso hai chiesto; un sigillo crittografico permette a un revisore di verificare un nome già noto.',
    when: 'Chiesta',
    purpose: 'Scopo',
    caseReference: 'Caso',
    subjects: 'Persone',
    states: 'Risposte',
    reference: 'Riferimento nel registro',
    more: 'Mostra ricerche precedenti',
    empty: 'Non hai ancora chiesto nulla.',
    caption: 'Le mie ricerche',
  },
}
