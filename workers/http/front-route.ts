import type { Context, Hono } from 'hono';
import type { FrontDeps, HttpEnv } from './deps.ts';
import type { RouteSpec } from './route-spec.ts';

/** The table that an area's rows are added to; they tell 405 from 404, answer preflights and make the specification. */
export interface FrontTable {
  app: Hono<HttpEnv>;
  deps: FrontDeps;
  rows: RouteSpec[];
  /** The rows of all areas: loads those that are not loaded yet. */
  allRows(): Promise<RouteSpec[]>;
}

/** Adds a row that anyone may ask for, without limit or input, and whose handler answers by itself. */
export function defineFrontRoute(
  table: FrontTable,
  about: Pick<RouteSpec, 'path' | 'tag' | 'summary' | 'description' | 'answers'>,
  handler: (c: Context<HttpEnv>) => Response | Promise<Response>,
): void {
  addRow(table, { ...about, method: 'get', access: 'anyone', rate: 'none' });
  table.app.get(about.path, (c) => {
    c.set('route', `GET ${about.path}`);
    return handler(c);
  });
}

/** For routes that answer by themselves: they are in the table all the same. */
export function addRow(table: FrontTable, spec: RouteSpec): void {
  table.rows.push(spec);
}

/** A path of the specification as Hono writes it. */
export function patternOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
