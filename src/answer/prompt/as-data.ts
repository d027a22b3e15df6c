/** Names of our blocks and signals, folded to `a-z`: never left in data, wherever they stand. */
const OURS =
  /^(?:passages?|customermessage|organizationvoice|organizationinstructions|toolresult|earlierconversation|facts|situation|messages|sure|unsure|unknown|replies|inst|s$)/;
/** Names of chat templates and of other people's prompts. `List<User>` is code: after a word they are left alone. */
const OTHERS =
  /^(?:system|assistant|user|human|agent|developer|instructions?|rules?|prompt|im(?:start|end)|startofturn|endofturn|bos$|eos$|think)/;

/** Whatever looks like the sign that opens a tag. */
const OPENING = '[<＜﹤〈‹]';
/** An opening sign with what follows it up to a word; bounded, so that the search stays linear. */
const TAG = new RegExp(`${OPENING}(?:[\\s/＜﹤<]{0,24})([^\\s<>＜＞‹›]{1,40})`, 'gu');
const OPENINGS = new RegExp(OPENING, 'gu');
/** Chat templates that do not use angle brackets: `[INST]`, `[/INST]`. */
const BRACKET_TAG = /\[(\/?(?:INST|SYS|SYSTEM))\]/gi;
/** Control characters but tab and line feed, bidirectional overrides, and tag characters, which hide text from people only. */
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/**
 * A text as data of a prompt: nothing in it can open or close one of our blocks, pass for one of our signals (`<<sure>>`) or for
 * the marks of a chat template. Only the sign that would open such a tag is replaced (`<` by `‹`): code and `a < b` stay as
 * they are, since the customer may need them to the letter. Pure.
 */
export function asData(text: string): string {
  const seen = text.replace(HIDDEN, '');
  return seen
    .replace(TAG, (tag, name: string, at: number) =>
      isTag(tag, name, /\w/.test(seen.charAt(at - 1))) ? tag.replace(OPENINGS, '‹') : tag,
    )
    .replace(BRACKET_TAG, '($1)');
}

/** The same in one line and without quotes or angle brackets: the value of an attribute. Pure. */
export function asLine(text: string): string {
  return asData(text)
    .replace(/\s+/gu, ' ')
    .replace(/[<＜]/g, '‹')
    .replace(/[>＞]/g, '›')
    .replaceAll('"', '”')
    .trim();
}

/** A word with letters beyond ASCII is treated as ours too: `</pаssage>` with a Cyrillic letter reads the same to a model. */
function isTag(tag: string, name: string, afterWord: boolean): boolean {
  const plain = name.normalize('NFKC').toLowerCase();
  if (plain.startsWith('|') || /[^\u0000-\u007f]/.test(plain)) return true;
  const letters = plain.replace(/[^a-z]/g, '');
  return OURS.test(letters) || (OTHERS.test(letters) && (!afterWord || tag.includes('/')));
}
