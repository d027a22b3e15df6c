import * as z from 'zod';
import { LOCALE, nameText, plainText } from '../text.ts';

/** Body of `POST /v1/widget/sessions`. `identityToken` is a JWT (HS256) that the organization's server signs. */
export const widgetSessionRequestSchema = z.object({
  widgetKey: z.string().min(1).max(100),
  customer: z
    .object({
      name: nameText(200).optional(),
      email: z.email().max(320).optional(),
      externalId: plainText(200).optional(),
    })
    .optional(),
  identityToken: z.string().max(4_096).optional(),
  /** The page's language. One that is none is taken as unknown: a page's mistake must not cost its visitors the widget. */
  locale: z
    .string()
    .max(35)
    .transform((locale) => (LOCALE.test(locale) ? locale : undefined))
    .optional(),
  page: z.url().max(2_048).optional(),
  conversationId: z.string().max(100).optional(),
  resumeToken: z.string().max(4_096).optional(),
});

/** What the widget needs to look like the organization's own. */
export const widgetConfigSchema = z.object({
  displayName: z.string(),
  accentColor: z.string(),
  /** `null`: the widget says its own greeting in the reader's language. */
  greeting: z.string().nullable(),
  starters: z.array(z.string()),
  /** UTF-16 units; the composer counts down to it. */
  messageChars: z.number().int(),
});

export const widgetSessionSchema = z.object({
  conversationId: z.string(),
  token: z.string(),
  resumeToken: z.string(),
  expiresAt: z.iso.datetime(),
  config: widgetConfigSchema,
});

export type WidgetSessionRequest = z.input<typeof widgetSessionRequestSchema>;
export type WidgetSession = z.infer<typeof widgetSessionSchema>;
export type WidgetConfig = z.infer<typeof widgetConfigSchema>;
