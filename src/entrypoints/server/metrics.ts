import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Deps } from '../../platform/deps.ts'
import { inUse } from '../../repositories/repositories.jobs.ts'

/** What Prometheus is told. Labels come from fixed sets only, never from what clients send. */
export function openMetrics(deps: Deps) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]

  const requests = new Histogram({
    name: 'bothways_http_request_duration_seconds',
    help: 'Time until an answer was complete, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const deliveries = new Counter({
    name: 'bothways_webhook_deliveries_total',
    help: 'Webhook deliveries of GitHub, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })
  new Gauge({
    name: 'bothways_jobs',
    help: 'Jobs by queue and state, as the queue last counted them.',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      this.reset()
      for (const { name, waiting, active, failed } of await deps.jobs.queues()) {
        this.set({ queue: name, state: 'waiting' }, waiting)
        this.set({ queue: name, state: 'active' }, active)
        this.set({ queue: name, state: 'failed' }, failed)
      }
    },
  })
  new Gauge({
    name: 'bothways_tickets',
    help: 'Tickets by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      const states = await deps.database.prisma.ticket.groupBy({ by: ['state'], _count: true })
      for (const { state, _count } of states) this.set({ state }, _count)
    },
  })
  new Gauge({
    name: 'bothways_github_comments',
    help: 'Comments of ours by state.',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      const states = await deps.database.prisma.outgoingComment.groupBy({ by: ['state'], _count: true })
      for (const { state, _count } of states) this.set({ state }, _count)
    },
  })
  new Gauge({
    name: 'bothways_github_obstructed_repositories',
    help: 'Repositories that nothing can be written to, by why.',
    labelNames: ['obstacle'],
    registers,
    async collect() {
      this.reset()
      const found = await deps.database.prisma.repository.groupBy({
        by: ['obstacle'],
        where: { ...inUse, obstacle: { not: null } },
        _count: true,
      })
      for (const { obstacle, _count } of found) this.set({ obstacle: obstacle ?? '' }, _count)
    },
  })
  new Gauge({
    name: 'bothways_webhook_deliveries_waiting',
    help: 'Webhook deliveries that are stored and not worked off.',
    registers,
    async collect() {
      this.set(await deps.database.prisma.webhookDelivery.count({ where: { processedAt: null } }))
    },
  })
  new Gauge({
    name: 'bothways_reports_waiting',
    help: 'Reports that wait to be grouped.',
    registers,
    async collect() {
      this.set(await deps.database.prisma.report.count({ where: { groupedAt: null } }))
    },
  })
  return { registry: Registry.merge([registry, deps.counters.registry]), requests, deliveries }
}

export type Metrics = ReturnType<typeof openMetrics>
