import { err, ok, type Result } from '../../domain/result.ts';

export interface UrlRefusal {
  reason: 'not_a_url' | 'scheme' | 'credentials' | 'port' | 'private_address' | 'reserved_name' | 'too_long';
  /** For people. */
  detail: string;
}

export interface UrlPolicy {
  /** True only on one's own machine: lets loopback addresses through, with any port. */
  allowLoopback: boolean;
}

/** UTF-16 units of an address: what servers and browsers agree on. */
const URL_CHARS = 2_048;

/** Last labels of names that never belong to the public internet (RFC 6761, 6762, 7686, 8375, ICANN 2024), or do not in practice. */
const RESERVED =
  'local internal intranet lan home corp private localdomain arpa onion test invalid alt consul cluster'.split(
    ' ',
  );
/** Public names whose answers are whatever address one writes before them, or this machine. Nothing honest is served under them. */
const POINTING_INWARD =
  'nip.io sslip.io xip.io localtest.me lvh.me vcap.me lacolhost.com traefik.me localho.st 1u.ms rbndr.us readme.localtest.me'.split(
    ' ',
  );
/** Networks that are not the public internet (IANA special-purpose registry), and two cloud metadata addresses outside of them. */
const V4_REFUSED: [network: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Within 2000::/3, the only addresses of the public internet: tunnels that carry other addresses, documentation, benchmarks. */
const V6_REFUSED: [first: number, second: number | null, bits: number][] = [
  // 2001:0000::/23: Teredo, benchmarking, ORCHID.
  [0x2001, 0x0000, 23],
  [0x2001, 0x0db8, 32],
  [0x2002, null, 16],
  [0x2620, 0x004f, 32],
  [0x3fff, 0x0000, 20],
];

/**
 * Whether an address that somebody else wrote may be fetched: http or https, without credentials, on the usual port, and not to a place
 * that only this machine or its network can see. Whoever follows redirects must ask again at each. Names are not resolved: a
 * public name that leads to a private address is for the network to refuse. Pure.
 */
export function checkUrl(text: string, policy: UrlPolicy): Result<URL, UrlRefusal> {
  if (text.length > URL_CHARS)
    return refuse('too_long', `The address is longer than ${URL_CHARS} characters.`);
  const url = URL.parse(text);
  if (url === null || url.hostname === '')
    return refuse('not_a_url', 'This is not an address such as https://example.com/.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse('scheme', 'Only http and https addresses are fetched.');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('credentials', 'Addresses with a user name or password are not fetched.');
  }
  const host = url.hostname.replace(/\.+$/, '').toLowerCase();
  const loopback = isLoopback(host);
  if (loopback && policy.allowLoopback && text.toLowerCase().includes(`//${host}`)) return ok(url);
  const where = whereIs(host, text);
  if (where !== null) return refuse(where, DETAILS[where]);
  if (url.port !== '' && url.port !== '80' && url.port !== '443') {
    return refuse('port', 'Only the usual ports, 80 and 443, are fetched.');
  }
  return ok(url);
}

const DETAILS = {
  private_address: 'The address is not on the public internet.',
  reserved_name: 'The name is not one of the public internet.',
};

function refuse(reason: UrlRefusal['reason'], detail: string): { ok: false; error: UrlRefusal } {
  return err({ reason, detail });
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}

/** Why a host is not public, or null. `host` as the URL standard writes it: numbers in any form are dotted decimal there. */
function whereIs(host: string, text: string): 'private_address' | 'reserved_name' | null {
  if (host.startsWith('[')) return isPublicV6(host.slice(1, -1)) ? null : 'private_address';
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) {
    // Written as one number, in octal, in hexadecimal or in other digits, an address has something to hide.
    return isPublicV4(host) && text.includes(`//${host}`) ? null : 'private_address';
  }
  if (isLoopback(host)) return 'private_address';
  const labels = host.split('.');
  if (labels.length < 2 || RESERVED.includes(labels.at(-1) ?? '')) return 'reserved_name';
  return POINTING_INWARD.some((name) => host === name || host.endsWith(`.${name}`)) ? 'reserved_name' : null;
}

function isPublicV4(host: string): boolean {
  const address = numberOf(host);
  return !V4_REFUSED.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor(numberOf(network) / size);
  });
}

function numberOf(host: string): number {
  return host.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Only 2000::/3 is public; all that carries a version 4 address within lies outside of it or is listed. */
function isPublicV6(host: string): boolean {
  const [a = 0, b = 0] = groupsOf(host);
  if (a >> 13 !== 1) return false;
  return !V6_REFUSED.some(([first, second, bits]) => {
    if (a !== first) return false;
    const shift = 32 - bits;
    return second === null || shift > 16 || b >> shift === second >> shift;
  });
}

/** The first two groups of an address as the URL standard writes it: shortened once, never with dots. */
function groupsOf(host: string): [number, number] {
  const [head = ''] = host.split('::', 1);
  const groups = head === '' ? [] : head.split(':').map((group) => Number.parseInt(group, 16));
  return [groups[0] ?? 0, groups[1] ?? 0];
}
