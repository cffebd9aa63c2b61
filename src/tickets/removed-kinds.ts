import { type RemovedKind as PersonalKind, placeholders } from '../reports/redaction/redaction.types.ts'
import { type DefusedKind, defusedKinds } from '../repositories/defused-kinds.ts'

export type KindOfRemoved = PersonalKind | DefusedKind

const kinds: readonly KindOfRemoved[] = [...(Object.keys(placeholders) as PersonalKind[]), ...defusedKinds]

/** Counts what a ticket's text does not say, or does not do, any more. */
export class RemovedKinds {
  readonly #counts = new Map<KindOfRemoved, number>()

  note(kind: KindOfRemoved, count: number): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count)
  }

  add(others: RemovedKinds): void {
    for (const { kind, count } of others.list()) this.note(kind, count)
  }

  /** Personal data first; only kinds that occurred. */
  list(): { kind: KindOfRemoved; count: number }[] {
    return kinds
      .map((kind) => ({ kind, count: this.#counts.get(kind) ?? 0 }))
      .filter(({ count }) => count > 0)
  }
}
