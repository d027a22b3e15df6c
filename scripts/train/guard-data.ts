import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GuardSource } from '../../src/understand/guard/rule.ts';
import { textWindows } from '../../src/understand/guard/text-windows.ts';
import { hashText, mixHash } from '../../src/understand/linear/hash.ts';
import { dataCollections, demoCollection } from '../evaluate/collections.ts';
import { ROOT } from '../local/paths.ts';

/** One text with what is known about it. `part`: `fit` trains, `held-out` is only measured. */
export interface GuardRow {
  text: string;
  attack: boolean;
  source: GuardSource;
  /** Where it comes from: the name under which it is reported. */
  set: string;
  /** Texts of one group are always in the same part. */
  group: string;
  part: 'fit' | 'held-out';
  /** Column of the linear model: see GUARD_LABELS. */
  label: number;
}

const LABEL = { text: 0, utterance: 1, request: 2, attack: 3 };

/** One part in this many is kept out of training. */
const HELD_OUT_SHARE = 4;
/** Rows of a large benign set: enough to know its words, few enough to train in seconds. */
const ROWS_OF_A_SET = 4_000;
/** Such a set is dealt into this many groups. */
const GROUPS_OF_A_SET = 16;
/** UTF-16 units of an article that are taken as one passage. */
const PASSAGE_UNITS = 1_500;

/** Everything that trains or measures the guard: our own sets, and what is found in `data`. */
export function guardRows(data: string): GuardRow[] {
  const rows = [
    ...ownRows(),
    ...jailbreaks(data),
    ...indirectRows(data),
    ...benignSets(data),
    ...articleRows(data),
  ];
  return [...rows, ...rows.filter((row) => !row.attack && row.source === 'retrieved').flatMap(pasted)];
}

/** Customers paste mails and pages into the chat: every fourth harmless passage is also judged as a message. */
function pasted(row: GuardRow, index: number): GuardRow[] {
  return index % 4 === 0 ? [{ ...row, source: 'message', set: PASTED }] : [];
}

/** Sets that only calibrate and measure: their sentences train under another name. */
const PASTED = 'pasted passages';
const PLANTED = 'bipia planted';

/** `held-out` for one group in four, by its name. */
export function partOf(group: string): GuardRow['part'] {
  return mixHash(hashText(group)) % HELD_OUT_SHARE === 0 ? 'held-out' : 'fit';
}

/** Lines of a JSON-lines file; none where there is no file. */
export function readRows(path: string): Record<string, unknown>[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function ownRows(): GuardRow[] {
  const folder = join(ROOT, 'training/guard');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => {
      const writers = STRANGERS.test(name) ? 'strangers' : 'own';
      return readRows(join(folder, name)).map((row) => ownRow(row, writers));
    });
}

/** Files of writers who had seen neither rules nor other rows. */
const STRANGERS = /-(?:invented|planted|strangers|inserted)\.jsonl$/;

function ownRow(row: Record<string, unknown>, writers: 'own' | 'strangers'): GuardRow {
  const group = String(row.group);
  const attack = row.label === 'attack';
  const stray = /^stray-task/.test(group);
  return {
    text: String(row.text),
    attack,
    source: row.source === 'retrieved' ? 'retrieved' : 'message',
    set: `${writers} ${attack ? 'attacks' : 'benign'}`,
    group,
    part: partOf(group),
    label: stray ? LABEL.request : attack ? LABEL.attack : LABEL.text,
  };
}

/** Variants of one prompt begin alike: they stay together. */
function jailbreaks(data: string): GuardRow[] {
  return readRows(join(data, 'injection/jailbreak.train.jsonl')).map((row) => {
    const text = String(row.text);
    const group = `jailbreak ${text
      .toLowerCase()
      .replace(/[^a-z]/g, '')
      .slice(0, 24)}`;
    return {
      text,
      attack: true,
      source: 'message',
      set: 'jailbreak',
      group,
      part: partOf(group),
      label: LABEL.attack,
    };
  });
}

/** Requests to change the answer are attacks wherever they stand; ordinary tasks only in retrieved text. */
const ORDINARY_TASKS = new Set([
  'Information Retrieval',
  'Content Creation',
  'Learning and Tutoring',
  'Language Translation',
  'Programming Help',
]);

/** BIPIA: instructions alone, and planted at the start, in the middle and at the end of mails. Split by category. */
function indirectRows(data: string): GuardRow[] {
  const rows = readRows(join(data, 'injection/bipia.train.jsonl'));
  const attacks = rows.filter((row) => row.label === 'indirect-injection');
  const contexts = rows.filter((row) => row.label !== 'indirect-injection');
  const mails: GuardRow[] = contexts.map((row, index) => {
    const group = `mail ${index >> 1}`;
    return {
      text: String(row.text),
      attack: false,
      source: 'retrieved',
      set: 'bipia mails',
      group,
      part: partOf(group),
      label: LABEL.text,
    };
  });
  const alone: GuardRow[] = attacks.map((row) => {
    const category = String(row.category);
    const group = `bipia ${category}`;
    const label = ORDINARY_TASKS.has(category) ? LABEL.request : LABEL.attack;
    return {
      text: String(row.text),
      attack: true,
      source: 'retrieved',
      set: 'bipia alone',
      group,
      part: partOf(group),
      label,
    };
  });
  return [...mails, ...alone, ...planted(alone, mails)];
}

