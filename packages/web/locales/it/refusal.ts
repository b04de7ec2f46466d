import type { refusalEn } from '../en/refusal.ts'

/** Italian words of why a policy refuses, and who can unblock. */
export const refusalIt: typeof refusalEn = {
  refusal: {
    OWN_ORDER: {
      text: 'Ha dato Lei quest’ordine. Ciò che è cancellato non si recupera, perciò lo conferma un’altra persona.',
      unblock: 'Un altro responsabile della protezione dei dati della Sua organizzazione, o il sostituto.',
    },
    REVIEW_FOR_CASE_OFFICERS: {
      text: 'Se due schede riguardano una sola persona lo giudica chi lavora con le persone, non chi tiene o sorveglia il sistema.',
      unblock: 'Un agente o un operatore sociale della tua organizzazione che lavora con queste schede.',
    },
    LINKAGE_FOR_OPERATORS: {
      text: 'Un collegamento legge fonti intere. Lo avviano e lo chiudono gli operatori del nodo.',
      unblock: 'Un operatore di questo nodo: chiedigli di avviarlo.',
    },
    KIND_MAY_NOT_LINK: {
      text: 'Le università partecipano con conteggi, bollettini e previsioni; non collegano né rivedono schede di persone.',
      unblock:
        'Il responsabile della protezione dei dati del titolare della fonte: chiedi un conteggio anonimo.',
    },
    NOT_THE_OWNER: {
      text: 'Queste schede appartengono a un’altra organizzazione e sono collegate e riviste dalle sue persone.',
      unblock: 'L’organizzazione a cui appartengono.',
    },
    TWO_AUTHORITIES: {
      text: 'Le due fonti appartengono a organizzazioni diverse. Collegarle in massa comunicherebbe all’una le schede dell’altra.',
      unblock: 'Nessuno, in massa. Cerca le persone di un caso: ogni fonte risponde allora per sé.',
    },
    ROLE_MAY_NOT_SEARCH: {
      text: 'I gestori e i responsabili della protezione dei dati curano e sorvegliano il sistema; non cercano persone con esso.',
      unblock:
        'Il capo della tua unità: faccia fare la ricerca al funzionario o al responsabile del caso che se ne occupa.',
    },
    ASKER_OUTSIDE_UNION_LAW: {
      text: 'Una risposta alla tua organizzazione sarebbe un trasferimento verso un Paese terzo o un’organizzazione internazionale, e ogni trasferimento richiede un proprio fondamento.',
      unblock:
        'L’autorità di uno Stato membro che collabora con te: può chiedere e trasferire ciò che la legge consente.',
    },
    KIND_MAY_NOT_SEARCH: {
      text: 'Le università partecipano con conteggi, bollettini e previsioni; non cercano persone.',
      unblock:
        'Il responsabile della protezione dei dati del titolare della fonte: chiedi un conteggio anonimo.',
    },
    PURPOSE_OUTSIDE_REGIME: {
      text: 'Lo scopo dichiarato non appartiene alla normativa sulla protezione dei dati a cui è soggetta la tua organizzazione.',
      unblock:
        'Tu: dichiara lo scopo per cui davvero chiedi. Se la questione è cambiata, il tuo responsabile della protezione dei dati sa dire quale autorità può chiedere.',
    },
    LEGAL_BASIS_MISSING: {
      text: 'La domanda non indica una base giuridica.',
      unblock: 'Tu: indica l’atto e l’articolo su cui ti fondi.',
    },
    CASE_REFERENCE_MISSING: {
      text: 'La domanda non indica un caso. Una ricerca senza caso non si può giustificare in seguito.',
      unblock: 'Tu: indica il numero del fascicolo. Se non c’è ancora, lo apre il capo della tua unità.',
    },
    TRANSFER_NOT_FORESEEN: {
      text: 'La fonte è tenuta fuori dalla normativa dell’Unione sulla protezione dei dati. Interrogarla trasferirebbe il nome di cui chiedi, e per questo trasferimento non risulta alcun fondamento.',
      unblock:
        'Il tuo responsabile della protezione dei dati, con un trasferimento documentato. Fino ad allora, chiedi tramite il punto di contatto nazionale.',
    },
    GATE_BETWEEN_REGIMES: {
      text: 'Questa fonte e la tua organizzazione seguono norme diverse sulla protezione dei dati. Già il fatto che la fonte conosca una persona è un dato personale; perciò la ricerca attraverso questo varco è chiusa.',
      unblock:
        'Il responsabile della protezione dei dati del titolare della fonte, con un protocollo firmato da entrambe le organizzazioni. Fino ad allora: una richiesta scritta di comunicazione o una segnalazione.',
    },
    PURPOSE_NOT_ANSWERED: {
      text: 'Il titolare di questa fonte non risponde a domande con questo scopo.',
      unblock: 'Il titolare della fonte.',
    },
    MODE_NOT_ANSWERED: {
      text: 'Il titolare di questa fonte non risponde a domande poste in questo modo.',
      unblock: 'Il titolare della fonte.',
    },
  },
}
