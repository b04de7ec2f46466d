import type { MessageEntry } from '@isthmus/contract'

export function toStateSentence({ state, counterpart, attempts = 0 }: MessageEntry): string {
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`
  const sentences = {
    waiting: `on its way to ${counterpart}, after ${tries}`,
    delivered: `delivered to ${counterpart}; its signed receipt is kept`,
    dead: `a dead letter to ${counterpart}, after ${tries}`,
    discarded: `discarded; ${counterpart} never gave a receipt for it`,
    received: `received from ${counterpart}; it had its effect here once`,
  } as const
  return sentences[state]
}
