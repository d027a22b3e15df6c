const NOT_ASCII = /[^\0-\x7f]/;
const NOT_ASCII_ALL = /[^\0-\x7f]/g;

/** Lower case, without Latin accents, of exactly the same length: offsets stay valid. Expects `widenText`'s output. Pure. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  if (!NOT_ASCII.test(text)) return lower;
  // A few letters grow in lower case (U+0130), and then the offsets would move: fold those texts unit by unit.
  const base = lower.length === text.length ? lower : unitByUnit(text);
  return base.replace(NOT_ASCII_ALL, withoutAccent);
}

/** Full-width ASCII, Arabic-Indic and Persian digits as ASCII, other spaces as a plain space; the length is kept. Pure. */
export function widenText(text: string): string {
  return NOT_ASCII.test(text) ? text.replace(NOT_ASCII_ALL, plainUnit) : text;
}

function unitByUnit(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    const lower = unit.toLowerCase();
    folded += lower.length === 1 ? lower : unit;
  }
  return folded;
}

function plainUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x660 && code <= 0x669) return String.fromCharCode(code - 0x660 + 48);
  if (code >= 0x6f0 && code <= 0x6f9) return String.fromCharCode(code - 0x6f0 + 48);
  if (code === 0xa0 || code === 0x202f || code === 0x2009 || code === 0x3000) return ' ';
  if (code === 0x2019 || code === 0x2018 || code === 0xff07) return "'";
  if (code === 0x2010 || code === 0x2011) return '-';
  return unit;
}

/** Only Latin letters and the Arabic alef lose their marks: a Japanese dakuten makes another letter. */
function withoutAccent(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code === 0xdf) return 's';
  if (code === 0xf8) return 'o';
  const latin = (code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff);
  const alef = code === 0x622 || code === 0x623 || code === 0x625;
  return latin || alef ? unit.normalize('NFD').charAt(0) : unit;
}
