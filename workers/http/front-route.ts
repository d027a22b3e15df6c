import type { Context, Hono } from 'hono';
import type { FrontDeps, HttpEnv } from './deps.ts';
import type { Answers, RouteSpec } from './route-spec.ts';

/** The table that an area's rows are added to; they tell 405 from 404, answer preflights and make the specification. */
export interface FrontTable {
  app: Hono<HttpEnv>;
  deps: FrontDeps;
  rows: Row[];
  /** The rows of all areas: loads those that are not loaded yet. */
  allRows(): Promise<RouteSpec[]>;
}

/** A row whose answers are described, where schemas do it, only when the specification is asked for. */
export interface Row extends Omit<RouteSpec, 'answers'> {
  answers: Answers | (() => Promise<Answers>);
}

/** Adds a row that anyone may ask for, without limit or input, and whose handler answers by itself. */
export function defineFrontRoute(
  table: FrontTable,
  about: Pick<Row, 'path' | 'tag' | 'summary' | 'description' | 'answers'>,
  handler: (c: Context<HttpEnv>) => Response | Promise<Response>,
): void {
  addRow(table, { ...about, method: 'get', access: 'anyone', rate: 'none' });
  table.app.get(about.path, (c) => {
    c.set('route', `GET ${about.path}`);
    return handler(c);
  });
}

/** For routes that answer by themselves: they are in the table all the same. */
export function addRow(table: FrontTable, row: Row): void {
  table.rows.push(row);
}

/** A path of the specification as Hono writes it. A parameter called `path` ends the path, and may hold slashes. */
export function patternOf(path: string): string {
  return path.replace(/\{path\}$/, ':path{.+}').replaceAll(/\{(\w+)\}/g, ':$1');
}
