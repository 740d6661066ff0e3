export { libraryText } from './library-text.js';
