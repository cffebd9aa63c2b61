import type { Access } from './stand-in-access.ts'
import type { Deliveries, Delivery } from './stand-in-deliveries.ts'
import type { StandInState } from './stand-in-state.ts'

export type DoingsWorld = {
  state: StandInState
  access: Access
  deliveries: Deliveries
  /** Who may write in a new repository. */
  writers: string[]
}

/** `delivery` is the first one, undefined when nothing changed, so that GitHub would not have told anybody. */
export type Happened<Value> = { value: Value; delivery: Delivery | undefined }
