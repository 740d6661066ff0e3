/** A guide keeps no answer, so there is never one to read. */
export function JointRead() {
  return null;
}
