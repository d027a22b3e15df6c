import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startStandIns } from '../../../scripts/local/stand-ins.ts';

test('the stand-ins of a local run take the ports after its own, others where these are in use, and leave none behind', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const standIns = await startStandIns(port - 1);
  try {
    expect(standIns.usualPorts).toBe(false);
    expect(standIns.openAi.url).not.toBe(`http://127.0.0.1:${port}`);
    expect(standIns.variables).toEqual({
      OPENAI_API_KEY: 'sk-stand-in',
      OPENAI_BASE_URL: `${standIns.openAi.url}/v1`,
      ANTHROPIC_API_KEY: 'sk-ant-stand-in',
      ANTHROPIC_BASE_URL: standIns.anthropic.url,
    });
  } finally {
    await standIns.stop();
    taken.close();
  }
  await expect(fetch(`${standIns.openAi.url}/control/requests`)).rejects.toThrow();
  await expect(fetch(`${standIns.anthropic.url}/control/requests`)).rejects.toThrow();
});
