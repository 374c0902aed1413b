/** Demo people of the sandbox: which choice of the sign-in page is theirs, and the name on the login page. */
export const people = {
  olga: { choice: /Platform administration/, displayName: 'Olga Petrova' },
  alice: { choice: /acme/, displayName: 'Alice Moreau' },
  bob: { choice: /acme/, displayName: 'Bob Lindqvist' },
  carol: { choice: /globex/, displayName: 'Carol Nakamura' },
  dave: { choice: /globex/, displayName: 'Dave Okafor' },
} as const;

export type Person = keyof typeof people;
