import { CelError } from '../errors';
import { goQuote } from '../../util/goQuote';
import { celTypes, opaque } from '../types/celType';
import { OpaqueValue } from '../values/value';
import {
  Address,
  formatAddress,
  hasPrefix,
  parseAddress,
  width,
} from './ipAddress';
import { Define } from './overload';

const { bool, int, string } = celTypes;

/** The type of IP addresses. */
export const ipType = opaque('net.IP');
/** The type of ranges of addresses. */
export const cidrType = opaque('net.CIDR');

class IpValue extends OpaqueValue {
  readonly type = ipType;

  constructor(readonly address: Address) {
    super();
  }

  equals(other: OpaqueValue): boolean {
    const { version, bits } = (other as IpValue).address;
    return version === this.address.version && bits === this.address.bits;
  }
}

class CidrValue extends OpaqueValue {
  readonly type = cidrType;

  constructor(readonly address: Address, readonly length: number) {
    super();
  }

  get prefix(): bigint {
    return this.address.bits >> BigInt(width(this.address) - this.length);
  }

  contains(address: Address): boolean {
    return (
      address.version === this.address.version &&
      hasPrefix(address, this.length, this.prefix)
    );
  }

  equals(other: OpaqueValue): boolean {
    const that = other as CidrValue;
    return (
      that.length === this.length &&
      that.address.version === this.address.version &&
      that.address.bits === this.address.bits
    );
  }
}

function parseIp(text: string): IpValue {
  const address = parseAddress(text);
  if (typeof address === 'string') {
    throw new CelError(address);
  }
  return new IpValue(address);
}

function readCidr(text: string): CidrValue | string {
  const slash = text.lastIndexOf('/');
  const again = 'network address parse error during conversion from string';
  const wrong = (why: string) =>
    `${again}: ${again}: netip.ParsePrefix(${goQuote(text)}): ${why}`;
  if (slash < 0) {
    return wrong("no '/'");
  }
  const address = parseAddress(text.slice(0, slash));
  if (typeof address === 'string') {
    return /mapped/.test(address)
      ? `${again}: IPv4-mapped IPv6 address ${goQuote(text)} is not allowed`
      : wrong(address.replace(/^.*?from string: /, ''));
  }
  const bits = text.slice(slash + 1);
  if (!/^(0|[1-9]\d*)$/.test(bits)) {
    return wrong(`bad bits after slash: ${goQuote(bits)}`);
  }
  const length = Number(bits);
  return length > width(address)
    ? wrong('prefix length out of range')
    : new CidrValue(address, length);
}

function parseCidr(text: string): CidrValue {
  const cidr = readCidr(text);
  if (typeof cidr === 'string') {
    throw new CelError(cidr);
  }
  return cidr;
}

function isCanonical(text: string): boolean {
  return formatAddress(parseIp(text).address) === text;
}

const is4 = ({ version }: Address) => version === 4;
const isUnspecified = ({ bits }: Address) => bits === 0n;
const isLoopback = (a: Address) =>
  is4(a) ? hasPrefix(a, 8, 127n) : a.bits === 1n;
const isMulticast = (a: Address) =>
  is4(a) ? hasPrefix(a, 4, 0xen) : hasPrefix(a, 8, 0xffn);
const isLinkLocalMulticast = (a: Address) =>
  is4(a)
    ? hasPrefix(a, 24, 0xe00000n)
    : hasPrefix(a, 8, 0xffn) && ((a.bits >> 112n) & 0xfn) === 2n;
const isLinkLocalUnicast = (a: Address) =>
  is4(a) ? hasPrefix(a, 16, 0xa9fen) : hasPrefix(a, 10, 0x3fan);
const isGlobalUnicast = (a: Address) =>
  !isUnspecified(a) &&
  !isLoopback(a) &&
  !isMulticast(a) &&
  !isLinkLocalUnicast(a) &&
  !(is4(a) && a.bits === 0xffffffffn);

const TESTS: Record<string, (address: Address) => boolean> = {
  isUnspecified,
  isLoopback,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isGlobalUnicast,
};

function containsCidr(a: CidrValue, b: CidrValue): boolean {
  return a.length <= b.length && a.contains(b.address);
}

/** Functions of IP addresses and of ranges of them. */
export function networks({ call, method }: Define): void {
  call('ip', [string], ipType, parseIp);
  call(
    'isIP',
    [string],
    bool,
    (text: string) => typeof parseAddress(text) !== 'string',
  );
  call('ip.isCanonical', [string], bool, isCanonical);
  call('string', [ipType], string, (ip: IpValue) => formatAddress(ip.address));
  method('family', [ipType], int, (ip: IpValue) => BigInt(ip.address.version));
  for (const [name, test] of Object.entries(TESTS)) {
    method(name, [ipType], bool, (ip: IpValue) => test(ip.address));
  }
  call('cidr', [string], cidrType, parseCidr);
  call(
    'isCIDR',
    [string],
    bool,
    (text: string) => typeof readCidr(text) !== 'string',
  );
  call(
    'string',
    [cidrType],
    string,
    (cidr: CidrValue) => `${formatAddress(cidr.address)}/${cidr.length}`,
  );
  method('containsIP', [cidrType, string], bool, (a: CidrValue, b: string) =>
    a.contains(parseIp(b).address),
  );
  method('containsIP', [cidrType, ipType], bool, (a: CidrValue, b: IpValue) =>
    a.contains(b.address),
  );
  method('containsCIDR', [cidrType, string], bool, (a: CidrValue, b: string) =>
    containsCidr(a, parseCidr(b)),
  );
  method('containsCIDR', [cidrType, cidrType], bool, containsCidr);
  method(
    'ip',
    [cidrType],
    ipType,
    (cidr: CidrValue) => new IpValue(cidr.address),
  );
  method('prefixLength', [cidrType], int, (cidr: CidrValue) =>
    BigInt(cidr.length),
  );
  method('masked', [cidrType], cidrType, (cidr: CidrValue) => {
    const { version } = cidr.address;
    const shift = BigInt(width(cidr.address) - cidr.length);
    return new CidrValue({ version, bits: cidr.prefix << shift }, cidr.length);
  });
}
