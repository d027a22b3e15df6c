/** A vector at 8 bits a value: `values[i] * scale` is about the original. */
export interface Quantized {
  scale: number;
  values: Int8Array;
}

/** Largest magnitude of a quantized value: symmetric, so that a sign costs nothing. */
const TOP = 127;
/** Bytes of the scale before a vector's values. */
const SCALE_BYTES = 4;

/**
 * Scalar quantization, one scale a vector (its largest magnitude), after scaling to unit length, so that a dot product is a
 * cosine. A vector of zeros stays one. Pure.
 */
export function quantize(vector: Float32Array): Quantized {
  let top = 0;
  let squares = 0;
  for (const value of vector) {
    top = Math.max(top, Math.abs(value));
    squares += value * value;
  }
  const values = new Int8Array(vector.length);
  if (top === 0 || !Number.isFinite(squares)) return { scale: 0, values };
  for (let at = 0; at < vector.length; at += 1) values[at] = Math.round(((vector[at] ?? 0) / top) * TOP);
  return { scale: Math.fround(top / (TOP * Math.sqrt(squares))), values };
}

/** Vectors as text: base64 of scale (float32, little endian) and values, one vector after the other. */
export function packVectors(vectors: readonly Quantized[], dimensions: number): string {
  const bytes = new Uint8Array(vectors.length * (SCALE_BYTES + dimensions));
  const view = new DataView(bytes.buffer);
  vectors.forEach(({ scale, values }, at) => {
    const start = at * (SCALE_BYTES + dimensions);
    view.setFloat32(start, scale, true);
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, dimensions), start + SCALE_BYTES);
  });
  return toBase64(bytes);
}

/** What `packVectors` made; fewer when the text ends early, so that damage costs vectors and not the search. */
export function unpackVectors(text: string, dimensions: number): Quantized[] {
  const bytes = fromBase64(text);
  const view = new DataView(bytes.buffer);
  const size = SCALE_BYTES + dimensions;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, at) => ({
    scale: view.getFloat32(at * size, true),
    values: new Int8Array(bytes.buffer, at * size + SCALE_BYTES, dimensions),
  }));
}

/** The vector that a quantized one stands for. */
export function dequantize({ scale, values }: Quantized): Float32Array {
  return Float32Array.from(values, (value) => value * scale);
}

/** Characters turned at once: the arguments of one call are limited. */
const STEP = 0x2000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let at = 0; at < raw.length; at += 1) bytes[at] = raw.charCodeAt(at);
  return bytes;
}
