/** A text of a request, ready for the model. */
export interface WaitingText {
  readonly request: number
  /** Place of the text in its request. */
  readonly place: number
  readonly ids: readonly number[]
}

const maxTexts = 32
/** Bounds memory and the time that a short text waits behind long ones. */
const maxPaddedTokens = 4096
/** Texts looked at to make up one batch. */
const windowSize = 128

/** Whatever waits goes to the model together: a batch costs little more than its longest text times its size. */
export class BatchQueue {
  readonly #waiting = new Map<number, WaitingText[]>()

  add(request: number, texts: readonly (readonly number[])[]): void {
    const waiting = texts.map((ids, place) => ({ request, place, ids }))
    this.#waiting.set(request, waiting.sort(byLength))
  }

  drop(request: number): void {
    this.#waiting.delete(request)
  }

  /** The next batch, texts of nearly the same length; empty when nothing waits. */
  next(): WaitingText[] {
    // Smallest requests first: an agent who waits for one text goes before an import of five hundred.
    const requests = [...this.#waiting.values()].sort((a, b) => a.length - b.length)
    const window = requests.flat().slice(0, windowSize)
    const first = window[0]
    if (!first) return []
    const batch: WaitingText[] = []
    let longest = 0
    for (const text of window.filter((text) => fits(text, first)).sort(byLength)) {
      longest = Math.max(longest, text.ids.length)
      if (batch.length === maxTexts || longest * (batch.length + 1) > maxPaddedTokens) break
      batch.push(text)
    }
    // The first in line always goes, or longer ones could starve it.
    if (!batch.includes(first)) batch.splice(-1, 1, first)
    this.#remove(new Set(batch))
    return batch
  }

  #remove(batch: ReadonlySet<WaitingText>): void {
    for (const request of new Set([...batch].map((text) => text.request))) {
      const left = (this.#waiting.get(request) ?? []).filter((text) => !batch.has(text))
      if (left.length > 0) this.#waiting.set(request, left)
      else this.#waiting.delete(request)
    }
  }
}

/** Padding a text to another's length must not cost more than a run of its own. */
function fits(text: WaitingText, first: WaitingText): boolean {
  const [shorter, longer] = [text, first].sort(byLength) as [WaitingText, WaitingText]
  return longer.ids.length <= shorter.ids.length * 1.5 + 4
}

function byLength(a: WaitingText, b: WaitingText): number {
  return a.ids.length - b.ids.length
}
