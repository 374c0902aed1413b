/** Body of an order of a virtual machine. */
export const vm = (override: object = {}) => ({
  input: {
    project: 'acme/dev',
    name: 'ordered',
    image: 'ubuntu-24.04-lts',
    cpu: 1,
    ...override,
  },
});

/** Body of an order of a bucket. */
export const bucket = (name: string, project = 'acme/dev') => ({
  input: { project, name },
});
