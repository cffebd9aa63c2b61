import { Duplex } from 'node:stream'
import type { EmbeddedReply, EmbeddedRequest } from './embedded-messages.ts'

/** AuthenticationOk and ReadyForQuery (idle): what a server says to a client that it lets in. */
const greeting = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49])
const terminate = 0x58

/** The thread of the embedded database, as one client connection sees it. */
export type EmbeddedLink = {
  send(request: EmbeddedRequest): void
  subscribe(onReply: (reply: EmbeddedReply) => void, onStop: (reason: Error) => void): () => void
}

/**
 * The socket that node-postgres believes it has: what it writes goes to the embedded database's thread, what
 * comes back is read from it. Only the start of a connection is answered here, as the engine knows no such thing.
 */
export class EmbeddedWire extends Duplex {
  readonly #link: EmbeddedLink
  readonly #number: number
  readonly #unsubscribe: () => void
  #begun = false

  constructor(link: EmbeddedLink, number: number) {
    super()
    this.#link = link
    this.#number = number
    this.#unsubscribe = link.subscribe(
      (reply) => this.#receive(reply),
      // Later, as node-postgres attaches its listeners only after it has got the stream.
      (reason) => process.nextTick(() => this.destroy(reason)),
    )
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'))
    return this
  }
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  #receive(reply: EmbeddedReply): void {
    if (reply.kind === 'begun' && reply.wire === this.#number) this.push(greeting)
    if (reply.kind === 'answer' && reply.wire === this.#number && reply.bytes.length > 0) {
      this.push(Buffer.from(reply.bytes.buffer))
    }
  }

  override _read(): void {}

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer', done)
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (!this.#begun) {
      this.#begun = true
      this.#link.send({ kind: 'begin', wire: this.#number })
    } else if (chunk[0] === terminate) {
      this.push(null)
    } else {
      this.#link.send({ kind: 'execute', wire: this.#number, bytes: new Uint8Array(chunk) })
    }
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#unsubscribe()
    done(error)
  }
}
