import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** A line of text as it is set on a page: points from the left and the bottom. `F1` is Helvetica, `F2` bold, `F3` Courier. */
export interface PdfLine {
  text: string;
  x?: number;
  y: number;
  size?: number;
  font?: 'F1' | 'F2' | 'F3';
}

export interface PdfOptions {
  title?: string;
  /** With a user password nothing opens without it; '' is what protects from printing only. RC4, 40 bits. */
  password?: string;
  /** Packs the pages; default: as they are. */
  packed?: boolean;
  /** Takes the place of the first page's content. */
  content?: Uint8Array;
  /** Added to the dictionary of the first page's content. */
  contentEntries?: string;
}

const WIDTH = 595;
const HEIGHT = 842;
const PADDING = Uint8Array.from(
  '28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A'.match(/../g) ?? [],
  (hex) => Number.parseInt(hex, 16),
);

/** A PDF of pages of lines, written by hand. Nothing but what a reader must understand. */
export function tinyPdf(pages: readonly (readonly PdfLine[])[], options: PdfOptions = {}): Uint8Array {
  const first = 7;
  const kids = pages.map((_, at) => `${first + at * 2} 0 R`).join(' ');
  const id = new Uint8Array(16).fill(7);
  const lock = options.password === undefined ? null : lockOf(options.password, id);
  const objects: Uint8Array[] = [
    text('<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>'),
    text(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`),
    ...['Helvetica', 'Helvetica-Bold', 'Courier'].map((name) =>
      text(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`),
    ),
    lock === null ? text(`<< /Title (${escaped(options.title ?? '')}) >>`) : text('<< >>'),
  ];
  pages.forEach((lines, at) => {
    const number = first + at * 2;
    objects.push(
      text(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>`,
      ),
    );
    const raw = at === 0 && options.content ? options.content : text(lines.map(drawn).join('\n'));
    const packed = options.packed ? new Uint8Array(deflateSync(raw)) : raw;
    const data = lock ? rc4(objectKey(lock.key, number + 1), packed) : packed;
    const entries = `${options.packed ? '/Filter /FlateDecode ' : ''}${at === 0 ? (options.contentEntries ?? '') : ''}`;
    objects.push(
      join([text(`<< /Length ${data.length} ${entries} >>\nstream\n`), data, text('\nendstream')]),
    );
  });
  return assemble(objects, lock?.dictionary ?? null, id);
}

function assemble(objects: readonly Uint8Array[], encryption: string | null, id: Uint8Array): Uint8Array {
  const all = encryption === null ? objects : [...objects, text(encryption)];
  const parts: Uint8Array[] = [text('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  all.forEach((body, index) => {
    const object = join([text(`${index + 1} 0 obj\n`), body, text('\nendobj\n')]);
    offsets.push(at);
    parts.push(object);
    at += object.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const encrypt = encryption === null ? '' : `/Encrypt ${all.length} 0 R `;
  const trailer = `<< /Size ${all.length + 1} /Root 1 0 R /Info 6 0 R ${encrypt}/ID [<${hex(id)}> <${hex(id)}>] >>`;
  parts.push(
    text(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return join(parts);
}

function drawn(line: PdfLine): string {
  return `BT /${line.font ?? 'F1'} ${line.size ?? 11} Tf 1 0 0 1 ${line.x ?? 72} ${line.y} Tm (${escaped(line.text)}) Tj ET`;
}

function escaped(words: string): string {
  return words.replace(/[\\()]/g, '\\$&');
}

/** The standard security handler, revision 2 (PDF 1.4, 3.5.2): keys of five bytes. */
function lockOf(password: string, id: Uint8Array): { key: Uint8Array; dictionary: string } {
  const padded = (word: string) => join([text(word), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password));
  const permissions = new Uint8Array([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(join([padded(password), owner, permissions, id])).subarray(0, 5);
  const user = rc4(key, PADDING);
  const dictionary = `<< /Filter /Standard /V 1 /R 2 /O <${hex(owner)}> /U <${hex(user)}> /P -4 >>`;
  return { key, dictionary };
}

function objectKey(key: Uint8Array, object: number): Uint8Array {
  return md5(join([key, new Uint8Array([object & 255, (object >> 8) & 255, 0, 0, 0])])).subarray(0, 10);
}

function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const box = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number) => {
    const kept = box[a] ?? 0;
    box[a] = box[b] ?? 0;
    box[b] = kept;
  };
  for (let at = 0, other = 0; at < 256; at += 1) {
    other = (other + (box[at] ?? 0) + (key[at % key.length] ?? 0)) & 255;
    swap(at, other);
  }
  let [a, b] = [0, 0];
  return data.map((byte) => {
    a = (a + 1) & 255;
    b = (b + (box[a] ?? 0)) & 255;
    swap(a, b);
    return byte ^ (box[((box[a] ?? 0) + (box[b] ?? 0)) & 255] ?? 0);
  });
}

function md5(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('md5').update(bytes).digest());
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function text(words: string): Uint8Array {
  return new Uint8Array(Buffer.from(words, 'latin1'));
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
