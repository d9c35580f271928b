/** An IPv4 range as its first address and prefix length. */
export interface Cidr {
  /** The first address as an unsigned 32-bit number. */
  readonly first: number;
  /** 0 to 32. */
  readonly prefix: number;
}

const pattern = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** Reads `10.0.0.0/16`; undefined when it is no IPv4 range or does not start at its first address. */
export function parseCidr(text: string): Cidr | undefined {
  const parts = pattern.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = parts;
  if (prefix > 32 || [a, b, c, d].some((octet) => octet > 255)) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % sizeOf({ first, prefix }) === 0 ? { first, prefix } : undefined;
}

export function formatCidr({ first, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** How many addresses a range holds. */
export const sizeOf = ({ prefix }: Cidr): number => 2 ** (32 - prefix);

export const lastOf = (cidr: Cidr): number => cidr.first + sizeOf(cidr) - 1;

export const contains = (outer: Cidr, inner: Cidr): boolean =>
  inner.first >= outer.first && lastOf(inner) <= lastOf(outer);

export const overlaps = (a: Cidr, b: Cidr): boolean => a.first <= lastOf(b) && b.first <= lastOf(a);

const privateRanges: readonly Cidr[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** Whether a range is for private networks alone, which the internet does not route (RFC 1918). */
export const isPrivate = (cidr: Cidr): boolean => privateRanges.some((range) => contains(range, cidr));

/**
 * The range number `index` when a range is cut into ranges of a longer prefix.
 * @throws RangeError when there is no such range.
 */
export function slice(outer: Cidr, prefix: number, index: number): Cidr {
  const count = 2 ** (prefix - outer.prefix);
  if (prefix > 32 || count < 1 || !Number.isInteger(index) || index < 0 || index >= count) {
    throw new RangeError(`${formatCidr(outer)} has no range ${index} of /${prefix}`);
  }
  return { first: outer.first + index * 2 ** (32 - prefix), prefix };
}
