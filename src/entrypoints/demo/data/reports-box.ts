import type { DemoReport } from './report.ts'
import { boxEnglish } from './reports-box-en.ts'
import { boxThai } from './reports-box-th.ts'
import { boxTurkish } from './reports-box-tr.ts'

export const boxReports: readonly DemoReport[] = [...boxEnglish, ...boxTurkish, ...boxThai]
