// The package's door, for `await import`: a bundler leaves what is not named here out.
export { XMLParser } from 'fast-xml-parser';
