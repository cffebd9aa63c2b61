import { circumstances, closers, openers, parts, symptoms } from './words.ts'

/** Numbers 0..1 that are the same in each run. (mulberry32) */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <T>(choices: readonly T[], random: () => number): T =>
  choices[Math.floor(random() * choices.length)] as T

/** As many different problems can be told. */
export const mostProblems = parts.length * symptoms.length * circumstances.length

/** Of five problems, one is told in a language that the model does not know. */
export const languageOf = (problem: number): 'en' | 'tr' => (problem % 5 === 4 ? 'tr' : 'en')

/** One telling of a problem; without `random` the plainest. */
export function tellProblem(problem: number, random?: () => number): string {
  // A stride without common divisor: neighbours in number have little in common.
  const place = (problem * 10_007) % mostProblems
  const part = parts[place % parts.length]
  const symptom = symptoms[Math.floor(place / parts.length) % symptoms.length] as string[]
  const circumstance = circumstances[Math.floor(place / parts.length / symptoms.length)] as string[]
  const told = random
    ? [
        pick(openers, random),
        part,
        pick(symptom, random),
        `${pick(circumstance, random)}.`,
        pick(closers, random),
      ]
    : ['The', part, symptom[0], circumstance[0]]
  const text = told.join(' ')
  return languageOf(problem) === 'en' ? text : text.replace(/\p{L}+/gu, backwards)
}

const backwards = (word: string): string => Array.from(word.toLowerCase()).reverse().join('')
