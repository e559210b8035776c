import { ScorePolling } from '../scorePolling';

describe('the polling of the score', () => {
  const ask = jest.fn(() => Promise.resolve());
  const hidden = jest.spyOn(document, 'hidden', 'get');
  let polling: ScorePolling;

  beforeEach(() => {
    jest.useFakeTimers();
    hidden.mockReturnValue(false);
    polling = new ScorePolling(ask);
  });
  afterEach(() => {
    polling.stop();
    jest.useRealTimers();
  });

  /** How often it asked after each of these seconds. */
  const askedAfter = (...seconds: number[]): number[] =>
    seconds.map((second, index) => {
      jest.advanceTimersByTime((second - (seconds[index - 1] ?? 0)) * 1000);
      return ask.mock.calls.length;
    });

  it('asks ever later, at most every half minute', () => {
    polling.update(true);
    expect(askedAfter(1, 2, 6, 14, 30, 60, 90, 120)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('does not begin again with every reading', () => {
    polling.update(true);
    askedAfter(1);
    polling.update(true);
    expect(askedAfter(1)).toEqual([1]);
  });

  it('ends when the score is there, and begins quickly the next time', () => {
    polling.update(true);
    askedAfter(14);
    polling.update(false);
    ask.mockClear();
    expect(askedAfter(100)).toEqual([0]);
    polling.update(true);
    expect(askedAfter(2)).toEqual([1]);
  });

  it('does not ask while nobody looks', () => {
    polling.update(true);
    hidden.mockReturnValue(true);
    expect(askedAfter(20)).toEqual([0]);
    hidden.mockReturnValue(false);
    expect(askedAfter(2)).toEqual([1]);
  });
});
