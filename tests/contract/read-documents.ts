import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromMarkdown } from 'mdast-util-from-markdown'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What all nodes of a Markdown tree have in common, as far as we look. */
type Node = {
  type: string
  value?: string
  url?: string
  lang?: string | null | undefined
  meta?: string | null | undefined
  position?: { start: { line: number } } | undefined
  children?: Node[]
}

/** A fenced piece of a document, such as ```json variables: its kind is `json`, its role `variables`. */
type Fence = { kind: string; role: string; content: string; line: number }

export type Document = {
  /** Its path from the root. */
  path: string
  text: string
  fences: Fence[]
  /** Pieces in single backticks. */
  codes: string[]
  links: string[]
  /** Of its headings, as GitHub makes them. */
  anchors: string[]
}

const paths = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md'].concat(
  readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
)

export const documents: Document[] = paths.map(readDocument)

function readDocument(path: string): Document {
  const text = readFileSync(root + path, 'utf8')
  const document: Document = { path, text, fences: [], codes: [], links: [], anchors: [] }
  visit(fromMarkdown(text), (node) => {
    if (node.type === 'code') {
      const { lang, meta, value = '', position } = node
      const line = position?.start.line ?? 0
      document.fences.push({ kind: lang ?? '', role: meta ?? '', content: value, line })
    }
    if (node.type === 'inlineCode') document.codes.push(node.value ?? '')
    if (node.type === 'link') document.links.push(node.url ?? '')
    if (node.type === 'heading') document.anchors.push(anchorOf(textOf(node)))
  })
  return document
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const child of node.children ?? []) visit(child, see)
}

function textOf(node: Node): string {
  let text = ''
  visit(node, ({ value = '' }) => {
    text += value
  })
  return text
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
}
