import { createHash } from 'node:crypto';
import { PathNotFound } from '../errors/statusError';
import { RequestContext } from '../handlers/requestContext';
import { sendJson, sendText } from '../handlers/respond';
import { BuiltinSchemas } from '../schema/builtinSchemas';
import { Resources } from '../scheme/resources';
import { groupVersionDocument } from './groupVersionDocument';

const PREFIX = '/openapi/v3';

/** The OpenAPI v3 documents: one for each version of each group. */
export class OpenApi {
  private revision = -1;
  private readonly documents = new Map<string, string>();

  constructor(
    private readonly resources: Resources,
    private readonly schemas: BuiltinSchemas,
  ) {}

  /** False when the path is no OpenAPI document. */
  handle(context: RequestContext): boolean {
    const { path } = context.info;
    if (path !== PREFIX && !path.startsWith(`${PREFIX}/`)) {
      return false;
    }
    if (this.revision !== this.resources.revision) {
      this.documents.clear();
      this.revision = this.resources.revision;
    }
    const name = path.slice(PREFIX.length + 1).replace(/\/$/, '');
    if (name === '') {
      this.index(context);
    } else {
      sendText(context, 200, this.document(name));
    }
    return true;
  }

  private index(context: RequestContext): void {
    const names = this.resources
      .all()
      .map(({ group, version }) =>
        group ? `apis/${group}/${version}` : `api/${version}`,
      );
    const paths = Object.fromEntries(
      names.map(name => [
        name,
        { serverRelativeURL: `${PREFIX}/${name}?hash=${this.hash(name)}` },
      ]),
    );
    sendJson(context, 200, { paths });
  }

  /** Clients keep a document for as long as its hash is the same. */
  private hash(name: string): string {
    return createHash('sha256')
      .update(this.document(name))
      .digest('hex')
      .toUpperCase();
  }

  private document(name: string): string {
    const known = this.documents.get(name);
    if (known) {
      return known;
    }
    const match = /^(?:api|apis\/([^/]+))\/([^/]+)$/.exec(name);
    const served = match && this.resources.version(match[1] ?? '', match[2]);
    if (!served) {
      throw new PathNotFound('');
    }
    const text = JSON.stringify(groupVersionDocument(served, this.schemas));
    this.documents.set(name, text);
    return text;
  }
}
