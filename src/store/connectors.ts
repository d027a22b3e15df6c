import { and, asc, eq, sql } from 'drizzle-orm';
import { type Connector, connectorSecretField } from '../domain/connector.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { storedConnectorSchema } from '../protocol/http/connectors.ts';
import { type LimitReached, nowText, type StoreDeps } from './deps.ts';
import { sealOptional } from './field-sealer.ts';
import { connectors } from './schema/connectors.ts';
import { organizations } from './schema/organizations.ts';

/** A connector as an admin sees it. `sealed` never leaves the product. */
export interface ConnectorRecord extends Connector {
  sealed: string | null;
  createdAt: string;
  updatedAt: string;
}

/** `secret`: undefined keeps the present one, null forgets it. */
export interface ConnectorInput extends Omit<Connector, 'name'> {
  secret?: string | null | undefined;
}

/** An organization's own systems. Every change raises the organization's version, so that conversations take it. */
export class ConnectorRepository {
  readonly #deps: Pick<StoreDeps, 'db' | 'clock' | 'sealer'>;

  constructor(deps: Pick<StoreDeps, 'db' | 'clock' | 'sealer'>) {
    this.#deps = deps;
  }

  async get(organizationId: string, name: string): Promise<ConnectorRecord | null> {
    const found = await this.#deps.db.select().from(connectors).where(own(organizationId, name)).get();
    return found === undefined ? null : recordOf(found);
  }

  /** By name. There are few. */
  async list(organizationId: string): Promise<ConnectorRecord[]> {
    const rows = await this.#deps.db
      .select()
      .from(connectors)
      .where(eq(connectors.organizationId, organizationId))
      .orderBy(asc(connectors.name));
    return rows.map(recordOf);
  }

  /** Creates it, or replaces all of it but what `secret` keeps. */
  async put(
    organizationId: string,
    name: string,
    { secret, ...rest }: ConnectorInput,
    limit: number,
  ): Promise<Result<ConnectorRecord, LimitReached>> {
    const { db, sealer } = this.#deps;
    const known = await this.get(organizationId, name);
    if (known === null) {
      const count = await db.$count(connectors, eq(connectors.organizationId, organizationId));
      if (count >= limit) return err({ reason: 'limit_reached', limit });
    }
    const now = nowText(this.#deps);
    const declaration = JSON.stringify(storedConnectorSchema.parse(rest));
    const sealed =
      secret === undefined
        ? undefined
        : await sealOptional(sealer, organizationId, connectorSecretField(name), secret);
    await db.batch([
      db
        .insert(connectors)
        .values({ organizationId, name, declaration, secret: sealed ?? null, createdAt: now, updatedAt: now })
        .onConflictDoUpdate({
          target: [connectors.organizationId, connectors.name],
          set: { declaration, updatedAt: now, ...(sealed !== undefined && { secret: sealed }) },
        }),
      this.#raiseVersion(organizationId, now),
    ]);
    const stored = { sealed: sealed === undefined ? (known?.sealed ?? null) : sealed, updatedAt: now };
    return ok({ name, ...rest, ...stored, createdAt: known?.createdAt ?? now });
  }

  /** False: there was none. */
  async remove(organizationId: string, name: string): Promise<boolean> {
    const { db } = this.#deps;
    const [gone] = await db.batch([
      db.delete(connectors).where(own(organizationId, name)).returning({ name: connectors.name }),
      this.#raiseVersion(organizationId, nowText(this.#deps)),
    ]);
    return gone.length > 0;
  }

  #raiseVersion(organizationId: string, updatedAt: string) {
    return this.#deps.db
      .update(organizations)
      .set({ version: sql`${organizations.version} + 1`, updatedAt })
      .where(eq(organizations.id, organizationId));
  }
}

function own(organizationId: string, name: string) {
  return and(eq(connectors.organizationId, organizationId), eq(connectors.name, name));
}

function recordOf({ name, declaration, secret, createdAt, updatedAt }: typeof connectors.$inferSelect) {
  const { baseUrl, auth, tools } = storedConnectorSchema.parse(JSON.parse(declaration));
  return { name, baseUrl, auth, tools, sealed: secret, createdAt, updatedAt };
}
