import type { Changed } from './stand-in-event.ts'
import type { StandInState } from './stand-in-state.ts'
import type { StandInRelease, StandInRepository, StandInUser } from './stand-in-types.ts'

export type NewRelease = { tag: string; name?: string; prerelease?: boolean }

export function publishRelease(
  state: StandInState,
  repository: StandInRepository,
  sender: StandInUser,
  { tag, name, prerelease = false }: NewRelease,
): Changed<StandInRelease> {
  const now = state.now()
  const release: StandInRelease = {
    id: state.nextId(),
    tag,
    name: name ?? null,
    draft: false,
    prerelease,
    author: sender,
    createdAt: now,
    publishedAt: now,
  }
  repository.releases.push(release)
  return {
    value: release,
    events: [
      {
        event: 'release',
        action: 'published',
        repository,
        sender,
        about: (presenter) => ({ release: presenter.release(repository, release) }),
      },
    ],
  }
}
