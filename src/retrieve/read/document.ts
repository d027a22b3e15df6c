/** A file or page as it came: from an upload, a folder or the web. */
export interface RawDocument {
  bytes: Uint8Array;
  /** As the sender named it (`text/html; charset=utf-8`), or null where nobody did. */
  mediaType: string | null;
  /** The file's name or the page's path: its ending and its words are the last resort for kind and title. */
  name: string;
  /** Where a page was fetched from, after redirects; links of it are resolved against it. */
  url: string | null;
}

/** What one file yields: one document, or several (a row of a table of questions each). */
export interface ReadDocument {
  /** Tells the documents of one file apart, stable while the file keeps its rows; '' where the file is one document. */
  key: string;
  title: string;
  /** Light Markdown or plain text, cleaned: what can be indexed as it is. */
  body: string;
  format: 'markdown' | 'text';
  /** BCP 47, or null where the file does not say. */
  locale: string | null;
  tags: string[];
  /** Absolute http(s) addresses that a page links to, in its order, without repeats; empty for files. */
  links: string[];
  /** The address that a page says it is known by, absolute; null where it says none. */
  canonicalUrl: string | null;
  /** True where the page asks not to be indexed (`robots` meta of `noindex`, or `none`). */
  noIndex: boolean;
  /** True where a limit cut something off; the cut part is not searchable. */
  truncated: boolean;
}

export type ReadFailureReason =
  /** Needs a password. */
  | 'encrypted'
  /** Not what it says it is, or damaged beyond reading. */
  | 'broken'
  /** More bytes, or more bytes once unpacked, than are read. */
  | 'too_large'
  /** A kind of file that nothing here reads. */
  | 'unsupported'
  /** Nothing to search: an empty file, or pictures of text. */
  | 'empty'
  /** More parts (archive entries, elements) than any honest file has. */
  | 'too_many'
  /** Whatever read it was ended, or was not to be reached. No reader says so itself; a new try may help. */
  | 'process_ended';

export interface ReadFailure {
  reason: ReadFailureReason;
  /** For the person who added the file: what is wrong and what to do. Never text of the file. */
  detail: string;
}

/** A document with the fields that most kinds of file have nothing to say about. */
export function plainDocument(
  said: Pick<ReadDocument, 'title' | 'body' | 'format'> & Partial<ReadDocument>,
): ReadDocument {
  return {
    key: '',
    locale: null,
    tags: [],
    links: [],
    canonicalUrl: null,
    noIndex: false,
    truncated: false,
    ...said,
  };
}
