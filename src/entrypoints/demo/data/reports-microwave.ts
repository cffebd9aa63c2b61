import type { DemoReport } from './report.ts'
import { microwaveEnglish } from './reports-microwave-en.ts'
import { microwaveThai } from './reports-microwave-th.ts'
import { microwaveTurkish } from './reports-microwave-tr.ts'

export const microwaveReports: readonly DemoReport[] = [
  ...microwaveEnglish,
  ...microwaveTurkish,
  ...microwaveThai,
]
