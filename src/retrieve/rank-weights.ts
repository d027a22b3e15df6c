/** Weights of the ranking, by name of the feature. Written by `npm run evaluate -- fit-rank`; do not edit. */
export const RANK_WEIGHTS = {
  body: 1.429,
  title: 1.184,
  titleAlike: 1.246,
  titleWhole: 2.333,
  heading: 0.894,
  headingWhole: 0.822,
  coverage: 2.145,
  phrases: 1.061,
  verbatim: 4,
  close: 1.752,
  lead: 0.779,
  navigation: -0.4,
  language: 1.618,
  articleCoverage: 2.42,
  articleBody: 0.888,
  other: 0.374,
} as const;
