export function docsPage(document: unknown): string {
  return String(document);
}
