import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { prepareMiniLm } from './prepare-minilm.ts'

// A thread of its own for seconds of computing; its memory goes with it.
await prepareMiniLm(z.string().parse(workerData))
