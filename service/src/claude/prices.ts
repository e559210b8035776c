/** What tokens cost. In US dollars per million tokens. */
export interface Price {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
  /** Requests with longer prompts (cached tokens included) are charged by another price altogether. */
  long?: { above: number; price: Price };
}

/** Tokens of one answer, as the API counts them: cached ones are not among `input`. */
export interface TokenUse {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
}

/** Cache writes cost 1.25 times (5 minutes) or twice (an hour) the input price; reads a tenth, where no less is named. */
export function price(input: number, output: number, cacheRead = input / 10): Price {
  return { input, output, cacheRead, cacheWrite5m: input * 1.25, cacheWrite1h: input * 2 };
}

/**
 * Prices by the beginning of a model's id; the longest that fits counts. From Anthropic's price list
 * (platform.claude.com/docs/en/about-claude/pricing) as of November 2026.
 */
export const PRICES: Readonly<Record<string, Price>> = {
  'claude-fable-5': price(10, 50),
  'claude-fable-5-1': price(10, 50, 0.25),
  'claude-mythos-5': price(10, 50),
  'claude-mythos-5-1': price(10, 50, 0.25),
  'claude-opus-4-': price(5, 25),
  'claude-opus-4-1': price(15, 75),
  'claude-opus-4-20': price(15, 75),
  'claude-opus-5': price(5, 25),
  'claude-opus-5-5': price(4, 20, 0.2),
  'claude-sonnet-4-': price(3, 15),
  'claude-sonnet-5': price(2, 10),
  'claude-sonnet-5-5': price(2, 10, 0.1),
  'claude-haiku-4-5': price(1, 5),
  'claude-haiku-5-5': { ...price(0.1, 0.5), long: { above: 100_000, price: price(0.5, 2.5) } }
};

/**
 * The price of a model. One that is not in the table is charged like the dearest there is: a budget must hold for
 * models nobody has heard of, too.
 */
export function priceOf(model: string, prices: Readonly<Record<string, Price>>): { price: Price; known: boolean } {
  const prefix = Object.keys(prices)
    .filter((candidate) => model.startsWith(candidate))
    .sort((a, b) => b.length - a.length)[0];
  const found = prefix === undefined ? undefined : prices[prefix];
  if (found) return { price: found, known: true };
  const dearest = Object.values({ ...PRICES, ...prices }).reduce((most, next) =>
    next.output > most.output ? next : most
  );
  return { price: dearest, known: false };
}

/** In US dollars. */
export function costOf(base: Price, use: TokenUse): number {
  const prompt = use.input + use.cacheRead + use.cacheWrite5m + use.cacheWrite1h;
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } =
    base.long && prompt > base.long.above ? base.long.price : base;
  return (
    (use.input * input +
      use.output * output +
      use.cacheRead * cacheRead +
      use.cacheWrite5m * cacheWrite5m +
      use.cacheWrite1h * cacheWrite1h) /
    1_000_000
  );
}

/** The most a request can cost: nothing of it cached, the fixed part written, the answer as long as it may be. */
export function mostCost(base: Price, inputTokens: number, outputTokens: number): number {
  return costOf(base, { input: 0, output: outputTokens, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: inputTokens });
}
