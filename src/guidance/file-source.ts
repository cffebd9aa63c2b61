import type { ReadFrom } from './store-guidance-file.ts'

/** By the repository's row, as its name may change. */
export const fileKey = (repositoryId: string, path: string): string => `github-file:${repositoryId}:${path}`

/** Where people read it. */
export const fileUrl = ({ pages, branch }: Pick<ReadFrom, 'pages' | 'branch'>, path: string): string =>
  `${pages}/blob/${[branch, path].join('/').split('/').map(encodeURIComponent).join('/')}`
