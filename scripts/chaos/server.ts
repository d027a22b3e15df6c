// The process that chaos kills: the whole product on a fixed port and state folder, nothing else.
// usage: node scripts/chaos/server.ts <port> <stateDir> <bindings as JSON> [logFile]
import { appendFileSync } from 'node:fs';
import { startProduct } from '../local/product.ts';

const [port, stateDir, variables, logFile] = process.argv.slice(2);
if (!port || !stateDir || !variables) throw new Error('usage: server.ts <port> <stateDir> <bindings>');
const bindings = JSON.parse(variables) as Record<string, string>;
const onLog = (line: string) => {
  if (logFile) appendFileSync(logFile, `${line}\n`);
};
await startProduct({ port: Number(port), stateDir, bindings, onLog });
process.stdout.write('ready\n');
