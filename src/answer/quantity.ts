const NUMBER =
  /^(?:\d[\d.,]*%?|[$€£]\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred|thousand|million)$/i;
const COUNTED =
  /\b(?:how many|how much|(?:maximum|minimum|max|total) (?:number|amount) of|number of|limit (?:on|for|of))\s+((?:[\w-]+[ ]?){1,4})/i;
/** A number this many words before or after a thing counts it. */
const REACH = 4;

/** What a question asks the number of ("how many *escalation actions*"), as terms; empty where it asks for no number. */
export function countedTerms(question: string, analyze: (text: string) => string[]): string[] {
  return analyze(COUNTED.exec(question)?.[1] ?? '').slice(0, 2);
}

/** True when `text` gives a number right beside one of the counted things. */
export function givesNumber(
  text: string,
  counted: readonly string[],
  analyze: (text: string) => string[],
): boolean {
  const words = text.split(/[\s()|]+/).map((word) => word.replace(/^["'*_`“]+|["'*_`”.,;:!?]+$/g, ''));
  return words.some((word, at) => {
    if (!NUMBER.test(word)) return false;
    const near = analyze(words.slice(Math.max(0, at - REACH), at + REACH + 1).join(' '));
    return counted.some((term) => near.includes(term));
  });
}
