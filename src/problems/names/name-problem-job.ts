import { z } from 'zod'
import { defineJob } from '../../platform/jobs/define-job.ts'

/** Names a problem that has grown, and asks the model where one is set up. */
export const nameProblemJob = defineJob({
  name: 'name-problem',
  schema: z.object({ organizationId: z.uuid(), problemId: z.uuid() }),
  policy: 'one-waiting-per-key',
  retries: 5,
})

/** Finds problems whose model could not be asked, or did not answer, and may be asked again by now. */
export const resumeNamesJob = defineJob({
  name: 'resume-names',
  schema: z.object({}),
  policy: 'one-waiting-per-key',
  retries: 2,
  cron: '*/2 * * * *',
})
