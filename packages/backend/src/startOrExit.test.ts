import { startOrExit } from './startOrExit';

describe('startOrExit', () => {
  const exit = jest.spyOn(process, 'exit');
  const stderr = jest.spyOn(process.stderr, 'write');

  beforeEach(() => {
    exit.mockImplementation((() => undefined) as never);
    stderr.mockImplementation(() => true);
  });

  afterEach(() => {
    jest.clearAllMocks();
  });

  afterAll(() => {
    jest.restoreAllMocks();
  });

  it('ends the process of a backend that cannot start, with what prevents it', async () => {
    await startOrExit({
      start: async () => {
        throw new Error('relation "tasks" already exists');
      },
    });
    expect(exit).toHaveBeenCalledWith(1);
    expect(stderr).toHaveBeenCalledWith(
      expect.stringContaining('relation "tasks" already exists'),
    );
  });

  it('lets one be that has started', async () => {
    await startOrExit({ start: async () => undefined as never });
    expect(exit).not.toHaveBeenCalled();
    expect(stderr).not.toHaveBeenCalled();
  });
});
