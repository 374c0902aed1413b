import { taskIdempotencyKey, taskOfIdempotencyKey } from './taskKey';

describe('taskIdempotencyKey', () => {
  it('tells its task again', () => {
    const key = taskIdempotencyKey({
      taskId: 'a1b2-c3',
      step: 'f00d',
      attempt: 2,
    });
    expect(key).toBe('task:a1b2-c3:f00d:2');
    expect(taskOfIdempotencyKey(key)).toBe('a1b2-c3');
  });

  it.each(['order-42', 'task:', 'task::x', 'my task:1:2'])(
    'takes %s for no task',
    key => {
      expect(taskOfIdempotencyKey(key)).toBeUndefined();
    },
  );
});
