/** Joiners stay where an emoji sequence, or a script that needs them, stands on their left. */
const joinable =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{M}|(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{L})$/u
const joiners = '\u200C\u200D'
// Controls and bidi, lone surrogates, private use, noncharacters, letters that are blank by design, and the whole
// block of tags, of which some are not assigned.
const neverShown =
  /^(?:\p{Cc}|\p{Cf}|\p{Cs}|\p{Co}|\p{Noncharacter_Code_Point}|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0|[\u{E0000}-\u{E007F}])$/u
const kept = '\n\t'
const mark = /^\p{M}$/u
/** Vietnamese and pointed Hebrew stack two or three; more is made to run over its neighbours. */
const mostMarks = 4

/**
 * Customer text without what a reader cannot see but a renderer obeys: bidirectional and other controls, tag
 * characters, lone surrogates, stacks of combining marks. Every line end becomes LF. ZWJ and ZWNJ stay in emoji and
 * in scripts that are written with them.
 */
export function cleanUnicode(text: string): string {
  let cleaned = ''
  let marks = 0
  let previous = ''
  for (const character of text.replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')) {
    if (character < ' ' || character > '~') {
      const dropped = joiners.includes(character) ? !joinable.test(previous) : neverShown.test(character)
      if (dropped && !kept.includes(character)) continue
      marks = mark.test(character) ? marks + 1 : 0
      if (marks > mostMarks) continue
    } else marks = 0
    cleaned += character
    previous = character
  }
  return cleaned
}
