/** The address of a source's own routes. Pure. */
export function sourcePath(id: string, part = ''): string {
  return `/v1/knowledge/sources/${encodeURIComponent(id)}${part && `/${part}`}`;
}
