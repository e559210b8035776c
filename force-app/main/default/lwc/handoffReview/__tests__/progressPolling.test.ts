import { settle } from '../../../../../../config/jest/dom.ts';
import { type Progress, ProgressPolling } from '../progressPolling';

const RUNNING: Progress = { status: 'running', steps: [] };

describe('the polling of a brief', () => {
  const ask = jest.fn<Promise<Progress>, []>();
  const hear = jest.fn<Promise<void>, [Progress]>();
  const hidden = jest.spyOn(document, 'hidden', 'get');
  let polling: ProgressPolling;

  beforeEach(() => {
    jest.useFakeTimers();
    hidden.mockReturnValue(false);
    ask.mockReset().mockResolvedValue(RUNNING);
    hear.mockReset().mockResolvedValue();
    polling = new ProgressPolling(ask, hear);
  });
  afterEach(() => {
    polling.stop();
    jest.useRealTimers();
  });

  async function pass(milliseconds: number): Promise<void> {
    jest.advanceTimersByTime(milliseconds);
    await settle();
  }

  it.each(['waiting', 'queued', 'running'])('asks every second and a half while it is %s', async (status) => {
    polling.update({ status, steps: [] });
    await pass(1_499);
    expect(ask).not.toHaveBeenCalled();
    await pass(1);
    expect(hear).toHaveBeenCalledWith(RUNNING);
    await pass(1_500);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each(['none', 'done', 'failed', undefined])('does not ask when it is %s', async (status) => {
    polling.update(RUNNING);
    polling.update(status ? { status, steps: [] } : undefined);
    await pass(60_000);
    expect(ask).not.toHaveBeenCalled();
  });

  it('is not put off by reading the record again', async () => {
    polling.update(RUNNING);
    await pass(1_000);
    polling.update(RUNNING);
    await pass(500);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks less often while nobody answers, and as before once somebody does', async () => {
    ask.mockRejectedValueOnce(new Error()).mockRejectedValueOnce(new Error());
    polling.update(RUNNING);
    await pass(1_500);
    await pass(2_999);
    expect(ask).toHaveBeenCalledTimes(1);
    await pass(1);
    await pass(6_000);
    expect(ask).toHaveBeenCalledTimes(3);
    await pass(1_500);
    expect(ask).toHaveBeenCalledTimes(4);
    expect(hear).toHaveBeenCalledTimes(2);
  });

  it('asks at least every half a minute', async () => {
    ask.mockRejectedValue(new Error());
    polling.update(RUNNING);
    for (let turn = 0; turn < 10; turn += 1) await pass(30_000);
    expect(ask).toHaveBeenCalledTimes(10);
  });

  it('does not ask while nobody looks', async () => {
    hidden.mockReturnValue(true);
    polling.update(RUNNING);
    await pass(30_000);
    expect(ask).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    await pass(1_500);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('waits for an answer to be dealt with, and does not hear one that comes after it was stopped', async () => {
    const { promise, resolve } = Promise.withResolvers<Progress>();
    ask.mockReturnValueOnce(promise);
    polling.update(RUNNING);
    await pass(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    polling.stop();
    resolve(RUNNING);
    await settle();
    await pass(60_000);
    expect(hear).not.toHaveBeenCalled();
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
