export * from './closing.js';
export * from './guide.js';
export * from './joint-check.js';
export * from './offer.js';
export * from './safety-stop.js';
