/** What the embedded database's thread is started with. */
export type EmbeddedSetup = {
  /** Folder of the database cluster; null keeps it in memory. */
  readonly folder: string | null
  /** Tar, gzipped or not, of a cluster to begin with; null runs initdb. Ignored where the folder holds one. */
  readonly template: Uint8Array | null
}

/** To the thread. `wire` numbers one client connection, so that a late answer never reaches the next one. */
export type EmbeddedRequest =
  | { readonly kind: 'begin'; readonly wire: number }
  | { readonly kind: 'execute'; readonly wire: number; readonly bytes: Uint8Array }
  | { readonly kind: 'dump' }
  | { readonly kind: 'close' }

/** From the thread. `bytes` of an answer are messages of PostgreSQL's wire protocol, version 3. */
export type EmbeddedReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun'; readonly wire: number }
  | { readonly kind: 'answer'; readonly wire: number; readonly bytes: Uint8Array }
  | { readonly kind: 'dumped'; readonly tarball: Uint8Array }
  | { readonly kind: 'closed' }
