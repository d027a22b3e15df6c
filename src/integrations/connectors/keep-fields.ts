import type { Json } from '../../domain/connector.ts';

/** Elements of a list that are kept. */
const LIST_MAX = 50;
/** UTF-16 units of one text: a comment. */
const TEXT_CHARS = 1_000;

/**
 * What stands at the listed dotted paths, in the shape that it had; lists are gone through, and nothing else is kept. Pure.
 */
export function keepFields(value: unknown, paths: readonly string[]): Json {
  return keep(value, treeOf(paths)) ?? null;
}

interface Tree {
  whole: boolean;
  children: Map<string, Tree>;
}

function treeOf(paths: readonly string[]): Tree {
  const root: Tree = { whole: false, children: new Map() };
  for (const path of paths) {
    let at = root;
    for (const name of path.split('.')) {
      const next: Tree = at.children.get(name) ?? { whole: false, children: new Map() };
      at.children.set(name, next);
      at = next;
    }
    at.whole = true;
  }
  return root;
}

function keep(value: unknown, tree: Tree): Json | undefined {
  if (Array.isArray(value)) {
    const kept = value.slice(0, LIST_MAX).flatMap((item) => keep(item, tree) ?? []);
    return kept.length > 0 ? kept : undefined;
  }
  // A field that was named is one value: an object there would bring along what nobody has listed.
  if (typeof value !== 'object' || value === null) return tree.whole ? plain(value) : undefined;
  const kept: [string, Json][] = [];
  for (const [name, child] of tree.children) {
    const found = Object.hasOwn(value, name)
      ? keep((value as Record<string, unknown>)[name], child)
      : undefined;
    if (found !== undefined) kept.push([name, found]);
  }
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function plain(value: unknown): Json | undefined {
  if (typeof value === 'string') return value.slice(0, TEXT_CHARS).toWellFormed();
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
}
