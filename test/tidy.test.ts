import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Lines of a file: above this, one file holds more than one idea. */
const FILE_LINES_MAX = 400;
const FILE_LINES_MEDIAN = 100;
const FILE_LINES_P90 = 300;
/** Lines of a function, its braces included. */
const FUNCTION_LINES_MAX = 60;
/** Lines of a platform class: it only parses, calls and stores. Lines of the Worker's entry. */
const SHELL_LINES_MAX = 250;
const ENTRY_LINES_MAX = 80;

const STAGES = [
  'auth',
  'understand',
  'retrieve',
  'answer',
  'decide',
  'escalate',
  'apexlab',
  'orgwatch',
  'compliance',
  'simulate',
  'analytics',
];
const ADAPTERS = ['channels', 'integrations', 'salesforce', 'llm', 'store', 'telemetry'];

interface SourceFile {
  path: string;
  text: string;
  lines: string[];
  imports: { target: string; typeOnly: boolean }[];
}

const product = [...read('src'), ...read('workers'), ...read('widget')];
const everything = [...product, ...read('scripts'), ...read('bench'), ...read('test')];

function read(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(
      (path) =>
        !path.includes('node_modules/') &&
        !path.startsWith('bench/peers/') &&
        !path.startsWith('test/fixtures/'),
    )
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, lines: text.trimEnd().split('\n'), imports: importsOf(path, text) };
    });
}

