import { isIPv4, isIPv6 } from 'node:net';

const HOSTNAME =
  /^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$/u;
const DATE_TIME =
  /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const DURATION = /^[+-]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const MAC =
  /^([0-9a-f]{2}[:-]){5}([0-9a-f]{2}|([0-9a-f]{2}[:-]){2}[0-9a-f]{2})$|^([0-9a-f]{4}\.){2,3}[0-9a-f]{4}$/i;
const UUID =
  /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

function isCidr(value: string): boolean {
  const [address, bits, ...rest] = value.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits ?? '')) {
    return false;
  }
  return (
    (isIPv4(address) && Number(bits) <= 32) ||
    (isIPv6(address) && Number(bits) <= 128)
  );
}

/** Whether a day exists: the 30th of February does not. */
function isDate(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isUri(value: string): boolean {
  return value.startsWith('/') || URL.canParse(value);
}

const FORMATS: Record<string, (value: string) => boolean> = {
  'date-time': value =>
    DATE_TIME.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    isDate(value.slice(0, 10)),
  date: isDate,
  duration: value => DURATION.test(value),
  ipv4: value => isIPv4(value),
  ipv6: value => isIPv6(value),
  cidr: isCidr,
  hostname: value => HOSTNAME.test(value),
  email: value => /^[^\s@<>]+@[^\s@<>]+$/.test(value),
  uuid: value => UUID.test(value),
  mac: value => MAC.test(value),
  uri: isUri,
  byte: value => /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0,
};

/** Whether a text has a format; a format that is not known allows all texts. */
export function hasFormat(format: string, value: string): boolean {
  return Object.hasOwn(FORMATS, format) ? FORMATS[format](value) : true;
}
