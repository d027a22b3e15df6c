/** A place in the console, as the part of its address after `#/` says. */
export interface Route {
  /** `sources/src_1` as `['sources', 'src_1']`. */
  path: readonly string[];
  query: URLSearchParams;
}

/** Reads `#/sources/src_1?tab=failed`. What cannot be decoded is taken as it stands. Pure. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  return { path: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(query) };
}

/** The address of a place, for a link. Values that are empty are left out. Pure. */
export function href(path: readonly string[], query: Record<string, string | null | undefined> = {}): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(kept).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
