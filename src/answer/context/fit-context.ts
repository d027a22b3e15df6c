/** Texts as they would stand in the request. */
export interface ContextParts {
  summary: string;
  facts: readonly string[];
  /** Oldest first. */
  turns: readonly string[];
  /** Best first. */
  passages: readonly string[];
}

export interface ContextLimits {
  /** What goes in whatever it costs: rails, the organization's additions, tools, the question. */
  always: readonly string[];
  budgetTokens: number;
  estimate: (text: string) => number;
}

/** What goes in: the last turns, the best passages, the end of the summary. `tokens`: all of it, with what always goes in. */
export interface FittedContext extends ContextParts {
  tokens: number;
}

/** Tokens that surround each text: its role or tag. Both vendors spend 3 to 5 on a message. */
const FRAME_TOKENS = 6;
/** Turns kept as long as there is something else to leave out: two exchanges say what "it" and "that one" mean. */
const LEAST_TURNS = 4;
/** Passages kept as long as there is something else to leave out: the second best is the right one often enough. */
const LEAST_PASSAGES = 2;

/**
 * Leaves out what does not fit into the budget, in this order, one at a time:
 *
 * 1. turns, oldest first, down to the last 4: the summary holds them;
 * 2. passages, worst first, down to the best 2;
 * 3. the summary, line by line from its beginning;
 * 4. the remaining turns, oldest first;
 * 5. the second passage;
 * 6. facts, oldest first;
 * 7. the last passage.
 *
 * What `always` goes in is never left out, the question above all: where it alone is above the budget, so is the result. Pure.
 */
export function fitContext(parts: ContextParts, limits: ContextLimits): FittedContext {
  const cost = (text: string) => (text === '' ? 0 : limits.estimate(text) + FRAME_TOKENS);
  const summary = pile(lines(parts.summary), cost);
  const facts = pile(parts.facts, cost);
  const turns = pile(parts.turns, cost);
  const passages = pile([...parts.passages].reverse(), cost);
  const piles = [summary, facts, turns, passages];
  let tokens = limits.always.reduce((sum, text) => sum + cost(text), 0);
  for (const one of piles) for (const price of one.costs) tokens += price;
  const shorten = (one: Pile, least: number) => {
    while (tokens > limits.budgetTokens && one.costs.length - one.from > least) {
      tokens -= one.costs[one.from] ?? 0;
      one.from += 1;
    }
  };
  shorten(turns, LEAST_TURNS);
  shorten(passages, LEAST_PASSAGES);
  shorten(summary, 0);
  shorten(turns, 0);
  shorten(passages, 1);
  shorten(facts, 0);
  shorten(passages, 0);
  return {
    summary: rest(summary).join('\n'),
    facts: rest(facts),
    turns: rest(turns),
    passages: rest(passages).reverse(),
    tokens,
  };
}

/** Texts of which the first is left out first, and from where they are still in. */
interface Pile {
  texts: readonly string[];
  costs: readonly number[];
  from: number;
}

function pile(texts: readonly string[], cost: (text: string) => number): Pile {
  return { texts, costs: texts.map(cost), from: 0 };
}

function rest({ texts, from }: Pile): string[] {
  return texts.slice(from);
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
