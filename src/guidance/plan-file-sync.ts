import type { TreeFile } from '../github/github.ts'
import type { GuidanceFile, Product } from '../platform/database/generated/prisma/client.ts'

/** A file of a guidance folder, and the product that it is for. */
export type FoundFile = Pick<TreeFile, 'path' | 'sha' | 'size'> & { product: Folder }

export type Folder = Pick<Product, 'id' | 'key' | 'guidanceFolder'>

export type FilePlan = {
  /** What has another path and the same content keeps its guidance. */
  moved: { file: GuidanceFile; to: string }[]
  /** New or changed, or rejected before: the reason may be gone. */
  read: FoundFile[]
  gone: GuidanceFile[]
}

/** The Markdown files below the folders, each for the product with the folder nearest to it. READMEs explain a folder. */
export function filesIn(folders: readonly Folder[], files: readonly TreeFile[]): FoundFile[] {
  const nearestFirst = folders.toSorted(
    (one, other) => (other.guidanceFolder?.length ?? 0) - (one.guidanceFolder?.length ?? 0),
  )
  return files.flatMap(({ path, sha, size }) => {
    if (!/\.md$/i.test(path) || /(?:^|\/)readme\.md$/i.test(path)) return []
    const product = nearestFirst.find(({ guidanceFolder }) => path.startsWith(`${guidanceFolder}/`))
    return product === undefined ? [] : [{ path, sha, size, product }]
  })
}

/** What has to be done so that what is known of the files is what there is. */
export function planFileSync(known: readonly GuidanceFile[], found: readonly FoundFile[]): FilePlan {
  const foundPaths = new Set(found.map(({ path }) => path))
  const knownPaths = new Set(known.map(({ path }) => path))
  const vanished = known.filter(({ path }) => !foundPaths.has(path))
  const moved: FilePlan['moved'] = []
  for (const { path, sha, product } of found) {
    if (knownPaths.has(path)) continue
    const file = vanished.find(
      (other) =>
        other.blobSha === sha && other.productId === product.id && !moved.some((it) => it.file === other),
    )
    if (file !== undefined) moved.push({ file, to: path })
  }
  const now = new Map([
    ...known.map((file): [string, GuidanceFile] => [file.path, file]),
    ...moved.map(({ file, to }): [string, GuidanceFile] => [to, file]),
  ])
  return {
    moved,
    read: found.filter(({ path, sha, product }) => {
      const file = now.get(path)
      return file?.blobSha !== sha || file.productId !== product.id || file.error !== null
    }),
    gone: vanished.filter((file) => !moved.some((it) => it.file === file)),
  }
}
