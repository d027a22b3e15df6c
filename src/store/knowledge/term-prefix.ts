/** What every index term of an organization begins with. Terms themselves never hold a colon. */
export function termPrefix(code: number): string {
  return `${code.toString(36)}:`;
}
