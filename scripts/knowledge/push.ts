import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DocumentAnswer, type KnowledgeClient, Refused, type SourceAnswer } from './client.ts';
import { hashOf, readFolder } from './folder.ts';

/** Uploads at once. */
const AT_ONCE = 4;
/** Milliseconds between two looks at a sync. */
const LOOK_MS = 1_000;
/** Looks at a sync that somebody else began, before this gives up: ten minutes. */
const WAITS = 600;

export interface PushOutcome {
  ok: boolean;
  /** Documents of the source that failed, with their reasons. */
  failed: DocumentAnswer[];
}

/** Brings a source in line with a folder. Run again after a break, it uploads only what is not there yet. */
export async function push(options: {
  client: KnowledgeClient;
  folder: string;
  name: string;
  sync: boolean;
  say: (line: string) => void;
}): Promise<PushOutcome> {
  const { client, folder, name, say } = options;
  const source = (await client.find(name)) ?? (await client.create(name));
  if (source.kind !== 'files')
    throw new Error(`The source "${name}" is a ${source.kind}; choose another name.`);
  const { files, skipped } = await readFolder(folder);
  for (const { path, why } of skipped) say(`skipped  ${path}: ${why}`);
  if (files.length === 0) throw new Error(`There is nothing in ${folder} that can be read.`);
  const there = new Map((await client.files(source.id)).map(({ path, hash }) => [path, hash]));
  const counts = { uploaded: 0, same: 0, removed: 0 };
  const queue = [...files];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const bytes = await readFile(join(folder, file.local));
        if (there.get(file.path) === hashOf(bytes)) {
          counts.same += 1;
          continue;
        }
        await client.put(source.id, file.path, new Uint8Array(bytes), file.mediaType);
        counts.uploaded += 1;
        say(`uploaded ${file.path}`);
      }
    }),
  );
  const present = new Set(files.map(({ path }) => path));
  for (const path of there.keys()) {
    if (present.has(path)) continue;
    await client.remove(source.id, path);
    counts.removed += 1;
    say(`removed  ${path}`);
  }
  say(`${counts.uploaded} uploaded, ${counts.same} unchanged, ${counts.removed} removed`);
  return options.sync ? follow(client, source, say) : { ok: true, failed: [] };
}

/** Syncs and shows the progress until it has ended. */
async function follow(
  client: KnowledgeClient,
  source: SourceAnswer,
  say: (line: string) => void,
): Promise<PushOutcome> {
  let now = await begin(client, source.id, say);
  const number = now.lastSync?.number;
  let shown = '';
  while (now.lastSync?.number === number && now.state === 'syncing') {
    const line = Object.entries(now.progress ?? {})
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
    if (line !== shown) say(line);
    shown = line;
    await pause();
    now = await client.read(source.id);
  }
  const { progress, lastSync, state, reason } = now;
  say(
    `${state === 'paused' ? 'paused' : lastSync?.state}: ${JSON.stringify(progress)}${reason ? `. ${reason}` : ''}`,
  );
  return { ok: lastSync?.state === 'finished', failed: await client.failed(source.id) };
}

/** Begins a sync as soon as no other is under way: one that began before the uploads may have missed them. */
async function begin(
  client: KnowledgeClient,
  id: string,
  say: (line: string) => void,
): Promise<SourceAnswer> {
  for (let wait = 0; ; wait += 1) {
    try {
      return await client.sync(id);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'illegal_transition' || wait === WAITS) throw error;
      if ((await client.read(id)).state !== 'syncing') throw error;
      if (wait === 0) say('waiting for a sync that is under way');
      await pause();
    }
  }
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, LOOK_MS));
}
