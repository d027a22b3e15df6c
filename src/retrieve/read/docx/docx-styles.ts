import { Parser } from 'htmlparser2';

/** What a paragraph style says that matters to text; its own words first, else those of the style it is based on. */
export interface ParagraphStyle {
  /** 1 to 6; 0: no heading. */
  level: number;
  numId: string | null;
  isTitle: boolean;
}

interface RawStyle {
  basedOn: string | null;
  level: number | null;
  numId: string | null;
  isTitle: boolean;
}

/** Steps from style to style that are followed: Word's own end after a handful, a circle never. */
const BASED_ON_MAX = 12;

/** Paragraph styles of `styles.xml` by id, and the language that the document is written in. */
export function readStyles(xml: string): { styles: Map<string, ParagraphStyle>; language: string | null } {
  const raw = new Map<string, RawStyle>();
  let style: RawStyle | null = null;
  let language: string | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val'] ?? '';
        if (name === 'w:style') {
          style = { basedOn: null, level: null, numId: null, isTitle: false };
          raw.set(attributes['w:styleId'] ?? '', style);
        } else if (name === 'w:lang') language ??= attributes['w:val'] ?? null;
        if (style === null) return;
        if (name === 'w:name') nameStyle(style, value);
        else if (name === 'w:basedOn') style.basedOn = value;
        else if (name === 'w:outlineLvl') style.level ??= levelOf(Number(value) + 1);
        else if (name === 'w:numId') style.numId = value;
      },
      onclosetag(name) {
        if (name === 'w:style') style = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const styles = new Map([...raw.keys()].map((id) => [id, resolve(raw, id)] as const));
  return { styles, language };
}

/** Word keeps the built-in names in English, whatever the language of the document. */
function nameStyle(style: RawStyle, name: string): void {
  const heading = /^heading ([1-9])$/i.exec(name)?.[1];
  if (heading !== undefined) style.level = levelOf(Number(heading));
  else if (/^title$/i.test(name)) style.isTitle = true;
  else if (/^toc \d|^(header|footer)$/i.test(name)) style.level = 0;
}

function levelOf(level: number): number {
  return level >= 1 && level <= 9 ? Math.min(level, 6) : 0;
}

function resolve(raw: ReadonlyMap<string, RawStyle>, id: string): ParagraphStyle {
  const found: ParagraphStyle = { level: 0, numId: null, isTitle: false };
  let level: number | null = null;
  let style = raw.get(id);
  found.isTitle = style?.isTitle ?? false;
  for (let step = 0; style && step < BASED_ON_MAX; step += 1) {
    level ??= style.level;
    found.numId ??= style.numId;
    style = style.basedOn === null ? undefined : raw.get(style.basedOn);
  }
  return { ...found, level: level ?? (found.isTitle ? 1 : 0) };
}

/** For each list of `numbering.xml` and each depth, whether its items are numbered. */
export function readNumbering(xml: string): Map<string, boolean[]> {
  const abstract = new Map<string, boolean[]>();
  const lists = new Map<string, boolean[]>();
  let current: boolean[] | null = null;
  let depth = 0;
  let numId = '';
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const value = attributes['w:val'] ?? '';
        if (name === 'w:abstractNum') {
          current = [];
          abstract.set(attributes['w:abstractNumId'] ?? '', current);
        } else if (name === 'w:lvl') depth = Math.min(Math.max(0, Number(attributes['w:ilvl'] ?? 0) | 0), 8);
        else if (name === 'w:numFmt' && current) current[depth] = value !== 'bullet' && value !== 'none';
        else if (name === 'w:num') numId = attributes['w:numId'] ?? '';
        else if (name === 'w:abstractNumId') lists.set(numId, abstract.get(value) ?? []);
      },
      onclosetag(name) {
        if (name === 'w:abstractNum') current = null;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return lists;
}
