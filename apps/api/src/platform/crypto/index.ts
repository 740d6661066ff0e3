export { DataKey } from './data-key.entity.js';
export { DataKeys, type Place } from './data-keys.js';
export { FileKms, type Kms } from './kms.js';
export { MailAddresses } from './mail-address.js';
export { seal, unseal } from './seal.js';
