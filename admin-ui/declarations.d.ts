declare module "*.css";
declare module "*.module.css" {
  const names: Readonly<Record<string, string>>;
  // oxlint-disable-next-line import/no-default-export -- what the bundler makes of a CSS module
  export default names;
}
declare module "*.svg" {
  const address: string;
  // oxlint-disable-next-line import/no-default-export -- what the bundler makes of a picture
  export default address;
}
declare module "*.woff2" {
  const address: string;
  // oxlint-disable-next-line import/no-default-export -- what the bundler makes of a font
  export default address;
}
