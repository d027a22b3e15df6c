import type * as z from 'zod';
import type { Action } from '../../src/auth/permissions.ts';
import type { Principal } from '../../src/domain/user.ts';
import type { Problem } from '../../src/protocol/problem.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Who may call a route: anyone, or whom the permission table grants the action. */
export type Access = 'anyone' | Action;

/** What customers may do too, in the one conversation that their token names: `{id}` in the path must be it. */
export type CustomerAction = 'conversations.read' | 'conversations.post' | 'feedback.write';

/** Who a handler meets behind an access rule. */
export type PrincipalOf<K extends Access> = K extends 'anyone'
  ? null
  : K extends CustomerAction
    ? Principal
    : K extends ProfileAction
      ? Extract<Principal, { kind: 'user' }>
      : Exclude<Principal, { kind: 'customer' }>;

/** Only people have a profile. */
type ProfileAction = 'profile.read' | 'profile.write';

/** Success answers by status; `null` is an empty body. */
export type Answers = Record<number, z.ZodType | null>;

/** What a handler returns: one of the declared answers, or a problem. */
export type Reply<A extends Answers> =
  | { [S in keyof A & number]: Answer<S, A[S]> }[keyof A & number]
  | Refusal;

export interface Answer<S extends number, T extends z.ZodType | null | undefined> {
  status: S;
  body: T extends z.ZodType ? z.input<T> : null;
}

export interface Refusal {
  problem: Problem;
}

/** One row of the route table. */
export interface RouteSpec<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  A extends Answers = Answers,
  K extends Access = Access,
> {
  method: Method;
  path: string;
  tag: string;
  summary: string;
  description?: string;
  access: K;
  params?: P;
  query?: Q;
  body?: B;
  /** Bytes; `LIMITS.bodyBytes` unless given. */
  bodyBytes?: number;
  answers: A;
  /** Bytes of any type instead of JSON: `body` is what it takes, read by the handler itself, `answer` what it gives, a `Response`. */
  raw?: 'body' | 'answer';
  /** The edge limiter in front of it; `public` unless given. */
  rate?: 'public' | 'login' | 'none';
  /** Takes `Idempotency-Key`. */
  idempotent?: true;
  /** Called by customers' browsers from other origins. */
  cors?: true;
  /** Action name in the audit trail; every route that changes what an admin answers for has one. */
  audit?: string;
}
