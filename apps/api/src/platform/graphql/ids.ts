import { NotFoundError } from './errors.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id as it was sent. What is no id names nothing, so it is answered like an id that names nothing. */
export function asId(objectType: string, id: string): string {
  if (!uuid.test(id)) throw new NotFoundError(objectType, null);
  return id.toLowerCase();
}
