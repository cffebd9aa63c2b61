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
// Which of a character's shapes is meant. Behind a character that has one shape they say nothing, and can carry a
// hidden text: those of the supplement belong to Han, one to a character.
const selector = /^[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]$/u
const supplementary = /^[\u{E0100}-\u{E01EF}]$/u
const shaped = /^(?:[0-9#*]|[^\p{ASCII}\p{M}\p{Cf}\s])$/u
const han = /^\p{Script=Han}$/u
/** Vietnamese and pointed Hebrew stack two or three; more is made to run over its neighbours. */
const mostMarks = 4

/**
 * Customer text without what a reader cannot see but a renderer obeys: bidirectional and other controls, tag
 * characters, lone surrogates, variation selectors that select nothing, stacks of combining marks. Every line end becomes LF. ZWJ and ZWNJ stay in emoji and
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
      if (selector.test(character) && !(supplementary.test(character) ? han : shaped).test(previous)) continue
      marks = mark.test(character) ? marks + 1 : 0
      if (marks > mostMarks) continue
    } else marks = 0
    cleaned += character
    previous = character
  }
  return cleaned
}
