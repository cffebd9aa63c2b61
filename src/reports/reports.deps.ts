import type { Embedder } from '../embedding/embedder.ts'
import type { Centers } from './vectors/centers.ts'
import type { Lexicons } from './vectors/lexicons.ts'

declare module '../platform/deps.ts' {
  interface Deps {
    readonly embedder: Embedder
    readonly lexicons: Lexicons
    readonly centers: Centers
  }
}
