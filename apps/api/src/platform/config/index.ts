export { CONFIG } from './config.token.js';
export { type Config, ConfigError, derivedPassword, loadConfig } from './config.js';
