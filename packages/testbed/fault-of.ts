type Kind<Fault> = abstract new (...parts: never[]) => Fault

/** The error of this class by which `act` is refused. Throws what is of another class, and when nothing is refused. */
export function faultOf<Fault extends Error>(kind: Kind<Fault>, act: () => unknown): Fault {
  const fault = findFault(kind, act)
  if (fault) return fault
  throw new TypeError('nothing was refused')
}

/** The code of the error of this class by which `act` is refused; undefined when it is not. */
export function findCode<Code extends string>(
  kind: Kind<Error & { code: Code }>,
  act: () => unknown,
): Code | undefined {
  return findFault(kind, act)?.code
}

function findFault<Fault extends Error>(kind: Kind<Fault>, act: () => unknown): Fault | undefined {
  try {
    act()
  } catch (fault) {
    if (fault instanceof kind) return fault
    throw fault
  }
  return undefined
}
