import type { DemoReport } from './report.ts'
import { hubEnglish } from './reports-hub-en.ts'
import { hubThai } from './reports-hub-th.ts'
import { hubTurkish } from './reports-hub-tr.ts'

export const hubReports: readonly DemoReport[] = [...hubEnglish, ...hubTurkish, ...hubThai]
