/** Console users. `owner` is an admin who cannot be removed by other admins. */
export const ROLES = ['owner', 'admin', 'agent', 'analyst'] as const;
export type Role = (typeof ROLES)[number];

export interface User {
  id: string;
  organizationId: string;
  email: string;
  name: string;
  role: Role;
  createdAt: string;
  disabledAt: string | null;
}

/** Who is calling, after authentication. Every permission check starts from this. */
export type Principal =
  | {
      kind: 'customer';
      organizationId: string;
      conversationId: string;
      customerId: string;
      jurisdiction?: Jurisdiction;
    }
  | { kind: 'user'; organizationId: string; userId: string; role: Role; name: string }
  | { kind: 'api-key'; organizationId: string; keyId: string; role: Role; name: string };

/** Where an organization's conversation objects must live. `null` in a record means no restriction. */
export const JURISDICTIONS = ['eu', 'us', 'fedramp'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];
