import type { noticeEn } from '../en/notice.ts'

/** Italian words of the page of what waits for whoever is signed in. */
export const noticeIt: typeof noticeEn = {
  notice: {
    page: 'In attesa di voi',
    lead: 'Ciò che richiede voi, dal più recente. Non dice né di chi né che cosa: aprite la pratica per vederlo.',
    open: 'In attesa di voi',
    unread_one: '{{count}} nuovo',
    unread_other: '{{count}} nuovi',
    isNew: 'Nuovo',
    done: 'Visto',
    none: 'Nulla vi attende.',
    reference: 'Riferimento',
    more: 'Mostra i precedenti',
    kind: {
      'request-received': 'È arrivata una richiesta di comunicazione',
      'clarification-asked':
        'Il detentore chiede che cosa si intende; il termine è sospeso finché non rispondete',
      'clarification-answered': 'Alla vostra domanda è stato risposto; il termine corre di nuovo',
      'act-waits': 'Una decisione vi attende',
      'act-done': 'Ciò che avete chiesto è stato deciso',
      'clock-half': 'È trascorsa metà del termine per rispondere',
      'clock-late': 'Il termine per rispondere sta per scadere',
      'answer-received': 'È arrivata una risposta',
      'delay-announced': 'La risposta tarderà: deve autorizzarla un giudice',
      'item-recalled': 'Qualcosa che vi è stato comunicato è stato richiamato',
      'item-corrected': 'Qualcosa che vi è stato comunicato è stato corretto',
      'use-asked': 'Un destinatario chiede di usare per altro ciò che avete comunicato',
      'use-decided': 'È stato deciso se potete usare per altro ciò che vi è stato comunicato',
      'erasure-near': 'Qualcosa che vi è stato comunicato sta per essere cancellato',
      'passkey-recovery': 'Un collega ha perso la passkey: devono aiutarlo due amministratori',
    },
  },
}
