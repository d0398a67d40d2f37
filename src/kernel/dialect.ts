export interface Dialect {}
