/**
 * The parts every screen is made of, in the design language: no GraphQL, no clinical noun, no route.
 * Behaviour comes from React Aria Components; looks come from the tokens in `tokens.css`.
 * The staff's own parts (Menu, Select) are imported by their files, so that no phone loads them.
 */
export { AgreementToRead } from './AgreementToRead.js';
export { Button, ButtonLink } from './Button.js';
export { ChooseOne, ChooseSome, Tick, type Option } from './Choice.js';
export { classes } from './classes.js';
export { Dialog } from './Dialog.js';
export { TextArea, TextField } from './Field.js';
export { Guard } from './Guard.js';
export { Card, Muted, OwnWords, Row, Stack, Tag, VisuallyHidden } from './Layout.js';
export { SaveLine, type SaveState } from './SaveLine.js';
export { Scale } from './Scale.js';
export { EmptyState, ErrorState, Loading, OfflineBanner } from './States.js';
export { ToastProvider, undoMilliseconds, useToast } from './Toast.js';
export { Title } from './Title.js';
