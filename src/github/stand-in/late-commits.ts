export type LateCommits = {
  /** @param afterMs when it is carried out by itself; otherwise only commitAll does it */
  add(commit: () => void, afterMs: number | undefined): void
  commitAll(): void
  forget(): void
}

/** Requests that were given no answer and are carried out later. */
export function openLateCommits(): LateCommits {
  const waiting = new Map<() => void, NodeJS.Timeout | undefined>()
  return {
    add(commit, afterMs) {
      const once = () => {
        clearTimeout(waiting.get(once))
        if (waiting.delete(once)) commit()
      }
      waiting.set(once, afterMs === undefined ? undefined : setTimeout(once, afterMs))
    },
    commitAll() {
      for (const commit of [...waiting.keys()]) commit()
    },
    forget() {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
