export const DOCS_STYLE = '';
