import { rawSqlWord, serveRawSql } from "./drivers/sqlite/raw-sql/raw-sql-process.ts";

// That process is there to be quick: it loads nothing of the command line.
if (process.argv[2] === rawSqlWord) serveRawSql();
else {
  const { main } = await import("../cli/main.ts");
  process.exit(await main(process.argv.slice(2)));
}
