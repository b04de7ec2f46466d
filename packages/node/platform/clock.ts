/** The time, as an argument: rules that depend on it are tested without waiting. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
