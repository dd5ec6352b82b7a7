// The package's door, for `await import`.
export { ImapFlow } from 'imapflow';
