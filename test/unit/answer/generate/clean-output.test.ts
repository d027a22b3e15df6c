import { describe, expect, test } from 'vitest';
import { brandsOf, cleanOutput, hostsIn } from '../../../../src/answer/generate/clean-output.ts';

const SOURCE =
  'Log in at https://help.acme.test/login?x=1 or write to care@acme.test. Put <your-domain> into login.salesforce.com. Call Trigger.new or Account.Name.';
const hosts = hostsIn([SOURCE, 'https://www.acme.test', 'https://app.acme.test/']);
const sources = {
  hosts,
  brands: brandsOf(hosts, ['Acme Inc.']),
  letters: SOURCE.toLowerCase(),
};
const clean = (text: string) => cleanOutput(text, sources);

describe('the output filter takes away what could act', () => {
  test.each([
    ['a <b>bold</b> word', 'a bold word'],
    ['x <script>alert(1)</script> y', 'x  y'],
    ['x <img src=x onerror=alert(1)> y', 'x  y'],
    ['x <img src=x onerror=alert(1) y', 'x '],
    ['x <SVG/onload=alert(1)> y', 'x '],
    ['x <!-- hidden --> y', 'x  y'],
    ['x <a href="https://evil.example">y</a>', 'x y'],
    ['x <x-y onclick=z> y', 'x  y'],
    ['x ![alt](https://evil.example/p.png?q=1) y', 'x  y'],
    ['x ![alt][ref] y', 'x  y'],
    ['see [the page][ref] now', 'see the page now'],
    ['[ref]: https://evil.example', ''],
    ['[click](https://evil.example/a) now', 'click now'],
    ['[click](javascript:alert(1)) now', 'click) now'],
    ['[click](data:text/html;base64,AAAA) now', 'click now'],
    ['[click](//evil.example) now', 'click now'],
    ['[click](https://help.acme.test@evil.example) now', 'click now'],
    ['a\u200bb\u2060c\u202ed\u0000e\u{e0041}f\ufeff', 'abcdef'],
    ['\u001b[31mred\u001b[0m \u009b1mx', 'red x'],
    ['a\ud800b', 'ab'],
  ])('%j', (given, expected) => {
    expect(clean(given).text).toBe(expected);
  });

  test.each([
    'open https://help.acme.test:8443/login',
    'open http://help.acme.test/login',
    'open [it](http://help.acme.test/reset)',
    'open https://help.acme.test/reset',
    '[Log in](https://app.acme.test/other) now.',
    'open https://help.acme.test/login/../../..//evil.example',
    'open https:\\/\\/evil\\.example/a',
    'open https&#58;&#x2f;&sol;evil&period;example',
    'open `https://evil.example/a`',
    'abra http:\\/\\/evil.example',
  ])('%j leads elsewhere', (given) => {
    const { text, points } = clean(given);
    expect(points || !/https?:/.test(text)).toBe(true);
  });

  test.each([
    'open https://help.acme.test/login?x=1',
    'open https://help.acme.test:443/login?x=1',
    'open https://app.acme.test.',
    'see `C:\\Users\\me` & more',
  ])('%j leads nowhere else', (given) => {
    expect(clean(given)).toEqual({ text: given, points: false });
  });

  test.each([
    'Use `<script>` and `a < b`.',
    'A List<String> and a Map<Id, Account>.',
    'Put <your-domain> before it.',
    'Text [1][2] and [3].',
    '[Log in](https://help.acme.test/login?x=1) now.',
    'می‌خواهم 👩‍💻 café',
    'Trigger.new, Account.Name, System.debug, file.csv, e.g. this, v1.2.3, 10.5',
    'It is 3 < 4 and 5 > 4.',
    'Open login.salesforce.com.',
  ])('but nothing of %j', (given) => {
    expect(clean(given)).toEqual({ text: given, points: false });
  });

  test.each([
    'Go to https://evil.example/a.',
    'Go to http://help.acme.test.evil.example/',
    'Go to www.evil-site.com now',
    'Go to evil-site.com/path now',
    'Go to evil-site.com now',
    'Go to EVIL-SITE.COM now',
    'Go to evil-site。com now',
    'Go to ｅｖｉｌ-site.com now',
    'Go to evil-site[.]com now',
    'Go to evil-site dot com now',
    'Go to hxxps://evil-site',
    'Go to login.salesforce.com.evil.top',
    'Go to acme-login. example/reset now',
    'Go to https://help.acme.test/login?x=1&mail=[EMAIL_1]',
    'Go to https://help.acme.test/redirect?to=evil',
    'Go to help.acme.test.co',
    'Use javascript:alert(1) here',
    'Use data:text/html,abc here',
    'Write to mailto:eve@evil.example',
    'Call tel:+491234567',
    'ftp://evil.example/x',
    'Go to http://1.2.3.4/x',
    'Go to `javascript:alert(1)`',
  ])('and reports that it points elsewhere: %j', (given) => {
    expect(clean(given).points).toBe(true);
  });

  test('twice does no more than once', () => {
    for (const text of [
      '<scr<script>ipt>alert(1)</script>',
      '[[x]](a)(b)',
      '<<b>b>x',
      '![a](b)![c](d)',
      '<<sure>> x',
    ]) {
      const once = clean(text).text;
      expect(once).not.toMatch(/<script|onerror|!\[/);
    }
  });

  test('and costs linear time in a hostile text', () => {
    for (const part of [
      '<',
      '<a ',
      '[',
      '![',
      '[x](',
      '`',
      'a.',
      'http://',
      '\u200b',
      '<!--',
      '<script>',
      '(.) ',
      'data:',
      '[x][',
    ]) {
      const text = part.repeat(4_000 / part.length);
      expect(clean(text).text.length).toBeLessThanOrEqual(text.length);
    }
  });
});
