/** Weights of the ranking, by name of the feature. Written by `npm run evaluate -- fit-rank`; do not edit. */
export const RANK_WEIGHTS = {
  body: 1.505,
  title: 1.201,
  titleAlike: 1.249,
  titleWhole: 2.318,
  heading: 0.93,
  headingWhole: 0.858,
  coverage: 2.23,
  phrases: 1.255,
  close: 1.814,
  lead: 0.749,
  navigation: -0.4,
  language: 1.629,
  articleCoverage: 2.451,
  articleBody: 0.837,
  other: 0.414,
} as const;
