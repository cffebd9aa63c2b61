import { openApi, type Remote } from '../api-client.ts'
import { renderTable } from '../render-table.ts'
import type { Terminal } from '../terminal.ts'
import { CommandRefused, UsageError } from '../usage-error.ts'

type Item = {
  id: string
  kind: string
  state: string
  repository: string
  why: string
  nextStep: string | null
  since: string
}

const list = `query Outbox { outbox(first: 100) { edges { node { id kind state repository why nextStep since } } } }`
const write = (action: 'retry' | 'drop') => {
  const name = action === 'retry' ? 'RetryWrite' : 'DropWrite'
  return `mutation ${name}($id: ID!) { done: ${action}Write(input: { id: $id }) {
    ... on ${name}Success { id } ... on UserError { message } } }`
}

/** `bothways outbox` lists what waits to be written to GitHub; with `retry ID` or `drop ID` it does that. */
export async function runOutbox(
  action: string | undefined,
  id: string | undefined,
  remote: Remote | null,
  terminal: Terminal,
): Promise<void> {
  if (remote === null) throw new UsageError('outbox needs --url and --key: it asks a running service.')
  const api = openApi(remote)
  if (action === undefined || action === 'list') {
    const { outbox } = await api.ask<{ outbox: { edges: { node: Item }[] } }>(list)
    return print(
      outbox.edges.map(({ node }) => node),
      terminal,
    )
  }
  if (action !== 'retry' && action !== 'drop')
    throw new UsageError(`outbox ${action}: must be list, retry or drop.`)
  if (id === undefined)
    throw new UsageError(`outbox ${action} needs the id of an item, as \`bothways outbox\` shows it.`)
  const { done } = await api.ask<{ done: { id?: string; message?: string } }>(write(action), { id })
  if (done.id === undefined) throw new CommandRefused(done.message ?? 'Nothing was done.')
  terminal.print(action === 'retry' ? 'It is tried again now.' : 'It is given up.')
}

function print(items: readonly Item[], terminal: Terminal): void {
  if (items.length === 0) {
    terminal.print('Nothing waits to be written to GitHub.')
    return
  }
  const rows = items.map(({ state, kind, repository, since, id }) => [state, kind, repository, since, id])
  terminal.print(renderTable(['STATE', 'WHAT', 'REPOSITORY', 'SINCE', 'ID'], rows))
  for (const { id, why, nextStep } of items) {
    terminal.print(`\n${id}\n  ${why}`)
    if (nextStep !== null) terminal.print(`  ${nextStep}`)
  }
}
