/** A bounded store: the entries used longest ago go first when `maxBytes` is passed. */
export class Keep<Value extends { readonly size: number }> {
  readonly #entries = new Map<string, { value: Value; size: number }>();
  readonly #maxBytes: number;
  readonly #maxEntries: number;
  #bytes = 0;

  constructor(maxBytes: number, maxEntries: number) {
    this.#maxBytes = maxBytes;
    this.#maxEntries = maxEntries;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    this.#weigh(entry);
    return entry.value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    if (value.size > this.#maxBytes) return;
    const entry = { value, size: 0 };
    this.#entries.set(key, entry);
    this.#weigh(entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes && this.#entries.size <= this.#maxEntries) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.size;
  }

  /** Packed forms are made after an entry is stored: its weight is corrected whenever it is used. */
  #weigh(entry: { value: Value; size: number }): void {
    this.#bytes += entry.value.size - entry.size;
    entry.size = entry.value.size;
  }
}
