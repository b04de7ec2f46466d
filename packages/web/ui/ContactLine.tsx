const mail = /[\w.+-]+@[\w-]+(\.[\w-]+)+/
const phone = /\+\d[\d ().-]{5,}\d/

/** A contact as text; a mail address or a telephone number in it can be pressed. */
export function ContactLine({ contact }: { contact: string }) {
  const found = mail.exec(contact) ?? phone.exec(contact)
  if (found === null) return <>{contact}</>
  const [address] = found
  const href = address.includes('@') ? `mailto:${address}` : `tel:${address.replaceAll(/[^+\d]/g, '')}`
  return (
    <>
      {contact.slice(0, found.index)}
      <a href={href}>{address}</a>
      {contact.slice(found.index + address.length)}
    </>
  )
}
