import type { Env } from '../env.ts'
import { ChatNamer } from '../naming/chat-namer.ts'
import type { Namer } from '../naming/namer.ts'

export const pickNamer = ({ naming }: Env): Namer | null => (naming === null ? null : new ChatNamer(naming))
