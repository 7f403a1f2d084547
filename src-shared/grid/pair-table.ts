/**
 * Numbers pairs of whole numbers in the order in which they first come: 0, 1, 2, … An open
 * addressing table over typed arrays, since a map of composed keys is what reading a large network
 * would otherwise spend its time on.
 */
export class PairTable {
  #size = 0;
  readonly #mask: number;
  /** Slot of each place, plus 1; 0 where it is free. */
  readonly #slots: Int32Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  /** @param most pairs that will come at most, equal ones counted as often as they come */
  constructor(most: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.#mask = places - 1;
    this.#slots = new Int32Array(places);
    this.#first = new Float64Array(most);
    this.#second = new Float64Array(most);
  }

  /** Pairs so far. */
  get size(): number {
    return this.#size;
  }

  /** Number of the pair (a, b), which is another one than (b, a). */
  numberOf(a: number, b: number): number {
    let place = hash(a, b) & this.#mask;
    for (let slot = this.#slots[place] ?? 0; slot !== 0; slot = this.#slots[place] ?? 0) {
      if (this.#first[slot - 1] === a && this.#second[slot - 1] === b) return slot - 1;
      place = (place + 1) & this.#mask;
    }
    this.#first[this.#size] = a;
    this.#second[this.#size] = b;
    this.#slots[place] = ++this.#size;
    return this.#size - 1;
  }
}

/**
 * Multiplicative hashing (Knuth, The Art of Computer Programming 3, section 6.4), with the upper half
 * folded in, which a product carries nowhere.
 */
function hash(a: number, b: number): number {
  const mixed = Math.imul(a ^ (a >>> 16), 0x9e3779b1) ^ Math.imul(b ^ (b >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
