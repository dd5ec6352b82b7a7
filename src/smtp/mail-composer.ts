// The package's door, for `await import`: of nodemailer its list of services and this are bundled, no more.
export { default as MailComposer } from 'nodemailer/lib/mail-composer';
