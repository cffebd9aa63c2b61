import { z } from 'zod'
import type { EventHandler } from '../platform/events.ts'
import { defineJob, handleJob, type JobHandler } from '../platform/jobs/define-job.ts'
import { orLater } from './ask-github.ts'
import { hearOfComment, hearOfIssue } from './hear-of-source.ts'
import { publishComment } from './publish-comment.ts'
import { publishIssue } from './publish-issue.ts'
import { recheckSources } from './recheck-sources.ts'
import { publishCommentJob, publishIssueJob, sendCommentJob, sendIssueJob } from './send-source-job.ts'
import { hearOfPush, sendSyncJob, syncFilesJob, syncProduct } from './send-sync-job.ts'
import { syncGuidanceFiles } from './sync-guidance-files.ts'

/** Finds out which comments and issues were deleted without a webhook. */
const recheckSourcesJob = defineJob({
  name: 'recheck-guidance',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '*/10 * * * *',
})

export const guidanceJobs: JobHandler[] = [
  handleJob(publishCommentJob, (deps, hint) =>
    orLater(
      deps,
      () => publishComment(deps, hint),
      (transaction, until) => sendCommentJob(deps, transaction, hint, until),
    ),
  ),
  handleJob(publishIssueJob, (deps, hint) =>
    orLater(
      deps,
      () => publishIssue(deps, hint),
      (transaction, until) => sendIssueJob(deps, transaction, hint, until),
    ),
  ),
  handleJob(syncFilesJob, (deps, hint) =>
    orLater(
      deps,
      () => syncGuidanceFiles(deps, hint),
      (transaction, until) => sendSyncJob(deps, transaction, hint, until),
    ),
  ),
  handleJob(recheckSourcesJob, recheckSources),
]

export const guidanceHandlers: EventHandler[] = [
  { event: 'comment.touched', handle: hearOfComment },
  { event: 'issue.touched', handle: hearOfIssue },
  { event: 'repository.pushed', handle: hearOfPush },
  { event: 'product.changed', handle: syncProduct },
  { event: 'worker.started', react: recheckSources },
]
