import { type Logger, pino } from 'pino'

export type Log = Logger
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** JSON lines on standard error, so that standard output stays for what a command answers. */
export const openLog = (level: LogLevel): Log =>
  pino(
    {
      level,
      base: null,
      redact: { paths: ['*.text', '*.authorization', '*.token', '*.privateKey'], censor: '[hidden]' },
    },
    pino.destination({ dest: 2, sync: false }),
  )
