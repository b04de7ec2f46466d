import type { MailRecipient } from '@isthmus/contract'

type Language = NonNullable<MailRecipient['language']>

/** Mail is read by whoever runs its servers: it says neither what waits nor about whom, nor how urgent it is. */
const words: Record<Language, { subject: string; text: (address: string) => string }> = {
  en: {
    subject: 'Isthmus: something waits for you',
    text: (address) =>
      `Something waits for you in Isthmus.\n\nSign in to see it: ${address}\n\nThis message says no more than that, on purpose. It cannot be answered.\n`,
  },
  el: {
    subject: 'Isthmus: κάτι σας περιμένει',
    text: (address) =>
      `Κάτι σας περιμένει στο Isthmus.\n\nΣυνδεθείτε για να το δείτε: ${address}\n\nΤο μήνυμα δεν λέει τίποτα περισσότερο, σκόπιμα. Δεν μπορεί να απαντηθεί.\n`,
  },
  it: {
    subject: 'Isthmus: qualcosa vi attende',
    text: (address) =>
      `Qualcosa vi attende in Isthmus.\n\nAccedete per vederlo: ${address}\n\nQuesto messaggio non dice altro, di proposito. Non è possibile rispondere.\n`,
  },
  fr: {
    subject: 'Isthmus\u00a0: quelque chose vous attend',
    text: (address) =>
      `Quelque chose vous attend dans Isthmus.\n\nConnectez-vous pour le voir\u00a0: ${address}\n\nCe message n’en dit pas plus, à dessein. On ne peut pas y répondre.\n`,
  },
}

export function toMailText(language: Language, address: string): { subject: string; text: string } {
  const { subject, text } = words[language]
  return { subject, text: text(address) }
}
