/** Personal data that a test plants and must find nowhere it does not belong. */
export const CANARIES = [
  '4111111111111111',
  'canary.person@example.org',
  '078-05-1120',
  'DE89370400440532013000',
  'Zanzibar-Canary',
];
