import { GrantKeeper } from './GrantKeeper';

const MINUTE = 60_000;

describe('GrantKeeper', () => {
  const renew = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    renew.mockReset();
  });

  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const goodFor = (ms: number) => async () => ({
    open: 1,
    endsAt: new Date(Date.now() + ms).toISOString(),
  });

  it('renews at the start and then at half of what the token has left', async () => {
    renew.mockImplementation(goodFor(5 * MINUTE));
    new GrantKeeper(renew).keep();
    await pass(0);
    expect(renew).toHaveBeenCalledTimes(1);
    await pass(2.5 * MINUTE - 1);
    expect(renew).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(renew).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['short', 1000, 15_000],
    ['long', 8 * 60 * MINUTE, 5 * MINUTE],
  ])(
    'neither hurries with a %s token nor forgets it',
    async (_, life, pause) => {
      renew.mockImplementation(goodFor(life));
      new GrantKeeper(renew).keep();
      await pass(0);
      await pass(pause - 1);
      expect(renew).toHaveBeenCalledTimes(1);
      await pass(1);
      expect(renew).toHaveBeenCalledTimes(2);
    },
  );

  it('is quiet without grants until it is woken', async () => {
    renew.mockResolvedValue({ open: 0 });
    const keeper = new GrantKeeper(renew);
    keeper.keep();
    await pass(60 * MINUTE);
    expect(renew).toHaveBeenCalledTimes(1);

    renew.mockImplementation(goodFor(5 * MINUTE));
    keeper.wake();
    await pass(2.5 * MINUTE);
    expect(renew).toHaveBeenCalledTimes(3);
  });

  it('tries again when the portal was away', async () => {
    renew.mockRejectedValueOnce(new Error('away'));
    renew.mockImplementation(goodFor(5 * MINUTE));
    new GrantKeeper(renew).keep();
    await pass(MINUTE);
    expect(renew).toHaveBeenCalledTimes(2);
  });

  it('ends when the last one lets go, and does nothing for nobody', async () => {
    renew.mockImplementation(goodFor(5 * MINUTE));
    const keeper = new GrantKeeper(renew);
    keeper.wake();
    await pass(MINUTE);
    expect(renew).not.toHaveBeenCalled();

    const first = keeper.keep();
    const second = keeper.keep();
    await pass(0);
    first();
    first();
    await pass(2.5 * MINUTE);
    expect(renew).toHaveBeenCalledTimes(2);
    second();
    await pass(60 * MINUTE);
    expect(renew).toHaveBeenCalledTimes(2);
  });
});
