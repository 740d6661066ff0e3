// @ts-check
// Stands in for a CSS module in Jest: every class name is its own name, so tests may read them without a stylesheet.

/** @type {Record<string, string>} */
const styleNames = new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? name : undefined) });

export default styleNames;
