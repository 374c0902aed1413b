import { noRepresentation, methodNotAllowed } from '../errors/statusError';
import { RequestContext } from '../handlers/requestContext';
import { BuiltinSchemas } from '../schema/builtinSchemas';
import { Resources } from '../scheme/resources';
import { isObject, JsonObject } from '../types';
import { groupVersionDocument } from './groupVersionDocument';
import { convertSchemas } from './v2Definitions';
import { encodeDocument, V2Document } from './v2Protobuf';

const JSON_TYPE = 'application/json';
/** The type clients ask for, and the one they are answered with. */
const PROTOBUF_ASKED =
  'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const PROTOBUF_TYPE =
  'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/**
 * The OpenAPI v2 document: the types of all that is served. The paths are in
 * the v3 documents only.
 */
export class OpenApiV2 {
  private revision = -1;
  private readonly documents = new Map<string, Buffer>();

  constructor(
    private readonly resources: Resources,
    private readonly schemas: BuiltinSchemas,
  ) {}

  handle({ req, res, info }: RequestContext): void {
    if (info.verb !== 'get') {
      throw methodNotAllowed();
    }
    const accepted = (req.headers.accept ?? '')
      .split(',')
      .map(part => part.split(';')[0].trim());
    const type = accepted
      .map(wanted => {
        const isProtobuf =
          wanted === PROTOBUF_ASKED || wanted === PROTOBUF_TYPE;
        const isJson = ['', '*/*', 'application/*', JSON_TYPE].includes(wanted);
        return (isProtobuf && PROTOBUF_TYPE) || (isJson && JSON_TYPE);
      })
      .find(Boolean);
    if (!type) {
      throw noRepresentation([JSON_TYPE, PROTOBUF_TYPE]);
    }
    res.writeHead(200, { 'Content-Type': type, Vary: 'Accept' });
    res.end(this.body(type));
  }

  private body(type: string): Buffer {
    if (this.revision !== this.resources.revision) {
      this.documents.clear();
      this.revision = this.resources.revision;
    }
    let body = this.documents.get(type);
    if (!body) {
      const document = this.document();
      body =
        type === JSON_TYPE
          ? Buffer.from(JSON.stringify(document))
          : encodeDocument(document);
      this.documents.set(type, body);
    }
    return body;
  }

  private document(): V2Document {
    const definitions: JsonObject = {};
    for (const served of this.resources.all()) {
      const { components } = groupVersionDocument(served, this.schemas);
      const schemas = isObject(components) ? components.schemas : {};
      Object.assign(definitions, isObject(schemas) ? schemas : {});
    }
    return {
      swagger: '2.0',
      info: { title: 'Kubernetes', version: '1.35' },
      paths: {},
      definitions: convertSchemas(definitions),
    };
  }
}
