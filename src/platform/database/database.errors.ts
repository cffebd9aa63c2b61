/** The database can't be opened or brought up to date: for the operator, who reads the message and acts on it. */
export abstract class DatabaseRefusal extends Error {
  override get name(): string {
    return this.constructor.name
  }
}

export class DataFolderInUse extends DatabaseRefusal {
  constructor(folder: string, pid: number | null) {
    super(
      `The data folder ${folder} is open in another process${pid === null ? '' : ` (pid ${pid})`}. ` +
        'Stop that one, or give this one a DATA_DIR of its own. ' +
        'Several nodes on the same data need PostgreSQL: set DATABASE_URL.',
    )
  }
}

export class DatabaseUnreachable extends DatabaseRefusal {
  constructor(url: string, cause: unknown) {
    super(
      `PostgreSQL at ${withoutSecrets(url)} can't be used: ${reason(cause)}. ` +
        'Check DATABASE_URL and that the server is up; without DATABASE_URL the embedded database is used.',
      { cause },
    )
  }
}

export class EmbeddedDatabaseStopped extends DatabaseRefusal {
  constructor(cause: unknown) {
    super(
      `The embedded database has stopped: ${reason(cause)}. Start the service again; what was committed is kept.`,
      { cause },
    )
  }
}

export class EmbeddedDatabaseUnreadable extends DatabaseRefusal {
  constructor(folder: string | null, cause: unknown) {
    super(
      `The embedded database ${folder === null ? 'in memory' : `in ${folder}`} can't be opened: ${reason(cause)}. ` +
        'Put a backup of the folder in its place, or move it away to begin with an empty one.',
      { cause },
    )
  }
}

export class MigrationEdited extends DatabaseRefusal {
  constructor(migration: string) {
    super(
      `The migration ${migration} was edited after this database had applied it. ` +
        'Put the file back as it was released, and make the change in a new migration.',
    )
  }
}

export class MigrationUnfinished extends DatabaseRefusal {
  constructor(migration: string, logs: string | null) {
    super(
      `The migration ${migration} began in this database and did not finish${logs ? `: ${logs.trim()}` : ''}. ` +
        'Repair the schema by hand or from a backup, then tell how it stands: ' +
        `npx prisma migrate resolve --rolled-back ${migration} (it will run again) or --applied ${migration}.`,
    )
  }
}

export class MigrationFailed extends DatabaseRefusal {
  constructor(migration: string, cause: unknown) {
    super(
      `The migration ${migration} failed: ${reason(cause)}. ` +
        'The database is as it was before it; start again once the reason is gone.',
      { cause },
    )
  }
}

function reason(cause: unknown): string {
  // A host with several addresses gives an AggregateError whose own message is empty.
  if (cause instanceof AggregateError && cause.message === '') return cause.errors.map(reason).join(', ')
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
}

function withoutSecrets(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url)
    return `${hostname}${port && `:${port}`}${pathname}`
  } catch {
    return '(a DATABASE_URL that is no URL)'
  }
}
