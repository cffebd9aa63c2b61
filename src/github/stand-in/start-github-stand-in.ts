import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '../../platform/clock.ts'
import type { StandInWorld } from './answer-request.ts'
import {
  addComment,
  type Changed,
  deleteComment,
  editComment,
  editIssue,
  openIssue,
} from './change-issues.ts'
import { openPresenter } from './present-github.ts'
import { openAccess, type StandInApp } from './stand-in-access.ts'
import { type Deliveries, type Delivery, openDeliveries } from './stand-in-deliveries.ts'
import { type Fault, openFaultPlan } from './stand-in-faults.ts'
import { createStandInServer, type SeenRequest } from './stand-in-server.ts'
import { findComment, findIssue, openState, type RepositorySettings } from './stand-in-state.ts'
import type { CloseReason, Role, StandInComment, StandInIssue, StandInRepository } from './stand-in-types.ts'

export type StandInContract = {
  /** What is wrong about a request or its answer, measured against GitHub's own description. */
  exchange(request: SeenRequest): string[]
  webhook(event: string, action: string, payload: unknown): string[]
}

export type StandInOptions = {
  /** 0, the default, takes any free port. */
  port?: number
  clock?: Clock
  /** The one plain token that is accepted, and whose it is. */
  token?: string
  login?: string
  app?: StandInApp
  onRequest?: (request: SeenRequest) => void
  validate?: StandInContract
}

/**
 * A small GitHub in memory for tests and the demo: the REST paths that we use, signed webhooks, pages to look at,
 * and faults on demand. Whatever people do here (`…As`) resolves when the webhook about it has been answered.
 */
export type GitHubStandIn = {
  /** Both GITHUB_API_URL and where the pages are. */
  url: string
  token: string
  login: string
  requests: SeenRequest[]
  /** Breaches of the contract so far; tests expect none. */
  violations: string[]
  deliveries: Delivery[]
  sendWebhooksTo: Deliveries['sendTo']
  holdDeliveries: Deliveries['hold']
  releaseDeliveries: Deliveries['release']
  deliveriesSettled: Deliveries['settled']

  /** Our own login, and the App's where it is installed, may write there. */
  addRepository(fullName: string, settings?: RepositorySettings): StandInRepository
  changeRepository(fullName: string, settings: RepositorySettings): void
  renameRepository(from: string, to: string): void
  setPermission(fullName: string, login: string, role: Role): void
  /** So many of the newest issues do not show in listings yet. */
  lagListing(fullName: string, unlisted: number): void
  issues(fullName: string): readonly StandInIssue[]
  issue(fullName: string, number: number): StandInIssue

  openAs(fullName: string, login: string, issue: NewStandInIssue): Promise<Happened<StandInIssue>>
  editAs(fullName: string, number: number, login: string, text: IssueText): Promise<Happened<StandInIssue>>
  closeAs(
    fullName: string,
    number: number,
    login: string,
    reason: CloseReason,
  ): Promise<Happened<StandInIssue>>
  reopenAs(fullName: string, number: number, login: string): Promise<Happened<StandInIssue>>
  commentAs(fullName: string, number: number, login: string, body: string): Promise<Happened<StandInComment>>
  editCommentAs(fullName: string, id: number, login: string, body: string): Promise<Happened<StandInComment>>
  deleteCommentAs(fullName: string, id: number, login: string): Promise<Happened<StandInComment>>

  /** The next `times` (1) requests of this method whose path matches meet the fault. */
  failNext(method: string, path: RegExp, fault: Fault, times?: number): void
  revokeInstallationTokens(): void
  close(): Promise<void>
}

export type NewStandInIssue = { title: string; body?: string; labels?: string[] }
export type IssueText = { title?: string; body?: string }
/** `delivery` is undefined when nothing changed, so that GitHub would not have told anybody. */
export type Happened<Value> = { value: Value; delivery: Delivery | undefined }

