import type { RawDocument, ReadFailure } from './document.ts';

export type FileKind = 'pdf' | 'docx' | 'html' | 'markdown' | 'csv' | 'text';

/** Bytes in which a PDF's header may stand (PDF 1.7, implementation note 13). */
const HEAD_BYTES = 1_024;

const BY_TYPE: Record<string, FileKind> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'markdown',
  'text/x-markdown': 'markdown',
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
};
const BY_ENDING: Record<string, FileKind> = {
  pdf: 'pdf',
  docx: 'docx',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'markdown',
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  txt: 'text',
  text: 'text',
  log: 'text',
};

/** First bytes of files that are recognised in order to say what to do about them. Latin-1. */
const OTHERS: [start: string, what: string][] = [
  ['{\\rtf', 'Rich text (RTF) is not read: save it as .docx or PDF.'],
  ['\x89PNG', 'Pictures are not read: add the text itself.'],
  ['\xff\xd8\xff', 'Pictures are not read: add the text itself.'],
  ['GIF8', 'Pictures are not read: add the text itself.'],
  ['RIFF', 'Sound, film and pictures are not read: add the text itself.'],
  ['\x1f\x8b', 'Compressed files are not read: add the file itself.'],
  ['7z\xbc\xaf', 'Archives are not read: add the files in it.'],
  ['Rar!', 'Archives are not read: add the files in it.'],
];

/** What to read a file as: by what it begins with, then by its media type, then by the ending of its name. Pure. */
export function kindOfFile(raw: RawDocument): FileKind | ReadFailure {
  const head = latin1(raw.bytes.subarray(0, HEAD_BYTES));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'docx';
  if (head.startsWith('\xd0\xcf\x11\xe0')) return oldOffice(raw.bytes);
  const other = OTHERS.find(([start]) => head.startsWith(start));
  if (other) return { reason: 'unsupported', detail: other[1] };
  const said = saidKind(raw);
  // Markdown may begin with HTML and stays Markdown.
  if (said !== 'markdown' && /^(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype html|html[\s>])/i.test(head))
    return 'html';
  if (said === 'pdf' || said === 'docx') {
    const name = said === 'pdf' ? 'PDF' : 'Word document';
    return { reason: 'broken', detail: `The file is called a ${name} but is none. Export it again.` };
  }
  return said ?? { reason: 'unsupported', detail: UNSUPPORTED };
}

const UNSUPPORTED =
  'This kind of file is not read. Use PDF, Word (.docx), HTML, Markdown, plain text, CSV or TSV.';

function saidKind(raw: RawDocument): FileKind | null {
  const type = (raw.mediaType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const ending = /\.([a-z0-9]{1,8})$/i.exec(raw.name.split(/[?#]/, 1)[0] ?? '')?.[1]?.toLowerCase() ?? '';
  const byEnding = BY_ENDING[ending] ?? null;
  const byType = BY_TYPE[type];
  if (byType !== undefined) return byType;
  if (type === 'text/plain') return byEnding ?? 'text';
  // Nothing said, or what browsers and stores say when they do not know.
  if (type === '' || type.endsWith('/octet-stream') || type === 'application/vnd.ms-excel') {
    return byEnding ?? (ending === '' && type === '' ? 'text' : null);
  }
  return null;
}

/** The container of old Office files is also that of encrypted new ones, which have a part of this name. */
function oldOffice(bytes: Uint8Array): ReadFailure {
  const name = [...'EncryptedPackage'].map((letter) => `${letter}\0`).join('');
  if (holds(bytes, name)) {
    return {
      reason: 'encrypted',
      detail: 'The document has a password. Save it without one and add it again.',
    };
  }
  return { reason: 'unsupported', detail: 'Old Office files are not read: save it as .docx, PDF or CSV.' };
}

function holds(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < text.length && bytes[at + same] === text.charCodeAt(same)) same += 1;
    if (same === text.length) return true;
  }
  return false;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
