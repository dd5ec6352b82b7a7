// The package's door, for `await import`: of nodemailer this list of services and the composer of smtp/ are bundled.
export { default as wellKnown } from 'nodemailer/lib/well-known';
