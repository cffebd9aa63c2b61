import type { Clock } from '../../platform/clock.ts'
import type { Presenter } from './present-github.ts'
import type { Access, StandInApp } from './stand-in-access.ts'
import type { StandInEvent } from './stand-in-event.ts'
import type { StandInState } from './stand-in-state.ts'

export type StandInWorld = {
  state: StandInState
  presenter: Presenter
  access: Access
  app: StandInApp
  clock: Clock
  emit(events: StandInEvent[]): void
}

export type StandInRequest = {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  authorization: string | undefined
}
