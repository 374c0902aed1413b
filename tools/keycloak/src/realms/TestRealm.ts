import https from 'node:https';
import { KeycloakConnection } from '../connectKeycloak';
import { TEST_CLIENT } from './clients';

/** Somebody with an account in a realm. */
export interface RealmPerson {
  /** User name. */
  name: string;
  displayName: string;
  email: string;
  /** Groups, without a path. */
  groups: string[];
  /** Default: {@link passwordOf} the name. */
  password?: string;
}

/** The password of a person who was given no other. */
export const passwordOf = (name: string) => `${name}-Passw0rd`;

interface Named {
  id: string;
  name?: string;
}

/** A realm of a Keycloak, as its administrator sees it. */
export class TestRealm {
  readonly issuer: string;
  private readonly passwords = new Map<string, string>();

  constructor(
    private readonly keycloak: KeycloakConnection,
    readonly name: string,
  ) {
    this.issuer = keycloak.issuer(name);
  }

  private path(...parts: string[]): string {
    return [this.name, ...parts]
      .map(part => `/${encodeURIComponent(part)}`)
      .join('');
  }

  /** Makes a group that is not there yet. */
  async addGroup(name: string): Promise<void> {
    if (!(await this.groupIds()).has(name)) {
      await this.keycloak.admin.post(this.path('groups'), { name });
    }
  }

  /** Makes an account with a password, in groups that are there. */
  async addPerson(person: RealmPerson): Promise<void> {
    const { name, password = passwordOf(name) } = person;
    const [firstName, ...rest] = person.displayName.split(' ');
    await this.keycloak.admin.post(this.path('users'), {
      username: name,
      enabled: true,
      email: person.email,
      emailVerified: true,
      firstName,
      // Without both names Keycloak asks for them at the first sign-in.
      lastName: rest.join(' ') || firstName,
      credentials: [{ type: 'password', value: password, temporary: false }],
      groups: person.groups.map(group => `/${group}`),
    });
    this.passwords.set(name, password);
  }

  /** Puts a person into these groups and no others. */
  async setGroups(person: string, groups: string[]): Promise<void> {
    const ids = await this.groupIds();
    const unknown = groups.find(group => !ids.has(group));
    if (unknown !== undefined) {
      throw new Error(`the realm ${this.name} has no group ${unknown}`);
    }
    const membership = this.path('users', await this.userId(person), 'groups');
    const held = await this.keycloak.admin.get<Named[]>(membership);
    for (const { id, name = '' } of held) {
      if (!groups.includes(name)) {
        await this.keycloak.admin.delete(`${membership}/${id}`);
      }
    }
    for (const group of groups) {
      await this.keycloak.admin.put(`${membership}/${ids.get(group)}`);
    }
  }

  /** Lets a person in no more, or again. */
  async setEnabled(person: string, enabled: boolean): Promise<void> {
    const path = this.path('users', await this.userId(person));
    const user = await this.keycloak.admin.get<object>(path);
    await this.keycloak.admin.put(path, { ...user, enabled });
  }

  /** How many sessions a person has. */
  async sessions(person: string): Promise<number> {
    const path = this.path('users', await this.userId(person), 'sessions');
    return (await this.keycloak.admin.get<unknown[]>(path)).length;
  }

  /** Ends all sessions of a person. */
  async endSessions(person: string): Promise<void> {
    const path = this.path('users', await this.userId(person), 'logout');
    await this.keycloak.admin.post(path);
  }

  /** An access token as the platform's own client gets, without a browser. */
  async accessToken(person: string): Promise<string> {
    const form = new URLSearchParams({
      grant_type: 'password',
      client_id: TEST_CLIENT,
      username: person,
      password: this.passwords.get(person) ?? passwordOf(person),
      scope: 'openid',
    });
    const url = `${this.issuer}/protocol/openid-connect/token`;
    const answer = await post(url, this.keycloak.caData, form.toString());
    const { access_token: token } = JSON.parse(answer);
    if (typeof token !== 'string') {
      throw new Error(`${person} gets no token: ${answer}`);
    }
    return token;
  }

  /** Removes the realm with everybody in it. */
  async remove(): Promise<void> {
    await this.keycloak.admin.delete(this.path());
  }

  private async groupIds(): Promise<Map<string, string>> {
    const groups = await this.keycloak.admin.get<Named[]>(this.path('groups'));
    return new Map(groups.map(({ id, name = '' }) => [name, id]));
  }

  private async userId(person: string): Promise<string> {
    const [user] = await this.keycloak.admin.get<Named[]>(
      `${this.path('users')}?exact=true&username=${encodeURIComponent(person)}`,
    );
    if (!user) {
      throw new Error(`the realm ${this.name} has nobody called ${person}`);
    }
    return user.id;
  }
}

function post(url: string, ca: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const request = https.request(
      url,
      { method: 'POST', ca, headers, agent: false },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
