/** Of the language itself, what scripts use most; read like the server's declarations. */
export const builtins = `
interface Array<T> {
  length: number;
  at(index: number): T;
  concat(others: T[]): T[];
  every(test: (item: T) => boolean): boolean;
  filter(test: (item: T) => boolean): T[];
  find(test: (item: T) => boolean): T;
  findIndex(test: (item: T) => boolean): number;
  flatMap(each: (item: T) => any): any[];
  forEach(each: (item: T) => void): void;
  includes(item: T): boolean;
  indexOf(item: T): number;
  join(between: string): string;
  map(each: (item: T) => any): any[];
  push(item: T): number;
  reduce(each: (sum: any, item: T) => any, start: any): any;
  reverse(): T[];
  slice(from: number, to: number): T[];
  some(test: (item: T) => boolean): boolean;
  toSorted(order: (one: T, other: T) => number): T[];
}
interface String {
  length: number;
  at(index: number): string;
  endsWith(text: string): boolean;
  includes(text: string): boolean;
  indexOf(text: string): number;
  localeCompare(other: string): number;
  match(pattern: RegExp): string[];
  padStart(length: number, filler: string): string;
  replace(what: string, by: string): string;
  replaceAll(what: string, by: string): string;
  slice(from: number, to: number): string;
  split(between: string): string[];
  startsWith(text: string): boolean;
  toLowerCase(): string;
  toUpperCase(): string;
  trim(): string;
}
interface Date {
  getTime(): number;
  getUTCDate(): number;
  getUTCDay(): number;
  getUTCFullYear(): number;
  getUTCHours(): number;
  getUTCMinutes(): number;
  getUTCMonth(): number;
  toISOString(): string;
}
declare const JSON: { parse(text: string): any; stringify(value: any): string };
declare const Math: {
  abs(x: number): number;
  ceil(x: number): number;
  floor(x: number): number;
  max(...all: number[]): number;
  min(...all: number[]): number;
  random(): number;
  round(x: number): number;
};
declare const Object: {
  assign(target: object, source: object): any;
  entries(object: object): any[];
  fromEntries(entries: any[]): any;
  keys(object: object): string[];
  values(object: object): any[];
};
declare function Number(value: any): number;
declare function String(value: any): string;
declare class Date { constructor(value: string); }
declare class Error { constructor(message: string); }
`;
