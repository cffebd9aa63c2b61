import { test } from 'vitest'
import { openWorld } from '../support/open-world.ts'
import { openTestDatabase } from '../support/open-test-database.ts'
import { startGitHubStandIn } from '../../src/github/stand-in/start-github-stand-in.ts'
test('p', async () => {
  for (let i = 0; i < 4; i++) {
    let t = performance.now(); const c = process.cpuUsage()
    const d = await openTestDatabase(); const t1 = performance.now() - t
    t = performance.now(); await d.close(); 
    console.log('db open', t1 | 0, 'close', (performance.now() - t) | 0, 'cpu', process.cpuUsage(c).user/1000|0, process.cpuUsage(c).system/1000|0)
  }
  for (let i = 0; i < 4; i++) {
    let t = performance.now(); const c = process.cpuUsage()
    const w = await openWorld(); const t1 = performance.now() - t
    t = performance.now(); const te = await w.tenant(); const t2 = performance.now() - t
    t = performance.now(); await te.product('oven'); const t3 = performance.now() - t
    t = performance.now(); await te.report('The clock flashes', {product: 'oven'}); const t4 = performance.now() - t
    t = performance.now(); for (let j=0;j<10;j++) await te.report('The clock flashes '+j, {product: 'oven'}); const t5 = performance.now() - t
    t = performance.now(); await w.workOff(); const t6 = performance.now() - t
    t = performance.now(); await w.workOff(); const t7 = performance.now() - t
    t = performance.now(); await w.pass(60000); const t8 = performance.now() - t
    t = performance.now(); await w.pass(60000); const t9 = performance.now() - t
    t = performance.now(); await w.close(); 
    console.log({open: t1|0, tenant: t2|0, product: t3|0, report: t4|0, ten: t5|0, workOff: t6|0, workOff2: t7|0, pass: t8|0, pass2: t9|0, close: (performance.now() - t) | 0, cpu: process.cpuUsage(c).user/1000|0, sys: process.cpuUsage(c).system/1000|0})
  }
}, 60000)
test('q', async () => {
  const d = await openTestDatabase()
  console.log((await d.pool.query(`SELECT schemaname, tablename from pg_tables where schemaname in ('public','pgboss')`)).rows.map(r=>r.schemaname+'.'+r.tablename).join(' '))
  console.log((await d.pool.query(`SELECT * from pgboss.queue`)).rows.length)
  await d.close()
})
