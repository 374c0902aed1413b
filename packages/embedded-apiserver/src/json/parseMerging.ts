type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(into: unknown, value: unknown): unknown {
  if (!isObject(into) || !isObject(value)) {
    return value;
  }
  for (const [key, item] of Object.entries(value)) {
    into[key] = Object.hasOwn(into, key) ? merge(into[key], item) : item;
  }
  return into;
}

/** Reads a text that is known to be JSON. */
class MergingParser {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): unknown {
    this.space();
    switch (this.text[this.at]) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      default:
        return this.scalar();
    }
  }

  private object(): Json {
    const result: Json = {};
    this.at++;
    for (this.space(); this.text[this.at] !== '}'; this.separator()) {
      const key = String(this.scalar());
      this.separator();
      const value = this.value();
      if (key !== '__proto__') {
        result[key] = Object.hasOwn(result, key)
          ? merge(result[key], value)
          : value;
      }
    }
    this.at++;
    return result;
  }

  private array(): unknown[] {
    const result: unknown[] = [];
    this.at++;
    for (this.space(); this.text[this.at] !== ']'; this.separator()) {
      result.push(this.value());
    }
    this.at++;
    return result;
  }

  private scalar(): unknown {
    const token = /"(?:[^"\\]|\\.)*"|[^\s,:\]}]+/gs;
    token.lastIndex = this.at;
    const [found] = token.exec(this.text) ?? ['null'];
    this.at += found.length;
    return JSON.parse(found);
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) {
      this.at++;
    }
  }

  /** Goes behind a comma or colon, and the white space around it. */
  private separator(): void {
    this.space();
    if (this.text[this.at] === ',' || this.text[this.at] === ':') {
      this.at++;
    }
    this.space();
  }
}

/**
 * Reads JSON as Go reads it into a struct: objects of fields with the same name
 * are put together. Slow; for the rare text that has such fields.
 */
export function parseMerging(text: string): unknown {
  return new MergingParser(text).value();
}
