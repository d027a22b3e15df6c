/**
 * All matches of a global pattern, in order: `matchAll` without the copy of the pattern that it makes, which takes longer than
 * looking through a message that has no match. Pure.
 */
export function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    // No pattern here matches nothing; one that did would stay where it is.
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}
