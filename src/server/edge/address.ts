import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** IPv4 written as IPv6 (`::ffff:192.0.2.1`) is IPv4; zone names are dropped. */
function plain(address: string): string {
  const bare = address.trim().replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare);
  return mapped?.[1] ?? bare;
}

/** A matcher of addresses and CIDR ranges, v4 and v6. Throws on anything that is neither. */
export function trustedProxies(entries: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [net = '', bits] = entry.split('/');
    const family = isIP(net);
    const width = Number(bits);
    const ok = bits === undefined || (/^\d+$/.test(bits) && width <= (family === 4 ? 32 : 128));
    if (!family || !ok) throw new Error(`TRUSTED_PROXIES has an entry that is no address or CIDR range: ${entry}`);
    if (bits === undefined) list.addAddress(net, family === 4 ? 'ipv4' : 'ipv6');
    else list.addSubnet(net, width, family === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const family = isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/**
 * The client's address: the socket's, unless that is a trusted proxy; then the right-most hop of X-Forwarded-For that
 * is not a trusted proxy. Whatever a client writes into the header stands further left and counts for nothing.
 */
export function clientAddress(req: IncomingMessage, trusted: (address: string) => boolean): string {
  let found = plain(req.socket.remoteAddress ?? '');
  if (!trusted(found)) return found;
  const hops = [req.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').map(plain);
  for (let i = hops.length - 1; i >= 0; i--) {
    const hop = (hops[i] ?? '').replace(/^\[(.+)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
    if (!isIP(hop)) break;
    found = plain(hop);
    if (!trusted(found)) break;
  }
  return found;
}

/** What is limited as one: an IPv4 address, or the /64 that one IPv6 subscriber holds. */
export function network(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const groups =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