/** Each instruction in two mails of its own part; the place turns from row to row. */
function planted(alone: readonly GuardRow[], mails: readonly GuardRow[]): GuardRow[] {
  return alone.flatMap((row, index) => {
    const hosts = mails.filter((mail) => mail.part === row.part);
    return [0, 1].flatMap((more) => {
      const host = hosts[(index * 2 + more) % Math.max(1, hosts.length)];
      if (!host) return [];
      return [{ ...row, text: plant(row.text, host.text, (index + more) % 3), set: PLANTED }];
    });
  });
}

function plant(order: string, host: string, place: number): string {
  if (place === 0) return `${order}\n${host}`;
  if (place === 1) return `${host}\n${order}`;
  const middle = host.indexOf(' ', host.length >> 1);
  return middle < 0 ? `${host} ${order}` : `${host.slice(0, middle)}\n${order}\n${host.slice(middle + 1)}`;
}

/** Short utterances of other people's assistants, and Reddit comments for swearing and anger. */
function benignSets(data: string): GuardRow[] {
  const sets: [string, string, GuardRow['part'], number][] = [
    ['intent/clinc150.train.jsonl', 'clinc150', 'fit', LABEL.utterance],
    ['intent/banking77.train.jsonl', 'banking77', 'fit', LABEL.text],
    ['intent/hwu64.train.jsonl', 'hwu64', 'fit', LABEL.utterance],
    ['emotion/goemotions.train.jsonl', 'goemotions', 'fit', LABEL.text],
    ['intent/clinc150.validation.jsonl', 'clinc150', 'held-out', LABEL.utterance],
    ['intent/banking77.validation.jsonl', 'banking77', 'held-out', LABEL.text],
    ['intent/hwu64.validation.jsonl', 'hwu64', 'held-out', LABEL.utterance],
    ['emotion/goemotions.validation.jsonl', 'goemotions', 'held-out', LABEL.text],
  ];
  return sets.flatMap(([file, set, part, label]) => {
    const rows = readRows(join(data, file));
    const every = Math.max(1, Math.floor(rows.length / ROWS_OF_A_SET));
    return rows
      .filter((_, index) => index % every === 0)
      .map(
        (row, index): GuardRow => ({
          text: String(row.text),
          attack: false,
          source: 'message',
          set,
          group: `${set} ${index % GROUPS_OF_A_SET}`,
          part,
          label,
        }),
      );
  });
}

/** Passages of help centres, and the questions asked there as messages. What the project itself holds only measures. */
function articleRows(data: string): GuardRow[] {
  const demo = demoCollection();
  return [demo, ...dataCollections(data)].flatMap(({ name, mayFit, articles, questions }) => {
    const harmless = { attack: false, label: LABEL.text };
    const passages = articles.flatMap((article): GuardRow[] => {
      const group = `${name} ${article.externalId}`;
      const part = mayFit && name !== demo.name ? partOf(group) : 'held-out';
      const set = `${name} articles`;
      return passagesOf(`${article.title}\n${article.body}`).map((text) => ({
        ...harmless,
        text,
        source: 'retrieved',
        set,
        group,
        part,
      }));
    });
    const asked = questions.map(({ question }): GuardRow => {
      const set = `${name} questions`;
      return { ...harmless, text: question, source: 'message', set, group: set, part: 'held-out' };
    });
    return [...passages, ...asked];
  });
}

function passagesOf(body: string): string[] {
  const passages: string[] = [];
  for (let start = 0; start < body.length; start += PASSAGE_UNITS) {
    const text = body.slice(start, start + PASSAGE_UNITS).trim();
    if (text.length > 0) passages.push(text);
  }
  return passages;
}

/** A text for the linear model. */
export interface TrainingText {
  text: string;
  label: number;
  group: string;
  importance: number;
  /** An order planted among honest sentences: nobody has said which of its sentences it is. */
  planted: boolean;
}

/** Few texts, and written for this. */
const WRITTEN_FOR_THIS = new Set(['own attacks', 'own benign', 'bipia alone']);
const WRITTEN_IMPORTANCE = 3;

/** The rows on which the linear model is trained: whole texts, and the sentences of what is harmless. */
export function trainingTexts(rows: readonly GuardRow[]): TrainingText[] {
  return rows
    .filter((row) => row.part === 'fit' && row.set !== PLANTED && row.set !== PASTED)
    .flatMap((row) => {
      const whole = {
        text: row.text,
        label: row.label,
        group: row.group,
        importance: WRITTEN_FOR_THIS.has(row.set) ? WRITTEN_IMPORTANCE : 1,
        planted: isPlanted(row),
      };
      if (row.attack || row.text.length < 120) return [whole];
      const pieces = textWindows(row.text).filter((_, index) => index % 3 === 0);
      return [whole, ...pieces.map((text) => ({ ...whole, text }))];
    });
}

/** What one sentence of a planted text weighs: the most suspicious, which is taken for the order, and any other, taken for prose. */
const ORDER_IMPORTANCE = 1.5;
const PROSE_IMPORTANCE = 0.5;

function isPlanted(row: GuardRow): boolean {
  return row.attack && row.source === 'retrieved' && /^(?:own|strangers) /.test(row.set);
}

/**
 * A planted text as its sentences, by what a model takes for the order among them; null where it is one sentence. `suspicion`: of a
 * sentence, any scale.
 */
export function sentencesOf(whole: TrainingText, suspicion: (text: string) => number): TrainingText[] | null {
  const pieces = textWindows(whole.text);
  if (pieces.length < 2) return null;
  const found = pieces.map(suspicion);
  const order = found.indexOf(Math.max(...found));
  return pieces.map((text, at) => ({
    ...whole,
    text,
    label: at === order ? whole.label : LABEL.text,
    importance: at === order ? ORDER_IMPORTANCE : PROSE_IMPORTANCE,
  }));
}
