/** Outlines of the controls around an answer, on a grid of 24. */
export const answerIcons = {
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  check: 'M5 12l5 5 9-10',
  good: 'M7 11v9H4v-9zm0 0l4-7q3 0 2 3l-1 3h6q3 0 2 3l-1 5q-.5 2-3 2H7',
  bad: 'M17 13V4h3v9zm0 0l-4 7q-3 0-2-3l1-3H6q-3 0-2-3l1-5q.5-2 3-2h9',
  out: 'M9 6h9v9m0-9L7 17',
};
