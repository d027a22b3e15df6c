import { getResolvedPDFJS } from 'unpdf';
import { err, ok, type Result } from '../../../domain/result.ts';
import { plainDocument, type RawDocument, type ReadDocument, type ReadFailure } from '../document.ts';
import { languageTag } from '../html/page-head.ts';
import type { ReadLimits } from '../read-limits.ts';
import { cutTitle, titleFromName } from '../title-from-name.ts';
import { visibleText } from '../visible-text.ts';
import { guardStreams } from './guard-streams.ts';
import { linesToMarkdown } from './lines-to-markdown.ts';
import { type Line, pageLines, type TextPiece } from './page-lines.ts';
import { withoutRunningLines } from './running-lines.ts';

/** Pieces of text of a page; the densest pages have a few thousand. */
const PIECES_MAX = 20_000;
/** Letters and digits of a document below which there is nothing to search. */
const LETTERS_MIN = 10;

type Loaded = Awaited<ReturnType<Awaited<ReturnType<typeof getResolvedPDFJS>>['getDocument']>['promise']>;
type Page = Awaited<ReturnType<Loaded['getPage']>>;

interface Collected {
  pages: Line[][];
  heights: number[];
  monospaced: Set<string>;
  unreadable: number;
  complete: boolean;
}

/** The text of a PDF as Markdown. Pages are read one at a time, so that limits cut between them. */
export async function readPdf(
  raw: RawDocument,
  limits: ReadLimits,
): Promise<Result<ReadDocument[], ReadFailure>> {
  const guarded = guardStreams(raw.bytes);
  if (!guarded.ok) return err({ reason: 'too_large', detail: TOO_LARGE });
  const { getDocument } = await getResolvedPDFJS();
  const task = getDocument({
    data: guarded.value,
    // Its warnings quote the file; what it cannot read is told by the result.
    verbosity: 0,
    useSystemFonts: true,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    enableXfa: false,
    stopAtErrors: false,
  });
  try {
    const document = await task.promise;
    const collected = await collect(document, limits);
    const about = await document.getMetadata().catch(() => null);
    return finish(raw, collected, about?.info ?? {}, document.numPages, limits);
  } catch (error) {
    return err(failureOf(error));
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

const TOO_LARGE = 'The file unpacks to more than any document does, so it was not read.';

async function collect(document: Loaded, limits: ReadLimits): Promise<Collected> {
  const found: Collected = { pages: [], heights: [], monospaced: new Set(), unreadable: 0, complete: true };
  const most = Math.min(document.numPages, limits.pages);
  found.complete = most === document.numPages;
  let chars = 0;
  for (let number = 1; number <= most; number += 1) {
    try {
      const page = await document.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const lines = pageLines(await pieces(page, found.monospaced), number, width);
      found.pages.push(lines);
      found.heights.push(height);
      chars += lines.reduce((sum, line) => sum + line.text.length + 1, 0);
      page.cleanup();
    } catch {
      found.unreadable += 1;
    }
    if (chars > limits.textChars) {
      found.complete &&= number === document.numPages;
      break;
    }
  }
  return found;
}

/** What stands on a page upright and within its edges. Text that lies across it is a watermark. */
async function pieces(page: Page, monospaced: Set<string>): Promise<TextPiece[]> {
  const found: TextPiece[] = [];
  const view = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0] = view.transform;
  const reader = page.streamTextContent().getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done || value === undefined) return found;
    for (const [name, style] of Object.entries<{ fontFamily?: string }>(value.styles ?? {})) {
      if (style.fontFamily === 'monospace') monospaced.add(name);
    }
    for (const item of value.items) {
      if (!('str' in item) || item.str === '') continue;
      const [ta = 0, tb = 0, tc = 0, td = 0, te = 0, tf = 0] = item.transform as number[];
      const across = { x: a * ta + c * tb, y: b * ta + d * tb };
      const x = a * te + c * tf + e;
      const y = b * te + d * tf + f;
      if (across.x <= 0 || Math.abs(across.y) > 0.1 * across.x) continue;
      if (x < -1 || y < -1 || x > view.width + 1 || y > view.height + 1) continue;
      const size = Math.hypot(a * tc + c * td, b * tc + d * td);
      found.push({ text: item.str, x, y, width: item.width, size, font: item.fontName });
    }
    if (found.length > PIECES_MAX) {
      await reader.cancel(new Error('enough'));
      return found;
    }
  }
}

function finish(
  raw: RawDocument,
  collected: Collected,
  info: object,
  pages: number,
  limits: ReadLimits,
): Result<ReadDocument[], ReadFailure> {
  const lines = withoutRunningLines(collected.pages, collected.heights).flat();
  const text = visibleText(linesToMarkdown(lines, collected.monospaced)).trim();
  if ((text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LETTERS_MIN) {
    if (collected.unreadable === pages) return err({ reason: 'broken', detail: BROKEN });
    return err({ reason: 'empty', detail: SCANNED });
  }
  const said = new Map(Object.entries(info));
  const heading = /^# (.+)$/m.exec(text.slice(0, 5_000))?.[1] ?? '';
  return ok([
    plainDocument({
      title: cutTitle(visibleText(ownTitle(said.get('Title')) || heading)) || titleFromName(raw.name),
      body: text.slice(0, limits.textChars).toWellFormed(),
      format: 'markdown',
      locale: languageTag(typeof said.get('Language') === 'string' ? said.get('Language') : null),
      truncated: !collected.complete || collected.unreadable > 0 || text.length > limits.textChars,
    }),
  ]);
}

const BROKEN = 'The PDF is damaged and cannot be read. Export it again.';
const SCANNED =
  'The PDF has no text, only pictures of it, as scanners make them. Run text recognition (OCR) over it and add it again.';

/** A title that somebody gave, not one that a program left behind. */
function ownTitle(title: unknown): string {
  if (typeof title !== 'string') return '';
  const text = title.trim();
  if (text.length < 3 || /^(?:microsoft \w+ - |untitled|document\d*$|about:blank|https?:)/i.test(text))
    return '';
  return /\.(?:docx?|pdf|indd|tex|dvi|pages|odt|html?|pptx?|xlsx?|qxd)$/i.test(text) ? '' : text;
}

function failureOf(error: unknown): ReadFailure {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') {
    return { reason: 'encrypted', detail: 'The PDF has a password. Save it without one and add it again.' };
  }
  return { reason: 'broken', detail: BROKEN };
}
