import { createHash } from 'node:crypto';
import { PathNotFound } from '../errors/statusError';
import { RequestContext } from '../handlers/requestContext';
import { sendText } from '../handlers/respond';
import { BuiltinSchemas } from '../schema/builtinSchemas';
import { Resources } from '../scheme/resources';
import { groupVersionDocument } from './groupVersionDocument';
import { OpenApiV2 } from './openApiV2';

const PREFIX = '/openapi/v3';

/** The OpenAPI v3 documents: one for each version of each group. */
export class OpenApi {
  private revision = -1;
  private readonly documents = new Map<string, string>();
  private readonly v2: OpenApiV2;

  constructor(
    private readonly resources: Resources,
    private readonly schemas: BuiltinSchemas,
  ) {
    this.v2 = new OpenApiV2(resources, schemas);
  }

  /** False when the path is no OpenAPI document. */
  handle(context: RequestContext): boolean {
    const { path } = context.info;
    if (path === '/openapi/v2') {
      this.v2.handle(context);
      return true;
    }
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
    // The real server does not say that this is JSON.
    sendText(
      context,
      200,
      JSON.stringify({ paths }),
      'text/plain; charset=utf-8',
    );
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
