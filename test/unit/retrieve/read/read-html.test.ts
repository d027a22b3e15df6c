import { expect, test } from 'vitest';
import { failure, onlyDocument } from '../../../support/documents/read-as.ts';

const page = (html: string) => onlyDocument('page', html, {}, 'text/html');
const PARAGRAPH =
  'You can return most items within thirty days of delivery. Keep the original packaging, because the carrier refuses parcels without it. Refunds arrive within five working days of the day on which the parcel was received by us.';

test('a page is its main content: navigation, header, footer, aside and cookie banners are gone', async () => {
  const document = await page(`<!doctype html><html lang="en-gb"><head><title>Returns | Acme Help</title>
    <meta property="og:site_name" content="Acme Help"><link rel="canonical" href="/returns?utm_source=x"></head>
    <body><header>HEADER <a href="/">Home</a></header><nav>NAV <a href="/shipping">Shipping</a></nav>
    <main><h1>Returns</h1><div class="breadcrumbs">NAV</div><p>${PARAGRAPH}</p><aside>ASIDE</aside>
    <div role="note" class="note">Sale items are excluded.</div><aside class="admonition tip">Keep the label.</aside></main>
    <div id="cookie-banner">COOKIES</div><div class="gdpr-consent-modal">COOKIES</div><footer>FOOTER</footer></body></html>`);
  expect(document.title).toBe('Returns');
  expect(document.locale).toBe('en-GB');
  expect(document.canonicalUrl).toBe('https://help.example.com/returns?utm_source=x');
  expect(document.body).toBe(`# Returns\n\n${PARAGRAPH}\n\nSale items are excluded.\n\nKeep the label.`);
  expect(document.links).toEqual(['https://help.example.com/', 'https://help.example.com/shipping']);
});

test('without main or article, everything but what surrounds the content is taken', async () => {
  const { body } = await page(
    `<body><div class="sidebar">SIDE</div><div><p>One</p><p>Two</p></div><footer>F</footer>`,
  );
  expect(body).toBe('One\n\nTwo');
});

