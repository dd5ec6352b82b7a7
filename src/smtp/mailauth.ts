// The package's door, for `await import`: a bundler gives a CommonJS package its names only through one like this.
export { arc, bimi, dkimSign, dkimVerify, dmarc, spf, validateBimiVmc } from 'mailauth';
