const names = new Intl.DisplayNames('en', { type: 'language' })

export const languageName = (code: string): string =>
  code === 'und' ? 'not known' : (names.of(code) ?? code)

/** How many of each there are, most first. */
export function countLanguages(codes: readonly string[]): { language: string; reports: number }[] {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts]
    .map(([language, reports]) => ({ language, reports }))
    .sort((a, b) => b.reports - a.reports)
}

/** "English 14, Turkish 9". */
export const listLanguages = (counts: readonly { language: string; reports: number }[]): string =>
  counts.map(({ language, reports }) => `${languageName(language)} ${reports}`).join(', ')
