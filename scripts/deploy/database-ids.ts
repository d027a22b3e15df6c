/** The ids that wrangler.toml holds until it is told which databases are meant, and the variables that tell. */
export const DATABASES = [
  {
    name: 'edgewise-records',
    placeholder: '00000000-0000-0000-0000-000000000001',
    variable: 'RECORDS_DATABASE_ID',
  },
  {
    name: 'edgewise-knowledge',
    placeholder: '00000000-0000-0000-0000-000000000002',
    variable: 'KNOWLEDGE_DATABASE_ID',
  },
] as const;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * wrangler.toml with the databases of the account that is deployed to. Ids that were written into the file itself are left
 * alone. `missing` names the variables that are needed and are not set to an id. Pure.
 */
export function withDatabaseIds(
  toml: string,
  environment: Record<string, string | undefined>,
): { toml: string; missing: string[] } {
  const missing: string[] = [];
  let filled = toml;
  for (const { placeholder, variable } of DATABASES) {
    if (!toml.includes(placeholder)) continue;
    const id = environment[variable] ?? '';
    if (UUID.test(id)) filled = filled.replaceAll(placeholder, id);
    else missing.push(variable);
  }
  return { toml: filled, missing };
}
