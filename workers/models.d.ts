/** Weights, uploaded beside the script as data modules. */
declare module '*.bin' {
  const bytes: ArrayBuffer;
  export default bytes;
}
