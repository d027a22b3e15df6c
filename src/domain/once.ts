/** Calls `make` when first asked and gives the same value ever after: for what is costly to make and not always needed. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
