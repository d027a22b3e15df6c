import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkUrl } from '../../../../src/retrieve/crawl/url-policy.ts';

const check = (url: string, allowLoopback = false) => {
  const checked = checkUrl(url, { allowLoopback });
  return checked.ok ? 'ok' : checked.error.reason;
};

test.each([
  'https://example.com',
  'http://example.com/help?a=b#c',
  'https://example.com:443/',
  'http://example.com:80/',
  'https://help.example.co.uk./x',
  'https://bücher.example/',
  'https://8.8.8.8/',
  'https://172.15.0.1/',
  'https://172.32.0.1/',
  'https://100.63.255.255/',
  'https://100.128.0.1/',
  'https://11.0.0.1/',
  'https://[2606:4700::1111]/',
  'https://[2a00:1450:4001::200e]/',
  'https://localhost.example.com/',
  'https://internal.example.com/',
  'https://10.example.com/',
])('%s may be fetched', (url) => {
  expect(check(url)).toBe('ok');
});

const NOT_PUBLIC = `
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://127.255.255.254/ http://0/ http://0.0.0.0/ http://0.1.2.3/
http://2130706433/ http://017700000001/ http://0x7f000001/ http://0x7f.0.0.1/ http://0177.0.0.1/ http://0x7F.1/ http://127.0.0.1./
http://%31%32%37.0.0.1/ http://①②⑦.⓪.⓪.①/ http://127。0。0。1/ http://１２７.0.0.1/
http://10.0.0.1/ http://10.255.255.255/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.0.1/ http://192.168.255.255/
http://167772161/ http://0xa.0.0.1/ http://012.0.0.1/ http://3232235521/
http://169.254.169.254/latest/meta-data/ http://2852039166/ http://0xA9FEA9FE/ http://0251.0376.0251.0376/ http://169.254.0.1/ http://169.254.170.2/
http://100.64.0.1/ http://100.100.100.200/ http://100.127.255.255/ http://168.63.129.16/ http://192.0.0.192/
http://192.0.2.1/ http://198.51.100.7/ http://203.0.113.9/ http://198.18.0.1/ http://198.19.255.255/ http://192.88.99.1/
http://224.0.0.1/ http://239.255.255.250/ http://240.0.0.1/ http://255.255.255.255/
http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/ http://[::ffff:8.8.8.8]/
http://[::ffff:169.254.169.254]/ http://[0:0:0:0:0:ffff:10.0.0.1]/ http://[::127.0.0.1]/ http://[64:ff9b::10.0.0.1]/ http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/ http://[2001:0:1::1]/ http://[2001:10::1]/ http://[2001:db8::1]/ http://[3fff::1]/ http://[3fff:fff::1]/ http://[100::1]/
http://[fc00::1]/ http://[fd00:ec2::254]/ http://[fdff::1]/ http://[fe80::1]/ http://[febf::1]/ http://[fec0::1]/ http://[ff02::1]/ http://[5f00::1]/
http://134744072/ http://0x8.8.8.8/ http://localhost/ http://LOCALHOST/ http://localhost./ http://a.localhost/
`;
test.each(NOT_PUBLIC.trim().split(/\s+/))('%s is not on the public internet', (url) => {
  expect(check(url)).toBe('private_address');
});

test.each([
  'http://printer.local/',
  'http://db.internal/',
  'http://metadata.google.internal/computeMetadata/v1/',
  'http://intranet/',
  'http://metadata/',
  'http://router.lan/',
  'http://nas.home/',
  'http://nas.home.arpa/',
  'http://1.0.0.127.in-addr.arpa/',
  'http://mail.corp/',
  'http://kubernetes.default.svc.cluster.local/',
  'http://x.onion/',
  'http://127.0.0.1.nip.io/',
  'http://10-0-0-1.sslip.io/',
  'http://app.localtest.me/',
  'http://lvh.me/',
  'http://LVH.me./',
  'http://host.docker.internal/',
])('%s is a name that leads inward', (url) => {
  expect(check(url)).toBe('reserved_name');
});

test.each([
  ['', 'not_a_url'],
  ['example.com', 'not_a_url'],
  ['//example.com', 'not_a_url'],
  ['http://', 'not_a_url'],
  ['http://[::1', 'not_a_url'],
  ['http://1.2.3.256/', 'not_a_url'],
  ['http://exa mple.com/', 'not_a_url'],
  ['ftp://example.com/', 'scheme'],
  ['file:///etc/passwd', 'not_a_url'],
  ['javascript:alert(1)', 'not_a_url'],
  ['data:text/html,x', 'not_a_url'],
  ['gopher://example.com/', 'scheme'],
  ['https://user@example.com/', 'credentials'],
  ['https://user:word@example.com/', 'credentials'],
  ['https://example.com@127.0.0.1/', 'credentials'],
  ['http://example.com:22/', 'port'],
  ['https://example.com:8443/', 'port'],
  ['http://example.com:0/', 'port'],
  [`https://example.com/${'a'.repeat(2_100)}`, 'too_long'],
])('%s is refused: %s', (url, reason) => {
  expect(check(url)).toBe(reason);
});

test('backslashes, tabs and line ends do not hide where an address leads', () => {
  expect(check('http:\\\\127.0.0.1\\x')).toBe('private_address');
  expect(check('ht\ntp://127.0\t.0.1/')).toBe('private_address');
  expect(check('http://example.com\\@127.0.0.1/')).toBe('ok');
});

test('on one’s own machine loopback is let through with any port, and nothing else is', () => {
  for (const url of [
    'http://127.0.0.1:8080/',
    'http://localhost:3000/',
    'http://[::1]:9/',
    'https://a.localhost/',
  ]) {
    expect(check(url, true)).toBe('ok');
  }
  for (const url of [
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://0.0.0.0:80/',
    'http://db.internal/',
  ]) {
    expect(check(url, true)).not.toBe('ok');
  }
  expect(check('http://2130706433:8080/', true)).toBe('private_address');
  expect(check('http://example.com:8080/', true)).toBe('port');
  expect(check('http://u@localhost/', true)).toBe('credentials');
});

test('no number below private networks’ bounds is let through, in any notation', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const networks = fc.oneof(
    fc.tuple(fc.constant(10), octet, octet, octet),
    fc.tuple(fc.constant(127), octet, octet, octet),
    fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
    fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
  );
  const write = fc.constantFrom(
    (parts: number[]) => parts.join('.'),
    (parts: number[]) => String(parts.reduce((sum, part) => sum * 256 + part, 0)),
    (parts: number[]) => `0x${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`,
    (parts: number[]) => parts.map((part) => `0${part.toString(8)}`).join('.'),
    (parts: number[]) => parts.map((part) => `0x${part.toString(16)}`).join('.'),
    (parts: number[]) => `${parts[0]}.${(parts[1] ?? 0) * 65_536 + (parts[2] ?? 0) * 256 + (parts[3] ?? 0)}`,
    (parts: number[]) => `[::ffff:${parts.join('.')}]`,
  );
  fc.assert(
    fc.property(networks, write, (parts, notation) => {
      expect(check(`http://${notation(parts)}/`)).toBe('private_address');
    }),
  );
});

test('nothing that is written makes the policy throw', () => {
  fc.assert(
    fc.property(
      fc
        .tuple(fc.constantFrom('', 'http://', 'https://a.', 'http://['), fc.string())
        .map((parts) => parts.join('')),
      (text) => {
        expect(typeof check(text)).toBe('string');
      },
    ),
  );
});
