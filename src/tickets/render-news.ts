import { counted, customerWords, languageName } from './ticket-words.ts'

/** Something that readers of an issue are told by a comment. */
export type NewsFact =
  | { kind: 'REGRESSION'; version: string | null; fixedIn: string | null }
  | { kind: 'TENFOLD'; was: number; customers: number }
  | { kind: 'NEW_LANGUAGE'; languages: string[] }
  | { kind: 'GUIDANCE_UNHELPFUL'; title: string; helped: number; didNotHelp: number }

/** One comment for all of it; nothing that a customer wrote is in it. */
export function renderNews(facts: readonly NewsFact[]): string {
  const sentences = facts.map(sentence)
  const told = sentences.length === 1 ? sentences[0] : sentences.map((line) => `- ${line}`).join('\n')
  return `${told}\n\n<sub>Figures are in the description above. There is at most one such comment a day.</sub>`
}

function sentence(fact: NewsFact): string {
  switch (fact.kind) {
    case 'REGRESSION': {
      const where = fact.version === null ? '' : ` in version ${customerWords(fact.version, 40)}`
      const fix = fact.fixedIn === null ? 'the fix' : `the fix in ${customerWords(fact.fixedIn, 40)}`
      return `**It is back.** Customers report this${where}, after ${fix}. Agents do not tell them to update any more. Reopen the issue if you look into it again.`
    }
    case 'TENFOLD':
      return `**It grows.** ${counted(fact.customers, 'customer')} have reported this by now; it was ${counted(fact.was, 'customer')} when this was last said.`
    case 'NEW_LANGUAGE': {
      const names = new Intl.ListFormat('en').format(fact.languages.map((language) => languageName(language)))
      return `**It spreads.** It is reported in ${names} now.`
    }
    case 'GUIDANCE_UNHELPFUL':
      return `**Advice does not help.** Agents say that “${customerWords(fact.title, 100)}” did not help ${counted(fact.didNotHelp, 'time')}, and helped ${counted(fact.helped, 'time')}. Its writer can revise it.`
  }
}
