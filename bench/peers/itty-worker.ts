import { DurableObject } from 'cloudflare:workers';
import { createDurable } from 'itty-durable';
import { proxyDurable } from 'itty-durable/proxy-durable.js';

/** What a call does on either side: the same small method. */
function sum(rows: { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}

export class IttyObject extends createDurable() {
  add(rows: { n: number }[]): { total: number } {
    return { total: sum(rows) };
  }
}

export class NativeObject extends DurableObject {
  add(rows: { n: number }[]): { total: number } {
    return { total: sum(rows) };
  }
}

interface IttyEnv {
  IttyObject: DurableObjectNamespace;
  NativeObject: DurableObjectNamespace<NativeObject>;
}

const ROWS = Array.from({ length: 10 }, (_, n) => ({ n }));

/** `GET /<itty|native>/<calls>`: that many calls one after another; answers with the last total. */
export default {
  async fetch(request: Request, env: IttyEnv): Promise<Response> {
    const [, kind, count] = new URL(request.url).pathname.split('/');
    const itty = proxyDurable(env.IttyObject, { name: 'IttyObject', parse: true }).get('one');
    const native = env.NativeObject.getByName('one');
    let total = 0;
    for (let index = 0; index < Number(count); index += 1) {
      const answer = await (kind === 'itty' ? itty.add(ROWS) : native.add(ROWS));
      total = (answer as { total: number }).total;
    }
    return Response.json({ total });
  },
};