/** What a file imports: paths from the project's root, or package names. */
function importsOf(path: string, text: string): SourceFile['imports'] {
  const found: SourceFile['imports'] = [];
  const pattern =
    /^(?:import|export)\s+(type\s+)?(?:[^'"]*?from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm;
  for (const [, type, from, lazy] of text.matchAll(pattern)) {
    const target = from ?? lazy ?? '';
    const resolved = target.startsWith('.')
      ? normalize(join(dirname(path), target)).replaceAll('\\', '/')
      : target;
    found.push({ target: resolved, typeOnly: type !== undefined });
  }
  return found;
}

function layerOf(path: string): string {
  const [top, second] = path.split('/');
  if (top !== 'src') return top ?? '';
  return path === 'src/turn.ts' ? 'turn' : (second ?? '');
}

/** Why `path` may not import `target`, or null. */
function forbidden(path: string, { target, typeOnly }: SourceFile['imports'][number]): string | null {
  const from = layerOf(path);
  if (target.startsWith('cloudflare:'))
    return from === 'workers' ? null : 'only workers/ may see the platform';
  if (!/^(src|workers|widget|scripts|test|bench|demo)\//.test(target)) {
    if (from === 'domain') return 'the domain imports nothing';
    if (from === 'widget' && !/^(preact|@preact\/signals)/.test(target))
      return 'the widget ships Preact and nothing else';
    return null;
  }
  const to = layerOf(target);
  if (from === to) return null;
  if (to === 'workers' || to === 'scripts' || to === 'test' || to === 'bench')
    return `nothing of the product imports ${to}/`;
  if (from === 'domain') return 'the domain imports nothing';
  if (from === 'protocol') return to === 'domain' ? null : 'the protocol imports only the domain';
  if (from === 'widget')
    return to === 'protocol' || to === 'domain'
      ? typeOnly
        ? null
        : 'the widget imports types only'
      : 'the widget sees only the protocol';
  if (STAGES.includes(from) || ADAPTERS.includes(from)) {
    return to === 'domain' || to === 'protocol' ? null : `${from} declares a port instead of importing ${to}`;
  }
  if (from === 'turn') return ADAPTERS.includes(to) ? 'the turn gets adapters as ports' : null;
  return null;
}

describe('layers', () => {
  test('domain <- protocol <- stages and adapters <- turn <- workers; the widget takes types of the protocol', () => {
    const broken = product.flatMap((file) =>
      file.imports.flatMap((one) => {
        const why = forbidden(file.path, one);
        return why === null ? [] : [`${file.path} -> ${one.target}: ${why}`];
      }),
    );
    expect(broken).toEqual([]);
  });

  test('there is no drawer: no folder or file is called utils, helpers, common or misc', () => {
    expect(
      everything
        .map((file) => file.path)
        .filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/.test(path)),
    ).toEqual([]);
  });
});

describe('sizes', () => {
  test(`no file has more than ${FILE_LINES_MAX} lines`, () => {
    expect(
      everything
        .filter((file) => file.lines.length > FILE_LINES_MAX)
        .map((file) => `${file.path} ${file.lines.length}`),
    ).toEqual([]);
  });

  test(`the product's files have at most ${FILE_LINES_MEDIAN} lines at the median and ${FILE_LINES_P90} at the 90th percentile`, () => {
    const sizes = product.map((file) => file.lines.length).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(FILE_LINES_MEDIAN);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(FILE_LINES_P90);
  });

  test(`no function of the product has more than ${FUNCTION_LINES_MAX} lines`, () => {
    expect(product.flatMap((file) => longFunctions(file))).toEqual([]);
  });

  test('the Worker entry and the conversation object stay shells', () => {
    const size = (path: string) =>
      product.find((file) => file.path === path)?.lines.length ?? Number.POSITIVE_INFINITY;
    expect(size('workers/index.ts')).toBeLessThan(ENTRY_LINES_MAX);
    expect(size('workers/conversation/conversation-object.ts')).toBeLessThanOrEqual(SHELL_LINES_MAX);
  });
});

/** Functions and methods by their indentation, which the formatter guarantees. Arrow functions count with their owner. */
function longFunctions(file: SourceFile): string[] {
  const found: string[] = [];
  file.lines.forEach((line, start) => {
    const opening =
      /^(\s*)(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b.*\{$/.exec(line) ??
      /^( {2,4})(?!if|for|while|switch|catch|return)(?:(?:private|protected|override|static|async|get|set)\s+)*#?\w+\(.*\{$/.exec(
        line,
      );
    if (!opening) return;
    const end = file.lines.findIndex((other, index) => index > start && other.startsWith(`${opening[1]}}`));
    if (end - start + 1 > FUNCTION_LINES_MAX)
      found.push(`${file.path}:${start + 1} ${end - start + 1} lines`);
  });
  return found;
}

describe('habits', () => {
  const banned: [string, RegExp, (path: string) => boolean][] = [
    ['any', /^(?!\s*(\*|\/\*|\/\/)).*(:\s*any\b|\bas any\b|<any>)/, () => true],
    ['a double cast', /\bas unknown as\b/, (path) => !path.startsWith('test/support/')],
    // `import { z }` keeps the whole library and its 50 languages in the Worker: a quarter of a megabyte that each start parses.
    ['schema library imported whole', /import \{ z \} from 'zod'/, (path) => /^(src|workers)\//.test(path)],
    ['a silenced compiler', /@ts-(ignore|nocheck|expect-error)/, () => true],
    ['a silenced linter without a reason', /biome-ignore(?!\s+[\w/]+: \w)/, () => true],
    ['unfinished work', /\b(TODO|FIXME|XXX|HACK)\b/, (path) => path !== 'test/tidy.test.ts'],
    [
      'a skipped or lonely test',
      /\b(test|it|describe)\.(skip|only|todo)\b/,
      (path) => path !== 'test/tidy.test.ts',
    ],
    [
      'markup from text',
      /innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/,
      (path) => path.startsWith('widget/'),
    ],
    ['code from text', /\beval\(|new Function\(/, (path) => !path.startsWith('test/')],
    [
      'an own timer in the object, which would pin it',
      /setInterval\(/,
      (path) => path.startsWith('workers/'),
    ],
    [
      'SQL joined from text',
      /(prepare|exec)\(\s*[`'"][^`'"]*['"]\s*\+/,
      (path) => path.startsWith('src/') || path.startsWith('workers/'),
    ],
  ];
  test.each(banned)('there is no %s', (_name, pattern, applies) => {
    const found = everything
      .filter((file) => applies(file.path) && file.path !== 'test/tidy.test.ts')
      .flatMap((file) =>
        file.lines.flatMap((line, index) =>
          pattern.test(line) ? [`${file.path}:${index + 1} ${line.trim()}`] : [],
        ),
      );
    expect(found).toEqual([]);
  });

  test('a lock file names no registry', () => {
    for (const lock of [
      'package-lock.json',
      'bench/peers/package-lock.json',
      'scripts/train/teacher/package-lock.json',
    ]) {
      expect(readFileSync(join(ROOT, lock), 'utf8')).not.toMatch(/"resolved":\s*"http/);
    }
  });

  test('every test file asserts something', () => {
    const silent = everything.filter(
      (file) => /\.test\.tsx?$/.test(file.path) && !/\bexpect\b|\bassert\b/.test(file.text),
    );
    expect(silent.map((file) => file.path)).toEqual([]);
  });
});
