import type { QueryResult } from 'pg'
import type { Db } from 'pg-boss'
import type { Database } from '../database/open-database.ts'

/** pg-boss on our own pool, so that the embedded database is reached through its one connection only. */
export function bossDatabase(database: Database): Db {
  return {
    async executeSql(text, values) {
      const client = await database.pool.connect()
      try {
        const answer: QueryResult | QueryResult[] = await client.query(
          text,
          values?.length ? values : undefined,
        )
        return { rows: Array.isArray(answer) ? answer.flatMap((result) => result.rows ?? []) : answer.rows }
      } catch (error) {
        // pg-boss sends whole transactions as one text: a failed one must not stay open on a shared connection.
        await client.query('ROLLBACK').catch(() => {})
        throw error
      } finally {
        client.release()
      }
    },
    async listen(channel, onNotification, onReconnect) {
      const unlisten = await database.listen(channel, onNotification)
      onReconnect()
      return { close: unlisten }
    },
  }
}
