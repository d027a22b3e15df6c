/** What a question wants measured: a number of `counted` things, or a figure of one of the `forms`. */
export interface Quantity {
  /** The term of the thing that is counted ("how many escalation *actions*"); empty where a figure is asked for. */
  counted: string;
  forms: readonly RegExp[];
}

const FIGURES: readonly [cue: RegExp, form: RegExp][] = [
  [
    /\bhow much\b.*\b(?:cost|pay|charge)|\bwhat (?:does|do|will|would)\b.*\bcost\b|\b(?:the|which|what) (?:price|fee)\b/i,
    /[$€£]\s?\d|\d\s?(?:[$€£]|USD|EUR)|\bfree\b/i,
  ],
  [
    /\bhow (?:long|soon|often|old)\b|\bhow many (?:seconds|minutes|hours|days|weeks|months|years)\b/i,
    /\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|sixty|every|an?)[ -](?:milli)?(?:second|minute|hour|day|week|month|year|night)s?\b|\b(?:daily|hourly|weekly|monthly|nightly|never|forever|as long as)\b/i,
  ],
  [
    /\bhow (?:large|big)\b|\blargest\b|\bmax(?:imum)? (?:\w+ )?size\b/i,
    /\b\d[\d.,]*\s?(?:[KMGT]i?B|bytes|characters|rows|records)\b/i,
  ],
];
const COUNTED =
  /\b(?:how many|how much|(?:maximum|minimum|max|total) (?:number|amount) of|number of|limit (?:on|for|of)(?: the)?(?: number of)?)\s+((?:[\w-]+ ?){1,6})/i;
/** Where the name of the counted thing ends. */
const REST =
  /(?:^|\s)(?:can|may|do|does|did|are|is|was|will|should|could|would|have|has|per|in|on|for|of|to|that|at|with|from|within|fit|be|we|i|you|one|an?|they|get|left|and|or|before|after|until|by|as|allowed|my|our|it|use|each|run)(?:\s.*)?$/i;
const NUMBER =
  /^(?:\d[\d.,]*k?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|hundred|thousand|million|unlimited)$/i;
const UNIT = /^(?:(?:milli)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|[kmgt]i?b|percent)$/i;
const NO_LIMIT = /\bno\b[^.]{0,20}\blimit\b|\bunlimited\b|\bany number of\b/i;
/** What stands before a number that counts the thing named earlier ("its rules are limited to 300"). */
const LEADS =
  /^(?:most|to|than|is|are|limit|maximum|only|exactly|about|allows?|accepts?|has|have|holds?|[=:])$/i;
/** A number this many words before or after a thing counts it. */
const REACH = 6;

/** What a question wants measured; null where it asks for no number. English cues: none found only forgoes a doubt. */
export function askedQuantity(question: string, analyze: (text: string) => string[]): Quantity | null {
  const forms = FIGURES.filter(([cue]) => cue.test(question)).map(([, form]) => form);
  const counted = analyze((COUNTED.exec(question)?.[1] ?? '').replace(REST, '')).at(-1) ?? '';
  return forms.length === 0 && counted === '' ? null : { counted, forms };
}

/** The sentences and table rows of `text` that give the number asked for: a number elsewhere measures something else. */
export function measuringLines(
  text: string,
  quantity: Quantity,
  analyze: (text: string) => string[],
): string[] {
  const head = text.split('\n').find(isRow) ?? '';
  return text
    .split('\n')
    .flatMap((line) => (isRow(line) ? [line] : line.split(/(?<=[.!?;])\s+/)))
    .filter((line) =>
      quantity.forms.length > 0
        ? quantity.forms.some((form) => form.test(line))
        : counts(line, head, quantity.counted, analyze),
    );
}

/** `head`: the first row of a table, which names what its columns count. */
function counts(line: string, head: string, counted: string, analyze: (text: string) => string[]): boolean {
  if (isRow(line)) return /\d/.test(line) && analyze(`${head} ${line}`).includes(counted);
  if (NO_LIMIT.test(line)) return true;
  const words = line.split(/[\s()/]+/).map((word) => word.replace(/^["'*_`“]+|["'*_`”.,;:!?]+$/g, ''));
  return words.some((word, at) => {
    if (!NUMBER.test(word) || UNIT.test(words[at + 1] ?? '')) return false;
    if (analyze(words.slice(at + 1, at + REACH).join(' ')).includes(counted)) return true;
    return (
      LEADS.test(words[at - 1] ?? '') &&
      analyze(words.slice(Math.max(0, at - REACH), at).join(' ')).includes(counted)
    );
  });
}

function isRow(line: string): boolean {
  return /^\s*\|/.test(line);
}
