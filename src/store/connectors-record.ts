import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { ConnectorSnapshot } from '../domain/connector.ts';
import { storedConnectorSchema } from '../protocol/http/connectors.ts';

/** A connector's declaration, as JSON. */
export type StoredConnector = z.output<typeof storedConnectorSchema>;

/** All connectors of the organization of the row, as JSON: they travel to conversations with it. */
export const CONNECTORS_OF_ROW = sql<string>`(
  SELECT json_group_array(json_object('name', name, 'declaration', json(declaration), 'secret', secret))
  FROM (SELECT name, declaration, secret FROM connectors WHERE organization_id = organizations.id ORDER BY name)
)`;

const rowsSchema = z.array(
  z.object({ name: z.string(), declaration: z.unknown(), secret: z.string().nullable() }),
);

/** Connectors as conversations keep them. One that this code cannot read is left out: the others serve all the same. Pure. */
export function connectorsOf(json: string): ConnectorSnapshot[] {
  if (json === '[]') return [];
  return rowsSchema.parse(JSON.parse(json)).flatMap(({ name, declaration, secret }) => {
    const parsed = storedConnectorSchema.safeParse(declaration);
    return parsed.success ? [{ name, ...parsed.data, secret }] : [];
  });
}
