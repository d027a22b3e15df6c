import type { ConnectorSnapshot } from './connector.ts';
import { DEFAULT_LLM_SETTINGS, type LlmSettings } from './llm.ts';
import type { SynonymDecision } from './mined-synonyms.ts';
import type { Jurisdiction } from './user.ts';

export const TIERS = ['free', 'team', 'business', 'enterprise'] as const;
export type Tier = (typeof TIERS)[number];

/** What an admin may set. Every field has a default, so an empty object is a complete configuration. */
export interface OrganizationSettings {
  /** Shown in the widget's header. */
  displayName: string;
  /** `#rrggbb`; the widget computes readable foregrounds from it. */
  accentColor: string;
  /** Greeting of an empty conversation, per interface language; `en` is the fallback. */
  greeting: Record<string, string>;
  /** Quick replies offered in an empty conversation. At most `LIMITS.quickReplies`. */
  starters: string[];
  /** Browser origins that may embed the widget. Empty: any origin (the widget key is public). */
  allowedOrigins: string[];
  /** Below this confidence (0..1) the assistant does not answer but offers a person. */
  answerThreshold: number;
  /** IANA zone in which "tomorrow" and "3pm" are meant. */
  timeZone: string;
  /** Names of the organization's products, recognised in messages. */
  products: string[];
  /** Groups of words that mean the same to its customers, for search. */
  synonyms: string[][];
  /** What was decided about pairs of names that were mined from its articles; absent: nothing. */
  minedSynonyms?: SynonymDecision[];
  /** Whether of articles that answer equally well the newer comes first; absent: yes. */
  preferNewer?: boolean;
  /** Absent in snapshots from before there were models: the defaults. */
  llm?: LlmSettings;
}

/** An organization as the conversation object caches it: one versioned snapshot, never read from D1 within a turn. */
export interface OrganizationSnapshot {
  id: string;
  name: string;
  tier: Tier;
  version: number;
  jurisdiction: Jurisdiction | null;
  settings: OrganizationSettings;
  /** Version of its own intent model; null or absent (a snapshot from before there were any): the built-in one. */
  intentModel?: number | null;
  /** Its own systems that the assistant may ask; absent in snapshots from before there were any. */
  connectors?: ConnectorSnapshot[];
}

export const DEFAULT_SETTINGS: OrganizationSettings = {
  displayName: 'Support',
  accentColor: '#0b5fff',
  greeting: {},
  starters: [],
  allowedOrigins: [],
  answerThreshold: 0.5,
  timeZone: 'UTC',
  products: [],
  synonyms: [],
  llm: DEFAULT_LLM_SETTINGS,
};
