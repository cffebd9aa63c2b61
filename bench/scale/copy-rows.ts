import type pg from 'pg'
import { lexicalBuckets } from '../../src/embedding/lexical-features.ts'
import type { SparseVector } from '../../src/embedding/sparse-vector.ts'

/** What pg leaves out of its types: the messages of COPY. */
type Connection = pg.Connection & {
  query(sql: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
  stream: NodeJS.WritableStream & { writableNeedDrain: boolean }
}

/** COPY … FROM STDIN (FORMAT binary); each row is made of fields that are encoded already. */
export function copyRows(client: pg.Client, into: string, rows: Iterable<(Buffer | null)[]>): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null
    client.query({
      submit: (connection: Connection) => connection.query(`COPY ${into} FROM STDIN (FORMAT binary)`),
      handleCopyInResponse: (connection: Connection) =>
        void send(connection, rows).catch((error: Error) => connection.sendCopyFail(error.message)),
      handleCommandComplete() {},
      handleError(error: Error) {
        failure = error
        reject(error)
      },
      handleReadyForQuery: () => failure ?? resolve(),
    } as unknown as pg.Submittable)
  })
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')

async function send(connection: Connection, rows: Iterable<(Buffer | null)[]>): Promise<void> {
  let waiting: Buffer[] = [signature]
  for (const row of rows) {
    waiting.push(int16(row.length))
    for (const field of row) {
      if (field === null) waiting.push(int32(-1))
      else waiting.push(int32(field.length), field)
    }
    if (waiting.length < 2_000) continue
    connection.sendCopyFromChunk(Buffer.concat(waiting))
    waiting = []
    if (connection.stream.writableNeedDrain)
      await new Promise((done) => connection.stream.once('drain', done))
  }
  connection.sendCopyFromChunk(Buffer.concat([...waiting, int16(-1)]))
  connection.endCopyFrom()
}

export const textField = (value: string): Buffer => Buffer.from(value)
export const uuidField = (value: string): Buffer => Buffer.from(value.replaceAll('-', ''), 'hex')
export const booleanField = (value: boolean): Buffer => Buffer.from([value ? 1 : 0])
export const int32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeInt32BE(value)
  return buffer
}
const int16 = (value: number): Buffer => {
  const buffer = Buffer.alloc(2)
  buffer.writeInt16BE(value)
  return buffer
}

/** As pgvector receives a vector: dimensions, a zero, and the numbers. */
export const vectorField = (vector: Float32Array): Buffer =>
  Buffer.concat([int16(vector.length), int16(0), floats(vector)])

/** As pgvector receives a sparsevec: dimensions, entries, a zero, indices from zero, and the numbers. */
export function sparsevecField({ indices, values }: SparseVector): Buffer {
  const kept = indices.filter((_, at) => values[at] !== 0)
  const buffer = Buffer.alloc(12 + 8 * kept.length)
  buffer.writeInt32BE(lexicalBuckets)
  buffer.writeInt32BE(kept.length, 4)
  for (const [at, index] of kept.entries()) buffer.writeInt32BE(index, 12 + 4 * at)
  const numbers = values.filter((value) => value !== 0)
  for (const [at, value] of numbers.entries()) buffer.writeFloatBE(value, 12 + 4 * (kept.length + at))
  return buffer
}

function floats(vector: Float32Array): Buffer {
  const buffer = Buffer.alloc(vector.length * 4)
  for (let at = 0; at < vector.length; at++) buffer.writeFloatBE(vector[at] as number, at * 4)
  return buffer
}
