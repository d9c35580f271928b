/** One thing that a packet meets, and what it says. */
export interface Hop {
  readonly at: string;
  readonly passes: boolean;
  readonly because: string;
}

/** Whether one end reaches the other, and the way: all that passes, or up to what stops it. */
export interface Verdict {
  readonly isReachable: boolean;
  /** How the packet leaves: inside the VPC, by an endpoint, a NAT gateway, an internet gateway, … */
  readonly via: "local" | "internet" | "nat" | "endpoint" | "peering" | "transit" | "other" | "blackhole" | undefined;
  readonly hops: readonly Hop[];
}

/** Collects hops until one does not pass. */
export class Way {
  readonly hops: Hop[] = [];
  isOpen = true;

  meet(at: string, passes: boolean, because: string): this {
    if (!this.isOpen) return this;
    this.hops.push({ at, passes, because });
    this.isOpen = passes;
    return this;
  }

  verdict(via: Verdict["via"]): Verdict {
    return { isReachable: this.isOpen, via: this.isOpen ? via : undefined, hops: this.hops };
  }
}
