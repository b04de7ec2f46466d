/** Whose log it is; a log that was begun anew after an old backup was restored has a later epoch. */
export type LogName = { federation: string; peerId: string; epoch: number }

const shape = /^isthmus\.eu\/([a-z0-9-]{1,64})\/([a-z0-9-]{2,64})(?:\/([1-9]\d{0,5}))?$/

/** `isthmus.eu/<federation>/<peer>`, from the second epoch on with its number: `isthmus.eu/<federation>/<peer>/2`. */
export function toLogOrigin({ federation, peerId, epoch }: LogName): string {
  return `isthmus.eu/${federation}/${peerId}${epoch > 1 ? `/${epoch}` : ''}`
}

/** Reads what `toLogOrigin` writes and nothing else. */
export function findLogName(origin: string): LogName | undefined {
  const [, federation, peerId, number] = shape.exec(origin) ?? []
  if (federation === undefined || peerId === undefined) return undefined
  const name = { federation, peerId, epoch: Number(number ?? 1) }
  return toLogOrigin(name) === origin ? name : undefined
}
