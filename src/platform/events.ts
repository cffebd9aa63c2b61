import type { Transaction } from './database/transaction.ts'
import type { Deps } from './deps.ts'

/** What slices tell each other, by name. Each slice merges its own events into this. */
export interface EventMap {
  /** This process is about to work jobs off: what an earlier one left behind is picked up. */
  'worker.started': Record<string, never>
}

export type EventName = keyof EventMap

/** Runs inside the emitter's transaction: its writes commit with the state change, or neither does. */
type Handle<Name extends EventName> = (
  deps: Deps,
  transaction: Transaction,
  payload: EventMap[Name],
) => Promise<void>

/** Runs once the emitter's transaction has committed, before the caller is answered. Its failure undoes nothing. */
type React<Name extends EventName> = (deps: Deps, payload: EventMap[Name]) => Promise<void>

export type EventHandler = {
  [Name in EventName]: { event: Name; handle: Handle<Name> } | { event: Name; react: React<Name> }
}[EventName]

export interface Events {
  emit<Name extends EventName>(
    deps: Deps,
    transaction: Transaction,
    event: Name,
    payload: EventMap[Name],
  ): Promise<void>
  announce<Name extends EventName>(deps: Deps, event: Name, payload: EventMap[Name]): Promise<void>
}

export function createEvents(handlers: readonly EventHandler[]): Events {
  return {
    async emit(deps, transaction, event, payload) {
      for (const handler of handlers) {
        if (handler.event !== event || !('handle' in handler)) continue
        await (handler.handle as Handle<typeof event>)(deps, transaction, payload)
      }
    },
    async announce(deps, event, payload) {
      for (const handler of handlers) {
        if (handler.event !== event || !('react' in handler)) continue
        await (handler.react as React<typeof event>)(deps, payload).catch((error: unknown) =>
          deps.log.error({ err: error, event }, 'a reaction failed; what it left is caught up by a job'),
        )
      }
    },
  }
}
