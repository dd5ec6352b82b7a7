import type { Evidence } from '../../evidence.ts';
import { formatsOf } from '../format.ts';

const { quote } = formatsOf('it');

const CAUSES: Readonly<Record<string, string>> = {
  EISDIR: 'Il percorso è una cartella, non un socket.',
  ENOTSOCK: 'Il percorso è un file, non un socket.',
  ENOTDIR: 'Una parte del percorso non è una cartella.',
  ENOENT: 'A questo percorso non c’è alcun socket.',
  EACCES: 'Non hai il permesso di usare il socket a questo percorso.',
};

const REMEDIES: Readonly<Record<string, string>> = {
  EISDIR: 'Indica il percorso del socket; quelli su cui un programma è in ascolto: `ss -lx`',
  ENOTSOCK: 'Indica il percorso del socket; quelli su cui un programma è in ascolto: `ss -lx`',
  EACCES: 'Esegui il comando con un utente che possa usare il socket, o fanne cambiare i permessi: `ls -l`',
};

/** Whether what could not be connected to is a unix socket. */
export function isSocket({ host, port, program }: Evidence['goal']): boolean {
  return port === undefined && program === undefined && host.startsWith('/');
}

/** Why a unix socket could not be connected to; undefined for what is none, or for another reason. */
export function socketCause(code: string | undefined, goal: Evidence['goal']): string | undefined {
  return isSocket(goal) ? CAUSES[code ?? ''] : undefined;
}

/** That nobody listens at a unix socket. */
export function socketRefused({ host }: Evidence['goal']): string {
  return `In ${quote(host)} c’è un socket, ma nessun programma è in ascolto: l’ha lasciato uno che è terminato, oppure ha troppe richieste.`;
}

/** What is to be done about a unix socket. */
export function socketRemedy(code: string | undefined): string {
  return (
    REMEDIES[code ?? ''] ??
    'Controlla che il servizio di posta sia attivo, e su quale percorso è in ascolto: `ss -lx`'
  );
}
