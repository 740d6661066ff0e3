export * from './closing.js';
export * from './offer.js';
export * from './safety-stop.js';
