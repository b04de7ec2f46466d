import type { messageEn } from '../en/message.ts'

/** Italian words of messages between peers. */
export const messageIt: typeof messageEn = {
  message: {
    page: 'Messaggi',
    lead: 'Messaggi tra questo nodo e gli altri: che cosa è in viaggio, che cosa è arrivato e che cosa non è stato possibile consegnare.',
    readOnly: 'Potete guardare i messaggi; un operatore invia note e si occupa dei messaggi non consegnati.',
    box: 'Quali messaggi',
    boxes: { sent: 'Verso altri', received: 'Da altri', dead: 'Non consegnati' },
    none: {
      sent: 'Non è stato ancora inviato nulla.',
      received: 'Non è ancora arrivato nulla.',
      dead: 'Nessun messaggio non consegnato: tutto è arrivato o è in viaggio.',
    },
    deadCount_one: '{{count}} messaggio non è stato consegnato.',
    deadCount_many: '{{count}} messaggi non sono stati consegnati.',
    deadCount_other: '{{count}} messaggi non sono stati consegnati.',
    more: 'Mostra i precedenti',
    send: 'Una nota agli operatori di un altro nodo',
    to: 'A',
    text: 'Nota',
    textHint: 'Sigillata durante il viaggio e nella base di dati. Non nomina nessuna persona.',
    sendNow: 'Invia la nota',
    toPeer: 'A {{name}}',
    fromPeer: 'Da {{name}}',
    states: {
      waiting: 'In viaggio',
      delivered: 'Consegnato',
      dead: 'Non consegnato',
      discarded: 'Abbandonato',
      received: 'Ricevuto',
    },
    why: 'Perché',
    todo: 'Che cosa fare',
    next: 'Prossimo tentativo',
    nextAt_one: '{{at}}, dopo {{count}} tentativo; al più tardi fino al {{deadline}}',
    nextAt_many: '{{at}}, dopo {{count}} tentativi; al più tardi fino al {{deadline}}',
    nextAt_other: '{{at}}, dopo {{count}} tentativi; al più tardi fino al {{deadline}}',
    receipt: 'Ricevuta firmata',
    receiptSays: 'Voce {{index}} del registro {{origin}}, {{at}}',
    reference: 'Riferimento',
    resend: 'Invia di nuovo',
    discard: 'Abbandona',
    faults: {
      unreachable: {
        why: 'Il nodo non ha risposto.',
        todo: 'Chiedete al suo operatore se è in funzione. Quando lo è, inviate di nuovo il messaggio: ha effetto una volta sola, per quante volte arrivi.',
      },
      unproven: {
        why: 'Nessuno all’indirizzo del nodo ha potuto provare di esserlo, o l’elenco di fiducia non lo contiene.',
        todo: 'Confrontate l’elenco di fiducia dei due nodi, poi inviate di nuovo il messaggio.',
      },
      notBelieved: {
        why: 'Il nodo non accetta la nostra firma.',
        todo: 'Confrontate elenco di fiducia e chiavi dei due nodi; una chiave può essere stata revocata. Poi inviate di nuovo il messaggio.',
      },
      clock: {
        why: 'Gli orologi dei due nodi differiscono troppo.',
        todo: 'Regolate l’orologio sbagliato, poi inviate di nuovo il messaggio.',
      },
      sealed: {
        why: 'Il nodo non può più aprire il messaggio: la sua chiave è cambiata o il tempo del messaggio è scaduto.',
        todo: 'Inviatelo di nuovo: viene sigillato con la chiave attuale.',
      },
      refused: {
        why: 'Il nodo non accetta questo messaggio.',
        todo: 'Chiedete al suo operatore perché e abbandonate il messaggio.',
      },
      contradiction: {
        why: 'Il nodo ha un altro messaggio con lo stesso nome.',
        todo: 'Abbandonate questo e informate gli operatori dei due nodi: uno dei due registri può venire da una copia di riserva.',
      },
      receipt: {
        why: 'Il nodo ha risposto, ma non con una ricevuta firmata per questo messaggio.',
        todo: 'Chiamate il suo operatore: chi risponde può non essere il nodo, o il nodo è guasto.',
      },
      other: {
        why: 'Non riuscito: {{code}}.',
        todo: 'Vedete il registro di questo nodo o chiedete all’operatore dell’altro.',
      },
    },
  },
}
