import { describeRoutes } from './describeRoutes';

describe('describeRoutes', () => {
  it('tells each route once, and who is let in', () => {
    const routes = describeRoutes();
    const names = routes.map(({ method, path }) => `${method} ${path}`);

    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('post /operations/:id');
    expect(routes.filter(({ allow }) => allow.length === 0)).toEqual([]);
  });
});
