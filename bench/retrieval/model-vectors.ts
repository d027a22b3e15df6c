import { seeded } from './seeded.ts';

/** Directions that a model's vectors mostly lie in. */
const DIRECTIONS = 40;
/** Share of what lies in none of them. */
const NOISE = 2;

/** Vectors as models make them: most of each in a few common directions, and some noise. The same for the same seed. */
export function modelVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  const shared = seeded(9);
  const directions = Array.from({ length: DIRECTIONS }, () =>
    Float32Array.from({ length: dimensions }, () => shared() + shared() - 1),
  );
  const random = seeded(seed + 1_000_003);
  return Array.from({ length: count }, () => {
    const vector = Float32Array.from({ length: dimensions }, () => (random() + random() - 1) * NOISE);
    for (const direction of directions) {
      const share = random() + random() - 1;
      for (let at = 0; at < dimensions; at += 1)
        vector[at] = (vector[at] ?? 0) + share * (direction[at] ?? 0);
    }
    return vector;
  });
}
