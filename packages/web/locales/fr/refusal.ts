import type { refusalEn } from '../en/refusal.ts'

/** French words of why a policy refuses, and who can unblock. */
export const refusalFr: typeof refusalEn = {
  refusal: {
    OWN_ORDER: {
      text: 'Vous avez donné cet ordre. Ce qui est effacé ne revient pas, une autre personne le confirme donc.',
      unblock: 'Un autre délégué à la protection des données de votre organisation, ou le suppléant.',
    },
    REVIEW_FOR_CASE_OFFICERS: {
      text: 'Si deux fiches concernent une seule personne, c’est à ceux qui travaillent avec les personnes d’en juger, non à ceux qui tiennent ou surveillent le système.',
      unblock: 'Un agent ou un travailleur social de votre organisation qui travaille avec ces fiches.',
    },
    LINKAGE_FOR_OPERATORS: {
      text: 'Un rapprochement lit des sources entières. Les opérateurs du pair le lancent et l’arrêtent.',
      unblock: 'Un opérateur de ce pair : demandez-lui de le lancer.',
    },
    KIND_MAY_NOT_LINK: {
      text: 'Les universités participent par des comptages, des bulletins et des prévisions ; elles ne rapprochent ni n’examinent des fiches de personnes.',
      unblock:
        'Le délégué à la protection des données du titulaire de la source : demandez un comptage anonyme.',
    },
    NOT_THE_OWNER: {
      text: 'Ces fiches appartiennent à une autre organisation ; ses propres agents les rapprochent et les examinent.',
      unblock: 'L’organisation à laquelle elles appartiennent.',
    },
    TWO_AUTHORITIES: {
      text: 'Les deux sources appartiennent à des organisations différentes. Les rapprocher en masse communiquerait à chacune les fiches de l’autre.',
      unblock:
        'Personne, en masse. Cherchez les personnes d’une affaire : chaque source répond alors pour elle-même.',
    },
    ROLE_MAY_NOT_SEARCH: {
      text: 'Les exploitants et les délégués à la protection des données entretiennent et surveillent le système ; ils n’y recherchent pas de personnes.',
      unblock:
        'Le chef de votre unité : qu’il fasse faire la recherche par l’agent ou le chargé de dossier qui traite l’affaire.',
    },
    ASKER_OUTSIDE_UNION_LAW: {
      text: 'Une réponse à votre organisation serait un transfert vers un pays tiers ou une organisation internationale, et chaque transfert exige son propre fondement.',
      unblock:
        'L’autorité d’un État membre qui coopère avec vous : elle peut demander, et transférer ce que le droit permet.',
    },
    KIND_MAY_NOT_SEARCH: {
      text: 'Les universités participent par des comptages, des bulletins et des prévisions ; elles ne recherchent pas de personnes.',
      unblock:
        'Le délégué à la protection des données du propriétaire de la source : demandez-lui un comptage anonyme.',
    },
    PURPOSE_OUTSIDE_REGIME: {
      text: 'La finalité indiquée ne relève pas du droit de la protection des données auquel votre organisation est soumise.',
      unblock:
        'Vous : indiquez la finalité réelle de votre question. Si l’affaire a changé de nature, votre délégué à la protection des données peut dire quelle autorité peut demander.',
    },
    LEGAL_BASIS_MISSING: {
      text: 'La question n’indique aucune base légale.',
      unblock: 'Vous : indiquez l’acte et l’article sur lesquels vous vous fondez.',
    },
    CASE_REFERENCE_MISSING: {
      text: 'La question n’indique aucun dossier. Une recherche sans dossier ne peut être justifiée après coup.',
      unblock:
        'Vous : indiquez le numéro du dossier. S’il n’existe pas encore, le chef de votre unité l’ouvre.',
    },
    TRANSFER_NOT_FORESEEN: {
      text: 'La source est tenue hors du droit de l’Union sur la protection des données. L’interroger transférerait le nom demandé, et aucun fondement de ce transfert n’est enregistré.',
      unblock:
        'Votre délégué à la protection des données, par un transfert documenté. D’ici là, passez par le point de contact national.',
    },
    GATE_BETWEEN_REGIMES: {
      text: 'Cette source et votre organisation relèvent de droits différents de la protection des données. Savoir si la source connaît une personne est déjà une donnée personnelle ; la recherche à travers cette barrière est donc fermée.',
      unblock:
        'Le délégué à la protection des données du propriétaire de la source, avec un protocole signé par les deux organisations. D’ici là : une demande écrite de communication, ou une orientation.',
    },
    PURPOSE_NOT_ANSWERED: {
      text: 'Le propriétaire de cette source ne répond pas aux questions ayant cette finalité.',
      unblock: 'Le propriétaire de la source.',
    },
    MODE_NOT_ANSWERED: {
      text: 'Le propriétaire de cette source ne répond pas aux questions posées de cette manière.',
      unblock: 'Le propriétaire de la source.',
    },
  },
}
