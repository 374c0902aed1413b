/** Fewer missing entities than this are never suspicious. */
const HARMLESS = 10;

/** Entities that a comparison found to be without an object. */
export interface RemovalQuestion {
  /** Resource type by ref of all entities of the installation. */
  known: ReadonlyMap<string, string>;
  /** Refs without an object. */
  surplus: readonly string[];
  /** True when the platform answers with nothing at all. */
  platformEmpty: boolean;
  /** At most this share, in percent, may go at once. */
  percentage: number;
}

/** What may go, and why the rest may not. */
export interface RemovalVerdict {
  accepted: string[];
  refusals: string[];
}

/**
 * Decides what may be removed because lists lack it. A wrong address, a restored database or a broken controller make
 * complete lists with little in them, and the catalog must not be emptied by these: too large a share, of the
 * installation or of one resource type, stays.
 */
export function judgeRemovals(question: RemovalQuestion): RemovalVerdict {
  const { known, surplus, percentage } = question;
  if (!surplus.length) {
    return { accepted: [], refusals: [] };
  }
  if (question.platformEmpty) {
    return {
      accepted: [],
      refusals: [
        `the platform has nothing at all, but the catalog has ${known.size} entities of it`,
      ],
    };
  }
  if (isTooMuch(surplus.length, known.size, percentage)) {
    return {
      accepted: [],
      refusals: [
        `${surplus.length} of ${known.size} entities are without an object`,
      ],
    };
  }
  const total = countByType(known.values());
  const missing = countByType(surplus.map(ref => known.get(ref)!));
  const refused = new Set(
    [...missing]
      .filter(([type, count]) => isTooMuch(count, total.get(type)!, percentage))
      .map(([type]) => type),
  );
  return {
    accepted: surplus.filter(ref => !refused.has(known.get(ref)!)),
    refusals: [...refused].map(
      type =>
        `${missing.get(type)} of ${total.get(
          type,
        )} entities from ${type} are without an object`,
    ),
  };
}

function isTooMuch(count: number, of: number, percentage: number): boolean {
  return count > HARMLESS && count * 100 > of * percentage;
}

function countByType(types: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of types) {
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}
