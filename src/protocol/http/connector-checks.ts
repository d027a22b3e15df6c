import type { Connector, ConnectorTool, Json, RequestTemplate } from '../../domain/connector.ts';

/** A fault of a declaration, with where it stands. */
export interface ConnectorFault {
  path: (string | number)[];
  message: string;
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What a schema cannot say of a declaration: that its parts fit together, and that it is safe to run. Pure. */
export function checkConnector({ auth, tools }: Pick<Connector, 'auth' | 'tools'>): ConnectorFault[] {
  const names = tools.map(({ name }) => name);
  return tools.flatMap((tool, index) => {
    const twice = names.indexOf(tool.name) < index ? [fault('name', 'is the name of a tool before it')] : [];
    const secret = auth.kind === 'header' ? auth.header : null;
    return [
      ...twice,
      ...checkTool(tool),
      ...templatesOf(tool).flatMap((one) => checkSecrets(one, secret)),
    ].map(({ path, message }) => ({ path: ['tools', index, ...path], message }));
  });
}

function fault(where: string | (string | number)[], message: string): ConnectorFault {
  return { path: typeof where === 'string' ? [where] : where, message };
}

interface Template extends RequestTemplate {
  at: string[];
}

function templatesOf(tool: ConnectorTool): Template[] {
  const { undo, status } = tool;
  return [
    { ...tool, at: [] },
    ...(undo ? [{ ...undo, at: ['undo'] }] : []),
    ...(status ? [{ ...status, at: ['status'] }] : []),
  ];
}

function checkTool(tool: ConnectorTool): ConnectorFault[] {
  return [
    ...checkFields(tool),
    ...checkIdentity(tool),
    ...templatesOf(tool).flatMap((template) => checkTemplate(template, tool)),
    ...checkUsed(tool),
    ...checkTexts(tool),
    ...checkEffect(tool),
  ];
}

function checkFields({ input }: ConnectorTool): ConnectorFault[] {
  return Object.entries(input).flatMap(([name, field]) => {
    const at = ['input', name];
    const faults: ConnectorFault[] = [];
    if (field.type !== 'string' && (field.enum || field.pattern || field.maxLength || field.personal)) {
      faults.push(fault(at, 'enum, pattern, maxLength and personal are for strings'));
    }
    if (field.enum && field.pattern) faults.push(fault(at, 'has both enum and pattern; give one of them'));
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = field;
    if (minimum > maximum) faults.push(fault(at, 'has a minimum above its maximum'));
    return faults;
  });
}

/** Names of arguments that say who somebody is: a model never fills them in. */
const IDENTITY =
  /^(?:(?:customer|user|client|contact|member|person)_?(?:id|number|no|e?_?mail|name)?|external_?id|e_?mail(?:_?address)?|login)$/i;

function checkIdentity({ input, inject, scope }: ConnectorTool): ConnectorFault[] {
  const faults: ConnectorFault[] = [];
  for (const name of Object.keys(input)) {
    if (Object.hasOwn(inject, name))
      faults.push(fault(['inject', name], 'is an input too; it can only be one'));
    else if (IDENTITY.test(name)) {
      faults.push(
        fault(
          ['input', name],
          'says who the customer is; put it into inject, for a model must not choose it',
        ),
      );
    }
  }
  const injected = Object.keys(inject).length > 0;
  if (scope === 'verified-customer' && !injected) {
    const message =
      'must pass on at least one field of the customer, or your system cannot tell whose data it is asked for; or set scope to anyone';
    faults.push(fault('inject', message));
  }
  if (scope === 'anyone' && injected) {
    faults.push(fault('scope', 'must be verified-customer, since fields of the customer are passed on'));
  }
  return faults;
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

function textsIn(body: Json | undefined): string[] {
  if (typeof body === 'string') return [body];
  if (typeof body !== 'object' || body === null) return [];
  return Object.values(body).flatMap((item) => textsIn(item));
}

function checkTemplate(template: Template, { input, inject }: ConnectorTool): ConnectorFault[] {
  const { at, method, path, query = {}, body } = template;
  const known = (name: string) => Object.hasOwn(input, name) || Object.hasOwn(inject, name);
  const unknown = (where: string, texts: string[]) =>
    texts
      .flatMap(placeholdersOf)
      .filter((name) => !known(name))
      .map((name) => fault([...at, where], `has the unknown placeholder {${name}}`));
  const optional = placeholdersOf(path).filter((name) => input[name]?.required === false);
  const faults = [
    ...unknown('path', [path]),
    ...unknown('query', Object.values(query)),
    ...unknown('body', textsIn(body)),
    ...optional.map((name) => fault([...at, 'path'], `needs {${name}}, which is not required`)),
  ];
  if (/[{}]/.test(path.replace(PLACEHOLDER, '')))
    faults.push(fault([...at, 'path'], 'has a brace without its pair'));
  if (body !== undefined && method === 'GET') faults.push(fault([...at, 'body'], 'cannot be sent with GET'));
  return faults;
}

function checkUsed(tool: ConnectorTool): ConnectorFault[] {
  const texts = [tool.path, ...Object.values(tool.query ?? {}), ...textsIn(tool.body)];
  const used = new Set(texts.flatMap(placeholdersOf));
  const unused = (where: 'input' | 'inject') =>
    Object.keys(tool[where])
      .filter((name) => !used.has(name))
      .map((name) => fault([where, name], 'is not used by path, query or body'));
  return [...unused('input'), ...unused('inject')];
}

function checkTexts({ effect, input, inject, preview, done }: ConnectorTool): ConnectorFault[] {
  const faults: ConnectorFault[] = [];
  for (const [where, texts] of Object.entries({ preview, done })) {
    for (const [language, text] of Object.entries(texts)) {
      for (const name of placeholdersOf(text)) {
        if (!Object.hasOwn(input, name) && !Object.hasOwn(inject, name)) {
          faults.push(fault([where, language], `has the unknown placeholder {${name}}`));
        }
      }
    }
  }
  if (effect === 'reads') return faults;
  if (preview.en === undefined) {
    faults.push(fault(['preview', 'en'], 'is needed: customers confirm what a tool changes'));
  }
  for (const [language, text] of Object.entries(preview)) {
    const shown = placeholdersOf(text);
    for (const name of Object.keys(input).filter((one) => !shown.includes(one))) {
      faults.push(fault(['preview', language], `must show {${name}}: customers confirm all that is sent`));
    }
  }
  return faults;
}

function checkEffect({ effect, method, undo, status, idempotent }: ConnectorTool): ConnectorFault[] {
  const faults: ConnectorFault[] = [];
  if (effect === 'changes' && method === 'GET') {
    faults.push(fault('method', 'must not be GET for what changes something'));
  }
  if (effect === 'reads' && method !== 'GET' && method !== 'POST') {
    faults.push(fault('method', 'must be GET, or POST for a search, for what only reads'));
  }
  if (effect === 'reads' && (undo || status || idempotent)) {
    faults.push(fault('effect', 'undo, status and idempotent are for what changes something'));
  }
  if (undo?.method === 'GET') faults.push(fault(['undo', 'method'], 'must not be GET'));
  if (status && status.method !== 'GET') faults.push(fault(['status', 'method'], 'must be GET'));
  return faults;
}

/** Names of query parameters and of fields of a body that hold secrets. */
const SECRET =
  /(?:^|[_-])(?:api_?-?key|access_?-?key|token|secret|password|passwd|auth|authorization|signature|sig|key)$/i;

/** What stands in a declaration is readable by every admin, and addresses are written into logs: secrets belong elsewhere. */
function checkSecrets({ at, query = {}, body }: Template, header: string | null): ConnectorFault[] {
  const message = 'looks like a secret; put it into `secret`, which is stored encrypted and sent in a header';
  const isSecret = (name: string, value: unknown) =>
    typeof value === 'string' &&
    value !== '' &&
    placeholdersOf(value).length === 0 &&
    (SECRET.test(name) || name.toLowerCase() === header?.toLowerCase());
  const inQuery = Object.entries(query).filter(([name, value]) => isSecret(name, value));
  const fields =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : [];
  const inBody = fields.filter(([name, value]) => isSecret(name, value));
  return [
    ...inQuery.map(([name]) => fault([...at, 'query', name], message)),
    ...inBody.map(([name]) => fault([...at, 'body', name], message)),
  ];
}
