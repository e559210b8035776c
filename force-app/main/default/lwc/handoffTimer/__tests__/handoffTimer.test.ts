import { Timer } from 'c/handoffTimer';

describe('c/handoffTimer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('works once, when its time has come', () => {
    const work = jest.fn();
    const timer = new Timer();
    timer.start(800, work);
    jest.advanceTimersByTime(799);
    expect([work.mock.calls.length, timer.isRunning]).toEqual([0, true]);
    jest.advanceTimersByTime(5000);
    expect([work.mock.calls.length, timer.isRunning]).toEqual([1, false]);
  });

  it('forgets the plan when started again or stopped', () => {
    const [first, second] = [jest.fn(), jest.fn()];
    const timer = new Timer();
    timer.start(100, first);
    timer.start(100, second);
    jest.advanceTimersByTime(100);
    timer.start(100, first);
    timer.stop();
    jest.advanceTimersByTime(1000);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  });
});
