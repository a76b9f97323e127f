/** What our gateway does beside executing, and can be switched off in a benchmark. */
export type Stage = 'token' | 'facts' | 'limits' | 'access' | 'signing' | 'splice' | 'front';