export async function startGitHubStandIn(options: StandInOptions = {}): Promise<GitHubStandIn> {
  const clock = options.clock ?? systemClock
  const token = options.token ?? 'stand-in-token'
  const login = options.login ?? 'bothways-stand-in'
  const app = options.app ?? { id: 1, slug: 'bothways-app' }
  const requests: SeenRequest[] = []
  const violations: string[] = []
  let url = ''

  const state = openState(clock)
  const presenter = openPresenter(() => url)
  const access = openAccess(state, { token, login, app })
  const faults = openFaultPlan()
  const deliveries = openDeliveries(presenter, (event, action, payload) => {
    violations.push(...(options.validate?.webhook(event, action, payload) ?? []))
  })
  const world: StandInWorld = {
    state,
    presenter,
    access,
    app,
    clock,
    emit: (events) => {
      for (const event of events) void deliveries.emit(event)
    },
  }
  const server = createStandInServer(world, faults, (request) => {
    requests.push(request)
    violations.push(...(options.validate?.exchange(request) ?? []))
    options.onRequest?.(request)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  state.user(login)

  const repositoryOf = (fullName: string): StandInRepository => {
    const found = state.repository(fullName)
    if (found === undefined)
      throw new Error(`The stand-in has no repository ${fullName}; call addRepository first.`)
    return found
  }
  const issueOf = (fullName: string, number: number) => {
    const repository = repositoryOf(fullName)
    const issue = findIssue(repository, number)
    if (issue === undefined) throw new Error(`The stand-in has no issue ${fullName}#${number}.`)
    return { repository, issue }
  }
  const commentOf = (fullName: string, id: number) => {
    const repository = repositoryOf(fullName)
    const found = findComment(repository, id)
    if (found === undefined) throw new Error(`The stand-in has no comment ${id} in ${fullName}.`)
    return { repository, ...found }
  }
  const happen = async <Value>({ value, events }: Changed<Value>): Promise<Happened<Value>> => {
    const sent = await Promise.all(events.map((event) => deliveries.emit(event)))
    return { value, delivery: sent.at(-1) }
  }
  const edit = (fullName: string, number: number, by: string, fields: Parameters<typeof editIssue>[4]) => {
    const { repository, issue } = issueOf(fullName, number)
    return happen(editIssue(state, repository, issue, state.user(by), fields))
  }

  return {
    url,
    token,
    login,
    requests,
    violations,
    deliveries: deliveries.all,
    sendWebhooksTo: deliveries.sendTo,
    holdDeliveries: deliveries.hold,
    releaseDeliveries: deliveries.release,
    deliveriesSettled: deliveries.settled,

    addRepository(fullName, settings = {}) {
      const repository = state.addRepository(fullName, settings)
      repository.roles.set(login.toLowerCase(), 'write')
      repository.roles.set(`${app.slug}[bot]`.toLowerCase(), 'write')
      return repository
    },
    changeRepository: (fullName, settings) => state.changeRepository(repositoryOf(fullName), settings),
    renameRepository: (from, to) => state.rename(from, to),
    setPermission(fullName, somebody, role) {
      repositoryOf(fullName).roles.set(state.user(somebody).login.toLowerCase(), role)
    },
    lagListing(fullName, unlisted) {
      repositoryOf(fullName).unlisted = unlisted
    },
    issues: (fullName) => repositoryOf(fullName).issues,
    issue: (fullName, number) => issueOf(fullName, number).issue,

    openAs: (fullName, by, { title, body = null, labels = [] }) =>
      happen(openIssue(state, repositoryOf(fullName), state.user(by), { title, body, labels })),
    editAs: edit,
    closeAs: (fullName, number, by, stateReason) =>
      edit(fullName, number, by, { state: 'closed', stateReason }),
    reopenAs: (fullName, number, by) => edit(fullName, number, by, { state: 'open' }),
    commentAs(fullName, number, by, body) {
      const { repository, issue } = issueOf(fullName, number)
      return happen(addComment(state, repository, issue, state.user(by), body))
    },
    editCommentAs(fullName, id, by, body) {
      const { repository, issue, comment } = commentOf(fullName, id)
      return happen(editComment(state, repository, issue, comment, state.user(by), body))
    },
    deleteCommentAs(fullName, id, by) {
      const { repository, issue, comment } = commentOf(fullName, id)
      return happen(deleteComment(repository, issue, comment, state.user(by)))
    },

    failNext: faults.add,
    revokeInstallationTokens: access.revokeInstallationTokens,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // Hanging requests would hold the server open for ever.
      server.closeAllConnections()
      await closed
      await deliveries.settled()
    },
  }
}
