/** Who must act. */
export type Actor = 'you' | 'your-network' | 'your-provider' | 'server-admin' | 'recipient' | 'domain-owner';
