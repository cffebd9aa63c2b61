import { EmbedderUnavailable } from '../embedder.ts'

/** Nothing on this machine can run an ONNX model: trying again won't help, installing a runtime will. */
export class NoRuntime extends EmbedderUnavailable {}
