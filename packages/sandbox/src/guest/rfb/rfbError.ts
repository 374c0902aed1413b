/** A client that does not keep to the protocol, or asks for what is not there. */
export class RfbError extends Error {}
