// The process that chaos kills: the whole product on a fixed port and state folder, nothing else.
// usage: node scripts/chaos/server.ts <port> <stateDir>
import { startProduct } from '../local/product.ts';

const [port, stateDir] = process.argv.slice(2);
if (!port || !stateDir) throw new Error('usage: server.ts <port> <stateDir>');
await startProduct({ port: Number(port), stateDir, onLog: () => {} });
process.stdout.write('ready\n');
