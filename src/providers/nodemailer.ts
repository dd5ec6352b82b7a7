// The package's door, for `await import`: of nodemailer nothing but its list of services is bundled.
export { default as wellKnown } from 'nodemailer/lib/well-known';
