/** A model that came from outside is not one. The message names the place in it, never a value of a table. */
export class ModelError extends Error {
  override name = 'ModelError'
  readonly code = 'MODEL_INVALID'

  constructor(place: string, cause: string) {
    super(`the model cannot be used: ${place} ${cause}; learn it again by indexing the source`)
  }
}
