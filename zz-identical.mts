import { spawn } from 'node:child_process'
import { readFileSync, mkdtempSync, symlinkSync } from 'node:fs'
const mode = process.argv[2], total = Number(process.argv[3] ?? 10000)
const dir = mkdtempSync('/tmp/bw-kill/ident-'); symlinkSync('/work/main/node_modules/.cache/bothways/models', dir + '/models')
const env: any = { PATH: process.env.PATH, DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'warn' }
if (process.argv[4]) env.DATABASE_URL = process.argv[4]
const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
let said = ''; let url = '', key = ''
for await (const t of child.stdout.setEncoding('utf8')) { said += t; const m = /is up: (http:\S+)\/graphql/.exec(said); if (m) { url = m[1]!; break } }
key = /\n\n {2}(\S+)\n/.exec(said)?.[1] ?? ''
const ask = async (query: string, variables: object = {}) => { const r = await fetch(url + '/graphql', { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + key }, body: JSON.stringify({ query, variables }) }); const j: any = await r.json(); if (j.errors) throw new Error(JSON.stringify(j.errors)); return j.data }
await ask('mutation { createProduct(input: { key: "oven", name: "Oven" }) { __typename } }')
const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024
const hwm = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024
const text = 'The clock flashes after a power cut and has to be set again'
console.log('rss before', rss())
await ask('mutation ($i: SubmitReportInput!) { submitReport(input: $i) { __typename } }', { i: { text: 'warm up the model please', product: 'oven' } })
const start = performance.now()
const report = (n: number) => ({ text, product: 'oven', customer: { externalId: 'c' + (n % 3000) } })
if (mode === 'import') {
  for (let at = 0; at < total; at += 500) await ask('mutation ($i: ImportReportsInput!) { importReports(input: $i) { ... on ImportReportsSuccess { imported } ... on UserError { message } } }', { i: { reports: Array.from({ length: 500 }, (_, k) => report(at + k)) } })
  console.log('stored after', Math.round(performance.now() - start), 'ms')
} else {
  let next = 0; const marks: string[] = []
  await Promise.all(Array.from({ length: 8 }, async () => { while (next < total) { const n = next++; const s = performance.now(); await ask('mutation ($i: SubmitReportInput!) { submitReport(input: $i) { ... on SubmitReportSuccess { report { membership { problem { reportCount } } } } ... on UserError { message } } }', { i: report(n) }); if (n % 1000 === 999) console.log(n + 1, 'after', Math.round(performance.now() - start), 'ms; last took', Math.round(performance.now() - s), 'rss', Math.round(rss())) } }))
}
for (let last = -1;;) {
  const d = await ask('{ groupingProgress { reports waitingForGroup } problems { totalCount edges { node { reportCount customerCount status title } } } }')
  const w = d.groupingProgress.waitingForGroup
  if (Math.floor(w / 1000) !== last) { last = Math.floor(w / 1000); console.log('waiting', w, 'at', Math.round(performance.now() - start), 'ms rss', Math.round(rss())) }
  if (w === 0) { console.log('all grouped after', Math.round(performance.now() - start), 'ms', JSON.stringify(d.problems)); break }
  await new Promise((r) => setTimeout(r, 500))
}
console.log('peak rss', Math.round(hwm()), 'MB'); child.kill('SIGTERM')
