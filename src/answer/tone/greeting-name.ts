/** A first name or what stands for one: letters, hyphens and apostrophes, or a token of masking. */
const NAME = /^\p{L}[\p{L}\p{M}'’-]{0,39}$/u;
const TOKEN = /^\[PERSON_\d{1,4}\]$/;

/**
 * The name to greet with, or null. Only a verified customer is called by name, only in the first answer, and only by the first
 * name: whoever sits at the screen learns nothing from it that they did not bring. What does not look like a name (an address,
 * a number, a sentence) is none. Pure.
 */
export function greetingName(
  customer: { name: string | null; verified: boolean },
  firstAnswer: boolean,
): string | null {
  if (!customer.verified || !firstAnswer || customer.name === null) return null;
  const first = customer.name.slice(0, 200).trim().split(/\s/u)[0] ?? '';
  return NAME.test(first) || TOKEN.test(first) ? first : null;
}
