import type { texts } from './en.ts';

/** Words of the same shape as the English ones. `{n}` is a number, other names in braces are what they say. */
export type Texts = Widen<typeof texts>;

type Widen<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widen<T[K]> };
