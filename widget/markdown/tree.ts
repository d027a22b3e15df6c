/** What our Markdown can become. Nothing in it can carry markup: every leaf is a string that a view shows as text. */
export type Inline =
  | string
  | { t: 'b' | 'i'; c: Inline[] }
  | { t: 'code'; text: string }
  | { t: 'a'; href: string; c: Inline[] }
  | { t: 'cite'; n: number }
  | { t: 'br' };

export type Block =
  | { t: 'p'; c: Inline[] }
  | { t: 'h'; level: number; c: Inline[] }
  | { t: 'pre'; lang: string; text: string }
  | { t: 'list'; start: number | null; items: Block[][] }
  | { t: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { t: 'quote'; c: Block[] }
  | { t: 'hr' };

/** Nesting of lists, quotes and emphasis: nobody writes deeper, and recursion must have an end. */
export const DEPTH_MAX = 8;
