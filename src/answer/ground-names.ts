/** A code, path, file, header or address: joined by signs, written with inner capitals or digits, or set as code. */
const CODE =
  /`[^`\n]{1,80}`|(?<![\p{L}\p{N}])@?[\p{L}\p{N}]+(?:[_./:][\p{L}\p{N}_]+)+|(?<![\p{L}\p{N}/.])\/?(?:v\d|[a-z]+)(?:\/[a-z{}\d-]+)+|(?<![\p{L}\p{N}])(?:\p{Lu}{2,}[\p{Lu}\d]*|\p{L}*\p{Ll}\p{Lu}\p{L}*|[A-Z][\w]*(?:-[A-Z][\w]*)+)(?![\p{L}\p{N}])/gu;
/** A word with a capital where no sentence begins. */
const CAPITAL = /(?<=[\p{L}\p{N},;)”"’'`\]] )\p{Lu}[\p{L}\p{M}]+/gu;

const CALENDAR =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/i;

/** What is compared as a date. */
const DATE = /^\d{1,2}([./])\d{1,2}\1\d{4}$/;

const ABBREVIATION = /^(?:[a-z]\.){1,3}[a-z]$/i;

/** What a sentence names: codes in any language, capitalised words where capitals mean names. Pure. */
export function namesIn(text: string, language: string | null): string[] {
  const codes = [...text.matchAll(CODE)].map((match) => match[0].replace(/^`|`$/g, ''));
  const isGerman = language?.toLowerCase().startsWith('de') ?? mostlyCapitals(text);
  const capitals = isGerman ? [] : [...text.matchAll(CAPITAL)].map((match) => match[0]);
  return [...new Set([...codes, ...capitals])].filter(
    (name) => name.length > 1 && !CALENDAR.test(name) && !DATE.test(name) && !ABBREVIATION.test(name),
  );
}

/** German by its look: more nouns with capitals than a list of names would have. */
function mostlyCapitals(text: string): boolean {
  return (
    /\b(?:der|die|das|und|ist|nicht|ein|eine|mit|von|für|auf|Sie)\b/.test(text) &&
    /[äöüß]|\b(?:der|die|das|Sie|und)\b/.test(text)
  );
}

/** How small talk, offers and introductions begin, in the interface languages. */
const COURTESY =
  /^(?:hi|hello|hey|thanks?|thank you|sorry|i(?:['’]m| am) (?:sorry|happy|glad)|you(?:['’]re| are) welcome|sure|of course|certainly|great|good (?:morning|day|question)|i hope|hope this|let me know|please (?:let|tell)|feel free|here (?:is|are)|here['’]s|to do (?:this|that|so)|follow|do the following|in short|yes|no|okay|ok|hallo|guten tag|danke|gern|entschuldigung|natürlich|hier (?:ist|sind)|ich hoffe|bonjour|merci|bien sûr|désolé|voici|j['’]espère|hola|gracias|claro|lo siento|aquí (?:está|tiene)|espero|olá|obrigad[oa]|desculpe|aqui (?:está|tem)|ciao|buongiorno|grazie|certo|mi dispiace|ecco|spero|こんにちは|ありがとう|申し訳|もちろん|مرحبا|شكرا|عذرا|بالتأكيد)(?![\p{L}])/iu;

/** True for a sentence that by its beginning is polite, offers help or introduces what follows. */
export function opensWithNothing(text: string): boolean {
  const bare = text.replace(/^[\s*_#>-]+/, '');
  return COURTESY.test(bare) || /[:：]\s*[*_]*$/.test(bare);
}
