import { fullNameOf } from './stand-in-state.ts'
import type { StandInIssue, StandInRepository } from './stand-in-types.ts'

/** An issue for people's eyes, its texts exactly as they were sent (so that hidden characters show as nothing). */
export function renderIssuePage(repository: StandInRepository, issue: StandInIssue): string {
  const state = issue.stateReason === null ? issue.state : `${issue.state} (${issue.stateReason})`
  const labels = issue.labels.map(({ name }) => `<span class="label">${escapeHtml(name)}</span>`).join(' ')
  const comments = issue.comments.map(
    (comment) =>
      `<section><h2>${escapeHtml(comment.user.login)} <small>${comment.createdAt}</small></h2>` +
      `<pre>${escapeHtml(comment.body)}</pre></section>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(issue.title)} · ${fullNameOf(repository)}#${issue.number}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #8888; border-radius: 6px; padding: 1rem }
small, header p { color: #666 } .label { border: 1px solid #8888; border-radius: 1em; padding: 0 .6em }
</style>
<header>
<p>GitHub stand-in · ${escapeHtml(fullNameOf(repository))}</p>
<h1>${escapeHtml(issue.title)} <small>#${issue.number}</small></h1>
<p>${state} · opened by ${escapeHtml(issue.user.login)} on ${issue.createdAt} ${labels}</p>
</header>
<pre>${escapeHtml(issue.body ?? '')}</pre>
${comments.join('\n')}
</html>
`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
