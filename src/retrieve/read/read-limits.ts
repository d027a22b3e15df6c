/** What is read of one file, at most. A caller may lower each; raising one needs the memory of an isolate (128 MB) in mind. */
export interface ReadLimits {
  /** Bytes of the file as it came. 25 MB is a scanned handbook; an isolate holds it, its text and the reader together. */
  fileBytes: number;
  /** Pages of a PDF; the rest is left out. A manual of 1,000 pages is rare and costs about ten seconds of CPU. */
  pages: number;
  /** Rows of a table; the rest is left out. Each may become an article of its own. */
  rows: number;
  /** Columns of a table: beyond, it is data and not knowledge. */
  columns: number;
  /** UTF-16 units of text of one document: what one article may hold is about a million bytes. */
  textChars: number;
  /** UTF-16 units of text of all documents of a file. */
  fileTextChars: number;
  /** Bytes that an archive's parts unpack to, counted while they are unpacked and never by what the archive says. */
  inflatedBytes: number;
  /** Entries of an archive: a document with a picture on every page has hundreds. */
  archiveEntries: number;
  /** Times that an archive's entry may grow when it is unpacked, above a floor of 1 MB: XML shrinks to a tenth, not to a thousandth. */
  inflateRatio: number;
  /** Bytes of text formats (Markdown, CSV): these are parsed as one string, so they cost several times their size. */
  textBytes: number;
  /** Bytes of an HTML page: its elements are held as well. Ten times the heaviest of honest articles. */
  pageBytes: number;
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 25_000_000,
  pages: 1_000,
  rows: 20_000,
  columns: 200,
  textChars: 900_000,
  fileTextChars: 9_000_000,
  inflatedBytes: 60_000_000,
  archiveEntries: 5_000,
  inflateRatio: 200,
  textBytes: 10_000_000,
  pageBytes: 4_000_000,
};
