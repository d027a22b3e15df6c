import { err, ok, type Result } from '../../../domain/result.ts';
import { decodeText } from '../decode-text.ts';
import { plainDocument, type RawDocument, type ReadDocument, type ReadFailure } from '../document.ts';
import { languageTag } from '../html/page-head.ts';
import { visibleHtml } from '../html/read-html.ts';
import type { ReadLimits } from '../read-limits.ts';
import { tagsOf } from '../read-markdown.ts';
import { cutTitle, titleFromName } from '../title-from-name.ts';
import { visibleText } from '../visible-text.ts';
import { parseTable, type Table } from './parse-table.ts';
import { type ArticleColumns, articleColumns } from './table-columns.ts';

/** Rows under one repeated header: a part is found and quoted as a whole, so it must stay short. */
const ROWS_PER_PART = 20;
const MARKUP = /<\/?(?:p|div|br|ul|ol|li|h[1-6]|table|strong|em|b|i|a|span|img|font)\b[^<>]{0,500}>/i;
/** UTF-16 units of a row's key. */
const KEY_CHARS = 100;

/** A table: one document a row where it has a column to ask with and one that answers, else the table as Markdown. */
export async function readCsv(
  raw: RawDocument,
  limits: ReadLimits,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const decoded = decodeText(raw.bytes, raw.mediaType);
  if (!decoded.ok) return decoded;
  const tabs = /\.(tsv|tab)$/i.test(raw.name) || /tab-separated/.test(raw.mediaType ?? '');
  const table = parseTable(visibleText(decoded.value).trim(), tabs, limits);
  if (table.rows.length === 0) {
    return err({
      reason: 'empty',
      detail: 'The table has no rows below its first line, which names the columns.',
    });
  }
  const columns = articleColumns(table.header);
  const documents = columns ? articles(table, columns, limits) : [whole(table, raw.name, limits)];
  if (documents.length > 0) return ok(documents);
  return err({
    reason: 'empty',
    detail: 'No row of the table has both a question or title and an answer or text.',
  });
}

function articles(table: Table, columns: ArticleColumns, limits: ReadLimits): ReadDocument[] {
  const keys = new Map<string, number>();
  const documents: ReadDocument[] = [];
  let chars = 0;
  for (const row of table.rows) {
    const title = cutTitle(plain(row[columns.title] ?? ''));
    const answer = rich(row[columns.body] ?? '');
    if (title === '' || answer === '') continue;
    const body = [answer, ...others(row, table.header, columns)].join('\n\n').slice(0, limits.textChars);
    chars += body.length;
    if (chars > limits.fileTextChars) return cutShort(documents);
    const id = columns.id === null ? '' : (row[columns.id] ?? '').trim().slice(0, KEY_CHARS);
    const locale = languageTag(columns.locale === null ? null : row[columns.locale]);
    const key = id === '' ? `${locale ?? ''}${fingerprint(title.toLowerCase())}` : id;
    const before = keys.get(key) ?? 0;
    keys.set(key, before + 1);
    documents.push(
      plainDocument({
        key: before === 0 ? key : `${key}~${before + 1}`,
        title,
        body: body.toWellFormed(),
        format: 'markdown',
        locale,
        tags: tagsOf(columns.tags === null ? '' : row[columns.tags]),
      }),
    );
  }
  return table.truncated ? cutShort(documents) : documents;
}

/** What was left out stands at the end, so the last document says it. */
function cutShort(documents: ReadDocument[]): ReadDocument[] {
  const last = documents.at(-1);
  if (last) last.truncated = true;
  return documents;
}

function others(row: readonly string[], header: readonly string[], columns: ArticleColumns): string[] {
  const lines = columns.others
    .map((at) => [plain(header[at] ?? ''), plain(row[at] ?? '')] as const)
    .filter(([name, value]) => name !== '' && value !== '' && value.length <= 1_000)
    .map(([name, value]) => `${name}: ${value}`);
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function whole(table: Table, name: string, limits: ReadLimits): ReadDocument {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => plain(cell).replaceAll('|', '/')).join(' | ')} |`;
  const head = `${line(table.header)}\n|${table.header.map(() => ' --- ').join('|')}|`;
  const parts: string[] = [];
  let chars = 0;
  for (let at = 0; at < table.rows.length; at += ROWS_PER_PART) {
    const part = [head, ...table.rows.slice(at, at + ROWS_PER_PART).map(line)].join('\n');
    chars += part.length + 2;
    if (chars > limits.textChars) break;
    parts.push(part);
  }
  return plainDocument({
    title: titleFromName(name),
    body: parts.join('\n\n') || head.slice(0, limits.textChars),
    format: 'markdown',
    truncated: table.truncated || chars > limits.textChars,
  });
}

function plain(cell: string): string {
  return rich(cell).replace(/\s+/g, ' ').trim();
}

/** Exports of help desks carry HTML in their cells. */
function rich(cell: string): string {
  return (MARKUP.test(cell) ? visibleText(visibleHtml(cell)) : cell).trim();
}

/** FNV-1a over UTF-16 units, two lanes: a row keeps its key while its question stays. */
function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
