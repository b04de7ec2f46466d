import type { DisclosureField, DisclosureRequest, DisclosureScope, Purpose } from '@isthmus/contract'

/** One piece of information on its way to one recipient at one instant (milliseconds). */
export type Disclosing = {
  part: number
  field: DisclosureField
  recipient: string
  purpose: Purpose
  at: number
}

/** Whether a scope allows this: part, field, recipient, purpose and instant, each by itself enough to forbid it. */
export function isCovered(scope: DisclosureScope, disclosing: Disclosing): boolean {
  const part = scope.parts.find(({ id }) => id === disclosing.part)
  return (
    part?.fields.includes(disclosing.field) === true &&
    scope.recipients.includes(disclosing.recipient) &&
    scope.purpose === disclosing.purpose &&
    Date.parse(scope.validFrom) <= disclosing.at &&
    disclosing.at <= Date.parse(scope.validTo)
  )
}

/** What a request asks for, as a scope without end: the widest that anybody may allow. */
export function askedScope(request: DisclosureRequest, at: string): DisclosureScope {
  return {
    parts: request.parts.map(({ id, fields }) => ({ id, fields: [...fields] })),
    recipients: [request.organisation],
    purpose: request.purpose,
    validFrom: at,
    validTo: '9999-12-31T23:59:59.999Z',
    conditions: [],
  }
}

/** Whether everything that `inner` allows is allowed by `outer` too; conditions are for people and do not count. */
export function isWithin(inner: DisclosureScope, outer: DisclosureScope): boolean {
  return (
    inner.purpose === outer.purpose &&
    inner.recipients.every((recipient) => outer.recipients.includes(recipient)) &&
    inner.parts.every(({ id, fields }) => {
      const allowed = outer.parts.find((part) => part.id === id)?.fields
      return (
        fields.length === 0 || (allowed !== undefined && fields.every((field) => allowed.includes(field)))
      )
    }) &&
    inner.validFrom >= outer.validFrom &&
    inner.validTo <= outer.validTo
  )
}

/** What both allow; conditions of both hold. Undefined when that is nothing at any time. */
export function intersectScopes(left: DisclosureScope, right: DisclosureScope): DisclosureScope | undefined {
  const parts = left.parts.flatMap(({ id, fields }) => {
    const others = right.parts.find((part) => part.id === id)?.fields ?? []
    const both = fields.filter((field) => others.includes(field))
    return both.length > 0 ? [{ id, fields: both }] : []
  })
  const recipients = left.recipients.filter((recipient) => right.recipients.includes(recipient))
  const validFrom = left.validFrom > right.validFrom ? left.validFrom : right.validFrom
  const validTo = left.validTo < right.validTo ? left.validTo : right.validTo
  const isEmpty =
    left.purpose !== right.purpose || parts.length === 0 || recipients.length === 0 || validFrom > validTo
  if (isEmpty) return undefined
  const conditions = [...new Set([...left.conditions, ...right.conditions])]
  return { parts, recipients, purpose: left.purpose, validFrom, validTo, conditions }
}
