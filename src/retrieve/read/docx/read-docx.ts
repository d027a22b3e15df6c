import { Parser } from 'htmlparser2';
import { err, ok, type Result } from '../../../domain/result.ts';
import { plainDocument, type RawDocument, type ReadDocument, type ReadFailure } from '../document.ts';
import { languageTag } from '../html/page-head.ts';
import type { ReadLimits } from '../read-limits.ts';
import { cutTitle, titleFromName } from '../title-from-name.ts';
import { visibleText } from '../visible-text.ts';
import { readBody } from './docx-body.ts';
import { readNumbering, readStyles } from './docx-styles.ts';
import { ZipArchive } from './zip-archive.ts';

/** UTF-16 units of a link's address that are kept. */
const LINK_CHARS = 2_000;

/** A Word document as Markdown: headings by style, lists, tables and links. Pictures, comments, headers and footers are left out. */
export async function readDocx(
  raw: RawDocument,
  limits: ReadLimits,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const archive = ZipArchive.open(raw.bytes, limits);
  if (!archive.ok) return archive;
  const main = mainPart(archive.value);
  if (!main.ok) return main;
  const folder = main.value.slice(0, main.value.lastIndexOf('/') + 1);
  const file = main.value.slice(folder.length);
  const parts: Record<string, string> = {};
  for (const [key, name] of [
    ['body', main.value],
    ['styles', `${folder}styles.xml`],
    ['numbering', `${folder}numbering.xml`],
    ['links', `${folder}_rels/${file}.rels`],
    ['core', 'docProps/core.xml'],
  ] as const) {
    const bytes = archive.value.read(name);
    if (!bytes.ok) return bytes;
    parts[key] = bytes.value === null ? '' : new TextDecoder().decode(bytes.value);
  }
  const { styles, language } = readStyles(parts.styles ?? '');
  const numbering = readNumbering(parts.numbering ?? '');
  const links = readLinks(parts.links ?? '');
  const { markdown, title, complete } = readBody(parts.body ?? '', { styles, numbering, links });
  const text = visibleText(markdown).trim();
  if (text === '')
    return err({ reason: 'empty', detail: 'The document has no text. Pictures of text are not read.' });
  const core = readCore(parts.core ?? '');
  return ok([
    plainDocument({
      title: cutTitle(visibleText(core.title || title || '')) || titleFromName(raw.name),
      body: text.slice(0, limits.textChars).toWellFormed(),
      format: 'markdown',
      locale: languageTag(core.language || language),
      truncated: !complete || text.length > limits.textChars,
    }),
  ]);
}

/** Where the document's text is, by what the archive says of itself, or where it always is. */
function mainPart(archive: ZipArchive): Result<string, ReadFailure> {
  const said = archive.read('_rels/.rels');
  if (!said.ok) return said;
  const names = [...archive.entries.keys()];
  const main =
    said.value === null
      ? undefined
      : relations(new TextDecoder().decode(said.value)).find((one) => one.type.endsWith('/officeDocument'));
  const path = main?.target.replace(/^\/+/, '') ?? 'word/document.xml';
  const unsupported = (detail: string) => err<ReadFailure>({ reason: 'unsupported', detail });
  if (path.startsWith('xl/') || names.some((name) => name.startsWith('xl/'))) {
    return unsupported('Spreadsheets are not read: save the sheet as CSV.');
  }
  if (path.startsWith('ppt/') || names.some((name) => name.startsWith('ppt/'))) {
    return unsupported('Presentations are not read: save it as PDF.');
  }
  const found = [path, 'word/document.xml'].find((name) => archive.entries.has(name));
  if (found !== undefined) return ok(found);
  if (names.some((name) => name.startsWith('word/') || name === '[Content_Types].xml')) {
    return err({ reason: 'broken', detail: 'The Word document lacks its text. Save it again in Word.' });
  }
  return unsupported('Archives are not read: add the files in it.');
}

function relations(xml: string): { id: string; type: string; target: string }[] {
  const found: { id: string; type: string; target: string }[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name !== 'Relationship') return;
        found.push({ id: attributes.Id ?? '', type: attributes.Type ?? '', target: attributes.Target ?? '' });
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return found;
}

/** Only addresses that a person can open, in a form that cannot break out of a Markdown link. */
function readLinks(xml: string): Map<string, string> {
  const links = new Map<string, string>();
  for (const { id, type, target } of relations(xml)) {
    if (!type.endsWith('/hyperlink') || target.length > LINK_CHARS) continue;
    const url = URL.parse(target);
    if (url && ['https:', 'http:', 'mailto:'].includes(url.protocol)) {
      links.set(id, url.href.replaceAll('(', '%28').replaceAll(')', '%29'));
    }
  }
  return links;
}

function readCore(xml: string): { title: string; language: string } {
  const said = { title: '', language: '' };
  let field: 'title' | 'language' | null = null;
  const parser = new Parser(
    {
      onopentag(name) {
        field = name === 'dc:title' ? 'title' : name === 'dc:language' ? 'language' : null;
      },
      ontext(text) {
        if (field !== null && said[field].length < 1_000) said[field] += text;
      },
      onclosetag() {
        field = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return said;
}