test.each([
  ['display:none', '<div style="display: none">EVIL</div>'],
  ['visibility', '<span style="visibility:hidden">EVIL</span>'],
  ['hidden', '<p hidden>EVIL</p>'],
  ['aria-hidden', '<p aria-hidden="true">EVIL</p>'],
  ['a comment', '<!-- EVIL -->'],
  ['an alternative text', '<img alt="EVIL" title="EVIL" src="x">'],
  ['white on white', '<p style="color:#fff">EVIL</p>'],
  ['nearly white on white', '<p style="color: rgb(250, 250, 252)">EVIL</p>'],
  ['black on black', '<p style="background:#000"><span style="color:black">EVIL</span></p>'],
  ['transparent', '<p style="color:transparent">EVIL</p>'],
  ['a white font', '<font color="white">EVIL</font>'],
  ['no size', '<p style="font-size:0">EVIL</p>'],
  ['one pixel', '<p style="font-size:1px">EVIL</p>'],
  ['no opacity', '<p style="opacity:0.0">EVIL</p>'],
  ['off the screen', '<p style="position:absolute;left:-9999px">EVIL</p>'],
  ['indented away', '<p style="text-indent:-100em">EVIL</p>'],
  ['clipped', '<p style="position:absolute;clip:rect(0,0,0,0)">EVIL</p>'],
  ['no height', '<p style="height:0;overflow:hidden">EVIL</p>'],
  ['for screen readers only', '<p class="sr-only">EVIL</p>'],
  ['a class of the page', '<style>.x9 { display:none }</style><p class="x9">EVIL</p>'],
  ['a script', '<script>EVIL</script>'],
  ['a template', '<template><p>EVIL</p></template>'],
  ['a noscript', '<noscript>EVIL</noscript>'],
  ['a field', '<textarea>EVIL</textarea><input value="EVIL"><select><option>EVIL</option></select>'],
  ['a picture', '<svg><title>EVIL</title><text>EVIL</text></svg>'],
  ['the head', '<meta name="description" content="EVIL">'],
  [
    'tag characters',
    [...'EVIL'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(''),
  ],
])('nothing hidden reaches the text: %s', async (_name, html) => {
  const { body, title } = await page(`<body><main><h1>Title</h1><p>${PARAGRAPH}</p>${html}</main>`);
  expect(body.replace(PARAGRAPH, '')).not.toMatch(/EVIL|[\u{e0000}-\u{e007f}]/u);
  expect(title).toBe('Title');
});

test('letters that show nothing do not hide a word from whoever looks for it', async () => {
  expect((await page('<p>ig\u200bno\u2060re\u00ad it</p>')).body).toBe('ignore it');
});

test('answers that open on a click are there for people, so they are read', async () => {
  const { body } =
    await page(`<main><h2><button aria-expanded="false" aria-controls="a1">Can I return it?</button></h2>
    <div id="a1" hidden>Yes, within 30 days.</div><h2>Second</h2><div hidden="until-found">Found.</div>
    <details><summary>More</summary><p>Inside.</p></details>
    <style>.answer{display:none} .open .answer{display:block}</style><div class="answer">Third.</div><button>Buy</button></main>`);
  expect(body).toContain('## Can I return it?\n\nYes, within 30 days.');
  expect(body).toMatch(/Found\.[\s\S]*Inside\.[\s\S]*Third\./);
  expect(body).not.toContain('Buy');
});

test('a table that only places things is read as what is in it; blocks in a cell of a real one stay apart', async () => {
  const old = await page(
    '<table><tr><td><table><tr><td>Menu</td></tr></table></td><td><h2>Returns</h2><p>Text</p><p>More</p></td></tr></table>',
  );
  expect(old.body).toBe('| Menu |\n| --- |\n\n## Returns\n\nText\n\nMore');
  const real = await page(
    '<table><tr><th>A</th><th>B</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td><td><p>1</p><p>2</p></td></tr></table>',
  );
  expect(real.body).toBe('| A | B |\n| --- | --- |\n| x y | 1 2 |');
});

test('the site’s name is not part of a page’s title', async () => {
  for (const title of ['Returns | Acme', 'Returns: Acme help', 'Acme – Returns', 'Returns']) {
    expect((await page(`<title>${title}</title><h1>Returns</h1><p>Text</p>`)).title).toBe('Returns');
  }
});

test('links are absolute, without repeats, and none that the page asks not to follow', async () => {
  const { links } =
    await page(`<base href="https://docs.example.com/v2/"><p>Text</p><a href="a">A</a><a href="./a">A</a>
    <a href="javascript:alert(1)">B</a><a href="mailto:a@b.c">C</a><a rel="nofollow" href="/no">D</a><a href="http://[bad">E</a>
    <a style="display:none" href="/trap">F</a>`);
  expect(links).toEqual(['https://docs.example.com/v2/a']);
  const asked = await page('<meta name="robots" content="NOINDEX, nofollow"><p>Text</p><a href="/a">A</a>');
  expect(asked).toMatchObject({ noIndex: true, links: [] });
});

test('a page in an old encoding is read in it', async () => {
  const latin = new Uint8Array(
    Buffer.from('<meta charset="iso-8859-1"><p>Rücksendung für 5 \x80</p>', 'latin1'),
  );
  expect((await onlyDocument('a.html', latin)).body).toBe('Rücksendung für 5 €');
  const unsaid = new Uint8Array(Buffer.from('<p>Rücksendung</p>', 'latin1'));
  expect((await onlyDocument('a.html', unsaid)).body).toBe('Rücksendung');
  const japanese = new Uint8Array([...Buffer.from('<p>'), 0x95, 0xd4, 0x95, 0x69]);
  expect((await onlyDocument('a.html', japanese, {}, 'text/html; charset=Shift_JIS')).body).toBe('返品');
});

test('a page without any text says why that may be', async () => {
  const { reason, detail } = await failure(
    'a.html',
    '<html><div id="root"></div><script src="app.js"></script>',
  );
  expect(reason).toBe('empty');
  expect(detail).toContain('scripts');
});

test('a hundred thousand nested or unclosed tags are cut, and the document says so', async () => {
  const nested = await page(`<p>${PARAGRAPH}</p>${'<div>'.repeat(100_000)}deep`);
  expect(nested).toMatchObject({ body: PARAGRAPH, truncated: true });
  for (const start of [
    '<p ',
    '<a href="',
    '<!--',
    '<style>',
    '<b style="',
    '<i class=',
    '&',
    '<table><tr><td>',
  ]) {
    expect((await page(`<p>${PARAGRAPH}</p>${start.repeat(50_000)}`)).body).toContain('You can return');
  }
});
