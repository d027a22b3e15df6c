// The process that chaos kills: the whole product on a fixed port and state folder, nothing else.
// usage: node scripts/chaos/server.ts <port> <stateDir>
import { startProduct } from '../local/product.ts';

const [port, stateDir] = process.argv.slice(2);
if (!port || !stateDir) throw new Error('usage: server.ts <port> <stateDir>');
// One client stands for hundreds here, so the per-address limit of the edge is lifted.
const simple = { limit: 1_000_000, period: 60 as const };
const ratelimits = {
  RATE_PUBLIC: { type: 'ratelimit' as const, name: 'RATE_PUBLIC', namespace_id: '1001', simple },
  RATE_LOGIN: { type: 'ratelimit' as const, name: 'RATE_LOGIN', namespace_id: '1002', simple },
};
await startProduct({ port: Number(port), stateDir, onLog: () => {}, overrides: { ratelimits } });
process.stdout.write('ready\n');
