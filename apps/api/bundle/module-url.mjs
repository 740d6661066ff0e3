// @ts-check
// In the bundle's own format there is no import.meta.
import { pathToFileURL } from 'node:url';

export const moduleUrl = pathToFileURL(__filename).href;
