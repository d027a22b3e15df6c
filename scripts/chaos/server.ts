// The process that chaos kills: the whole product on a fixed port and state folder, nothing else.
// usage: node scripts/chaos/server.ts <port> <stateDir> [logFile]
import { appendFileSync } from 'node:fs';
import { startProduct } from '../local/product.ts';

const [port, stateDir, logFile] = process.argv.slice(2);
if (!port || !stateDir) throw new Error('usage: server.ts <port> <stateDir>');
const onLog = (line: string) => {
  if (logFile) appendFileSync(logFile, `${line}\n`);
};
await startProduct({ port: Number(port), stateDir, onLog });
process.stdout.write('ready\n');
