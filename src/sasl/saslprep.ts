// The package's door, for `await import`: a bundler gives a CommonJS package its names only through one like this.
export { saslprep } from '@mongodb-js/saslprep';
