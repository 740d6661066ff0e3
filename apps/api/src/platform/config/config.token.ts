/** Injection token of the Config, so that only the start reads the environment. */
export const CONFIG = Symbol('Config');
