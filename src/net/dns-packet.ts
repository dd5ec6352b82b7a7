// The package's door, for `await import`: a bundler gives a CommonJS package its names only through one like this.
export {
  AUTHENTIC_DATA,
  decode,
  encode,
  RECURSION_AVAILABLE,
  RECURSION_DESIRED,
  streamEncode,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
