/** What fitted weights are written as. */
export interface WeightsFile {
  /** Lines of the comment above; the last one leads to the sets, where there are any. */
  comment: readonly string[];
  name: string;
  weights: Readonly<Record<string, number>>;
  /** What they were fitted on: the examples of each set are counted. */
  examples: readonly { set: string }[];
}

/** The source of a module that exports fitted weights by name of the feature. Pure. */
export function weightsSource({ comment, name, weights, examples }: WeightsFile): string {
  const sets = [...new Set(examples.map((one) => one.set))];
  return [
    '/**',
    ...comment.map((line) => ` * ${line}`),
    ...sets.map((set) => ` *   ${set}: ${examples.filter((one) => one.set === set).length}`),
    ' */',
    `export const ${name} = {`,
    ...Object.entries(weights).map(([feature, value]) => `  ${feature}: ${value},`),
    '} as const;',
    '',
  ].join('\n');
}
