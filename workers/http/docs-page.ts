import { PROBLEMS } from '../../src/protocol/problem.ts';
import type { OpenApiDocument, Operation } from './openapi.ts';
import { describeType, type SchemaNode } from './schema-text.ts';

type Listed = Operation & { method: string; path: string };

/** The specification as one page: no script, no foreign host, readable without style. Pure. */
export function docsPage(document: OpenApiDocument): string {
  const operations = operationsOf(document);
  const tags = [...new Set(operations.map(({ tags: [tag = 'Other'] }) => tag))];
  const of = (tag: string) => operations.filter((operation) => (operation.tags[0] ?? 'Other') === tag);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.info.title)} HTTP interface</title>
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<nav aria-label="Contents"><a class="home" href="#top">${escaped(document.info.title)}</a><ul>
${tags.map((tag) => `<li><a href="#${slug(tag)}">${escaped(tag)}</a></li>`).join('\n')}
<li><a href="#schemas">Schemas</a></li><li><a href="#problems">Problems</a></li></ul></nav>
<main id="top">
<h1>${escaped(document.info.title)} HTTP interface</h1>
<p>${prose(document.info.description)}</p>
<p><a href="/openapi.json">OpenAPI 3.1 document</a></p>
${tags.map((tag) => `<section id="${slug(tag)}"><h2>${escaped(tag)}</h2>${of(tag).map(operationHtml).join('')}</section>`).join('\n')}
${schemasHtml(document)}
${problemsHtml()}
</main>
</body>
</html>`;
}

function operationsOf(document: OpenApiDocument): Listed[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Omit<Operation, 'method' | 'path'>>).map(
      ([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
      }),
    ),
  );
}

function operationHtml(operation: Listed): string {
  const { method, path, summary = '', description, parameters = [], responses = {} } = operation;
  const permission = operation['x-permission'] ?? 'anyone';
  const body = operation.requestBody?.content?.['application/json']?.schema;
  const id = slug(`${method} ${path}`);
  return `<article id="${id}"><h3><a href="#${id}"><span class="method ${method.toLowerCase()}">${method}</span> <code>${escaped(path)}</code></a></h3>
<p>${escaped(summary)}${permission === 'anyone' ? '' : ` <span class="permission">needs <code>${escaped(permission)}</code></span>`}</p>
${description ? `<p>${prose(description)}</p>` : ''}${parametersHtml(parameters)}${body ? `<h4>Body</h4>${fieldsHtml(body)}` : ''}
<h4>Answers</h4><dl>${Object.entries(responses)
    .map(
      ([status, answer]) =>
        `<dt>${status}</dt><dd>${prose(answer.description ?? '')}${answerType(answer)}</dd>`,
    )
    .join('')}</dl></article>`;
}

function answerType(answer: { content?: Record<string, { schema?: SchemaNode }> }): string {
  const schema = answer.content?.['application/json']?.schema;
  return schema ? `: ${typeHtml(schema)}` : '';
}

function parametersHtml(parameters: NonNullable<Operation['parameters']>): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${escaped(place)}${required ? ', required' : ''}</td><td>${typeHtml(schema ?? {})}</td></tr>`,
  );
  return `<h4>Parameters</h4><table><thead><tr><th>Name</th><th>In</th><th>Type</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function fieldsHtml(schema: SchemaNode): string {
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return `<p>${typeHtml(schema)}</p>`;
  const rows = fields.map(
    ([name, field]) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${schema.required?.includes(name) ? 'required' : ''}</td><td>${typeHtml(field)}</td></tr>`,
  );
  return `<table><thead><tr><th>Field</th><th></th><th>Type</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function schemasHtml(document: OpenApiDocument): string {
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, SchemaNode>);
  const parts = schemas.map(
    ([name, schema]) =>
      `<article id="schema-${escaped(name)}"><h3><code>${escaped(name)}</code></h3>${fieldsHtml(schema)}</article>`,
  );
  return `<section id="schemas"><h2>Schemas</h2>${parts.join('')}</section>`;
}

function problemsHtml(): string {
  const rows = Object.entries(PROBLEMS).map(
    ([code, { status, title }]) =>
      `<tr id="problem-${code}"><td><code>${code}</code></td><td>${status}</td><td>${escaped(title)}</td></tr>`,
  );
  return `<section id="problems"><h2>Problems</h2><p>Every error is <code>application/problem+json</code> with one of these codes.</p>
<table><thead><tr><th>code</th><th>status</th><th>title</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`;
}

function typeHtml(schema: SchemaNode): string {
  return `<code>${escaped(describeType(schema)).replace(/(?<!&)#(\w+)/g, '<a href="#schema-$1">$1</a>')}</code>`;
}

/** Text with its \`code\` marked. */
function prose(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
