/**
 * Statements that try to get past what a query may do. `read`: what a call that may only read is told;
 * `write`: the same for one that may write, where that differs. A RegExp is a refusal's message, a
 * list the rows, "rows" any that hold no secret. Whatever is answered, nothing is different afterwards.
 */
export type Told = RegExp | readonly object[] | "rows";

export interface Attempt {
  readonly about: string;
  readonly sql: string;
  readonly read: Told;
  readonly write?: Told;
}

const writes = /The statement writes, and this call may only read/;
const onlyThese = /Only SELECT, INSERT, UPDATE and DELETE can be run/;
const schema = /The schema cannot be changed with SQL/;
const noTable = /There is no table .* for queries|\w+ cannot be used in queries/;
const hidden = /There is no column|cannot join using/;
const noFunction = /The function \w+ cannot be called here|\w+ cannot be used in queries/;
const several = /more than one statement/;
const cannotSet = /posts\.\w+ cannot be set with SQL|no such column: ROWID/i;
const noAccounts =
  /Accounts in members cannot be written with SQL|There is no column "(password|tokenKey)"/;
const syntax = /syntax error|unrecognized token|incomplete input/;

export const attempts: readonly Attempt[] = [
  // Writing where only reading is allowed.
  {
    about: "a plain DELETE that matches nothing",
    sql: "DELETE FROM posts WHERE 0",
    read: writes,
    write: [],
  },
  {
    about: "WITH before DELETE",
    sql: "WITH x AS (SELECT 1) DELETE FROM posts WHERE 0",
    read: writes,
    write: [],
  },
  {
    about: "WITH before UPDATE",
    sql: "WITH x(a) AS (SELECT 1) UPDATE posts SET year = 1 WHERE 0",
    read: writes,
    write: [],
  },
  {
    about: "WITH before INSERT",
    sql: "WITH x(a) AS (SELECT 'n') INSERT INTO posts (title) SELECT a FROM x WHERE 0",
    read: writes,
    write: [],
  },
  { about: "RETURNING", sql: "DELETE FROM posts WHERE 0 RETURNING id", read: writes, write: [] },
  {
    about: "a comment in front",
    sql: "/* SELECT */ -- SELECT\n DELETE FROM posts WHERE 0",
    read: writes,
    write: [],
  },
  { about: "a comment inside", sql: "DEL/**/ETE FROM posts", read: syntax },
  {
    about: "odd case and white space",
    sql: "\t\n\v dElEtE\r\n FROM\f posts WHERE 0",
    read: writes,
    write: [],
  },
  {
    about: "REPLACE",
    sql: "REPLACE INTO posts (id, title) SELECT id, title FROM posts WHERE 0",
    read: writes,
    write: [],
  },
  {
    about: "an upsert",
    sql: "INSERT INTO posts (id) SELECT id FROM posts WHERE 0 ON CONFLICT (id) DO UPDATE SET title = 'x'",
    read: writes,
    write: [],
  },
  {
    about: "an upsert that renames a record",
    sql: "INSERT INTO posts (id) SELECT id FROM posts WHERE true ON CONFLICT (id) DO UPDATE SET id = 'x'",
    read: writes,
    write: cannotSet,
  },
  {
    about: "UPDATE FROM",
    sql: "UPDATE posts SET year = n.year FROM (SELECT 5 AS year) AS n WHERE 0",
    read: writes,
    write: [],
  },
  {
    about: "a write inside a CTE",
    sql: "WITH gone AS (DELETE FROM posts RETURNING id) SELECT * FROM gone",
    read: syntax,
  },
  {
    about: "a write in a subquery",
    sql: "SELECT * FROM (UPDATE posts SET year = 1 RETURNING id)",
    read: syntax,
  },
  { about: "EXPLAIN of a write", sql: "EXPLAIN DELETE FROM posts", read: writes, write: "rows" },
  {
    about: "EXPLAIN QUERY PLAN of a write",
    sql: "EXPLAIN QUERY PLAN DELETE FROM members",
    read: noAccounts,
  },

  // More than one statement.
  { about: "a second statement", sql: "SELECT 1; DELETE FROM posts", read: several },
  {
    about: "a second one behind a comment",
    sql: "SELECT 1; -- x\n DELETE FROM posts",
    read: several,
  },
  { about: "a second one that reads", sql: "SELECT 1; SELECT 2", read: several },
  { about: "a second one after nothing", sql: ";; SELECT 1; VACUUM", read: several },
  {
    about: "nothing but a comment behind",
    sql: "SELECT 1 AS n; -- DELETE FROM posts",
    read: [{ n: 1 }],
  },
  {
    about: "a statement inside a text",
    sql: "SELECT '; DELETE FROM posts' AS text",
    read: [{ text: "; DELETE FROM posts" }],
  },
  {
    about: "a NUL that hides the rest",
    sql: "SELECT 1 AS n \0; DELETE FROM posts",
    read: /holds a NUL/,
  },

  // Statements that are no queries.
  { about: "a PRAGMA that writes", sql: "PRAGMA user_version = 7", read: onlyThese },
  { about: "a PRAGMA in parentheses", sql: "PRAGMA journal_mode(DELETE)", read: onlyThese },
  { about: "a PRAGMA that reads", sql: "PRAGMA table_info(_superusers)", read: onlyThese },
  { about: "switching the guard off", sql: "PRAGMA query_only = off", read: onlyThese },
  { about: "opening the schema for writing", sql: "PRAGMA writable_schema = ON", read: onlyThese },
  { about: "ATTACH of another file", sql: "ATTACH '/etc/passwd' AS other", read: onlyThese },
  { about: "ATTACH of this very file", sql: "ATTACH 'data.db' AS again", read: onlyThese },
  { about: "ATTACH in memory", sql: "ATTACH ':memory:' AS other", read: onlyThese },
  { about: "DETACH", sql: "DETACH main", read: onlyThese },
  { about: "VACUUM", sql: "VACUUM", read: /Only SELECT|cannot VACUUM/ },
  {
    about: "VACUUM INTO a file",
    sql: "VACUUM INTO '/tmp/vaultbase-bypass.db'",
    read: /Only SELECT|cannot VACUUM/,
  },
  { about: "REINDEX", sql: "REINDEX", read: onlyThese },
  { about: "ANALYZE", sql: "ANALYZE", read: /./ },
  { about: "BEGIN", sql: "BEGIN EXCLUSIVE", read: onlyThese },
  { about: "COMMIT", sql: "COMMIT", read: onlyThese },
  { about: "ROLLBACK", sql: "ROLLBACK", read: onlyThese },
  { about: "SAVEPOINT", sql: "SAVEPOINT s", read: onlyThese },
  { about: "RELEASE", sql: "RELEASE s", read: onlyThese },

  // Changing the schema.
  { about: "CREATE TABLE", sql: "CREATE TABLE mine (a)", read: schema },
  { about: "CREATE TABLE AS", sql: "CREATE TABLE mine AS SELECT * FROM _superusers", read: schema },
  { about: "a temporary table", sql: "CREATE TEMP TABLE mine (a)", read: schema },
  {
    about: "a view over system tables",
    sql: "CREATE VIEW mine AS SELECT * FROM _superusers",
    read: schema,
  },
  {
    about: "a temporary view",
    sql: "CREATE TEMP VIEW mine AS SELECT * FROM _superusers",
    read: schema,
  },
  {
    about: "a trigger",
    sql: "CREATE TRIGGER mine AFTER UPDATE ON posts BEGIN DELETE FROM _superusers; END",
    read: /Only SELECT|schema cannot/,
  },
  {
    about: "a temporary trigger",
    sql: "CREATE TEMP TRIGGER mine AFTER INSERT ON posts BEGIN SELECT 1; END",
    read: /Only SELECT|schema cannot/,
  },
  { about: "an index", sql: "CREATE INDEX mine ON posts (title)", read: schema },
  { about: "a virtual table", sql: "CREATE VIRTUAL TABLE mine USING fts5(a)", read: /./ },
  {
    about: "a window on a file",
    sql: "CREATE VIRTUAL TABLE temp.mine USING csv(filename='/etc/passwd')",
    read: /./,
  },
  { about: "DROP TABLE", sql: "DROP TABLE posts", read: /./ },
  { about: "DROP TRIGGER of the search", sql: "DROP TRIGGER IF EXISTS absent", read: [] },
  { about: "ALTER TABLE", sql: "ALTER TABLE posts ADD COLUMN mine", read: /./ },
  { about: "ALTER TABLE RENAME", sql: "ALTER TABLE posts RENAME TO mine", read: /./ },
  { about: "writing into the schema", sql: "UPDATE sqlite_master SET sql = '' WHERE 0", read: /./ },
  { about: "writing into the sequences", sql: "DELETE FROM sqlite_sequence", read: /./ },

  // Tables that are nobody's business.
  { about: "superusers", sql: "SELECT * FROM _superusers", read: noTable },
  { about: "their number alone", sql: "SELECT count(*) FROM _superusers", read: noTable },
  {
    about: "whether there are any",
    sql: "SELECT EXISTS (SELECT 1 FROM _superusers)",
    read: noTable,
  },
  { about: "in another case", sql: "SELECT * FROM _SuperUsers", read: noTable },
  { about: "with its schema's name", sql: "SELECT * FROM main._superusers", read: noTable },
  { about: "in double quotes", sql: 'SELECT * FROM "_superusers"', read: noTable },
  { about: "in brackets", sql: "SELECT * FROM [_superusers]", read: noTable },
  { about: "in backticks", sql: "SELECT * FROM `main`.`_superusers`", read: noTable },
  { about: "as a text", sql: "SELECT * FROM '_superusers'", read: noTable },
  { about: "under another name", sql: "SELECT p.email FROM _superusers AS p", read: noTable },
  {
    about: "joined",
    sql: "SELECT posts.title, s.email FROM posts, _superusers AS s",
    read: noTable,
  },
  {
    about: "in a CTE with an allowed name",
    sql: "WITH posts AS (SELECT email FROM _superusers) SELECT * FROM posts",
    read: noTable,
  },
  {
    about: "in a scalar subquery",
    sql: "SELECT (SELECT email FROM _superusers) FROM posts",
    read: noTable,
  },
  {
    about: "in ORDER BY",
    sql: "SELECT title FROM posts ORDER BY (SELECT tokenKey FROM _superusers)",
    read: noTable,
  },
  {
    about: "in LIMIT",
    sql: "SELECT title FROM posts LIMIT (SELECT length(password) FROM _superusers)",
    read: noTable,
  },
  {
    about: "in a window",
    sql: "SELECT sum(year) OVER (ORDER BY (SELECT email FROM _superusers)) FROM posts",
    read: noTable,
  },
  {
    about: "in a compound",
    sql: "SELECT title FROM posts UNION ALL SELECT email FROM _superusers",
    read: noTable,
  },
  {
    about: "in a recursion",
    sql: "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT email FROM _superusers, r LIMIT 5) SELECT * FROM r",
    read: noTable,
  },
  {
    about: "as the values of an INSERT",
    sql: "INSERT INTO posts (title) SELECT password FROM _superusers",
    read: /./,
    write: noTable,
  },
  {
    about: "in what an INSERT returns",
    sql: "INSERT INTO posts (title) SELECT 'n' WHERE 0 RETURNING (SELECT email FROM _superusers)",
    read: /./,
    write: noTable,
  },
  {
    about: "in an UPDATE's condition",
    sql: "UPDATE posts SET year = 1 WHERE year < 0 AND EXISTS (SELECT 1 FROM _superusers)",
    read: /./,
    write: noTable,
  },
  { about: "tokens", sql: "SELECT * FROM _tokens", read: noTable },
  { about: "settings", sql: "SELECT value FROM _settings", read: noTable },
  {
    about: "the collections' own table",
    sql: "SELECT definition FROM _collections",
    read: noTable,
  },
  { about: "the change log", sql: "SELECT before FROM _changes", read: noTable },
  { about: "the audit", sql: "SELECT * FROM _audit", read: noTable },
  { about: "writing into the change log", sql: "DELETE FROM _changes", read: /./, write: noTable },
  {
    about: "writing into superusers",
    sql: "UPDATE _superusers SET tokenKey = 'x'",
    read: /./,
    write: noTable,
  },
  { about: "the schema", sql: "SELECT sql FROM sqlite_master", read: noTable },
  { about: "the schema by its other name", sql: "SELECT name FROM sqlite_schema", read: noTable },
  { about: "the temporary schema", sql: "SELECT * FROM temp.sqlite_temp_schema", read: noTable },
  {
    about: "the schema by a function",
    sql: "SELECT * FROM pragma_table_info('_superusers')",
    read: noTable,
  },
  { about: "the tables by a function", sql: "SELECT * FROM pragma_table_list", read: noTable },
  {
    about: "the functions by a function",
    sql: "SELECT * FROM pragma_function_list()",
    read: noTable,
  },
  { about: "the database's pages", sql: "SELECT * FROM dbstat", read: noTable },
  { about: "the database's raw pages", sql: "SELECT data FROM sqlite_dbpage", read: noTable },
  { about: "running statements", sql: "SELECT sql FROM sqlite_stmt", read: noTable },
  { about: "the search's words", sql: "SELECT * FROM SEARCH", read: noTable },
  { about: "the search's insides", sql: "SELECT block FROM SEARCH_data", read: noTable },
  {
    about: "a table named like the search's trigger",
    sql: "WITH SEARCH_insert AS (SELECT * FROM SEARCH_data) SELECT * FROM SEARCH_insert",
    read: noTable,
  },
  {
    about: "writing into the search",
    sql: "INSERT INTO SEARCH (SEARCH) VALUES ('rebuild')",
    read: /./,
    write: noTable,
  },
  { about: "writing into the search's insides", sql: "DELETE FROM SEARCH_data", read: /./ },
  {
    about: "a search by its operator",
    sql: "SELECT * FROM SEARCH WHERE SEARCH MATCH 'a'",
    read: noTable,
  },

  // SQLite's authorizer is not asked about these: what tables are joined by.
  {
    about: "superusers joined by USING",
    sql: "SELECT 1 FROM (SELECT 'root@example.com' AS email) JOIN _superusers USING (email)",
    read: noTable,
  },
  {
    about: "superusers joined by NATURAL",
    sql: "SELECT 1 FROM (SELECT 'root@example.com' AS email) NATURAL JOIN _superusers",
    read: noTable,
  },
  {
    about: "superusers joined with a collection",
    sql: "SELECT title FROM posts LEFT JOIN _superusers USING (id)",
    read: noTable,
  },
  {
    about: "accounts by their schema's name",
    sql: "SELECT 1 FROM main.members NATURAL JOIN (SELECT 'x' AS password)",
    read: noTable,
  },
  {
    about: "accounts behind a name of their own",
    sql: "WITH members AS (SELECT id FROM main.members JOIN (SELECT 'x' AS tokenKey) USING (tokenKey)) SELECT * FROM members",
    read: noTable,
  },
  {
    about: "a join in what is written",
    sql: "UPDATE posts SET year = 1 FROM (SELECT 'x' AS email) AS e NATURAL JOIN _superusers WHERE year < 0",
    read: /./,
    write: noTable,
  },

  {
    about: "built-in tables joined by USING",
    sql: "SELECT 1 FROM (SELECT 'email' AS name) JOIN pragma_table_info('_superusers') USING (name)",
    read: noTable,
  },
  {
    about: "built-in tables in quotes, counted",
    sql: 'SELECT count(*) FROM "pragma_table_list"',
    read: noTable,
  },
  {
    about: "pages joined by NATURAL",
    sql: "SELECT 1 FROM (SELECT 1 AS pgno) NATURAL JOIN sqlite_dbpage",
    read: noTable,
  },
  {
    about: "statistics joined by USING",
    sql: "SELECT 1 FROM (SELECT '_superusers' AS name) JOIN dbstat USING (name)",
    read: noTable,
  },
  { about: "counting the schema", sql: "SELECT count(*) FROM sqlite_master", read: noTable },
  {
    about: "the schema joined by USING",
    sql: "SELECT 1 FROM (SELECT '_superusers' AS name) JOIN sqlite_master USING (name)",
    read: noTable,
  },
  {
    about: "counting the temporary schema",
    sql: "SELECT count(*) FROM temp.sqlite_master",
    read: noTable,
  },

  // Columns that nobody reads or sets.
  { about: "password hashes", sql: "SELECT password FROM members", read: hidden },
  { about: "token keys", sql: "SELECT tokenKey FROM members", read: hidden },
  { about: "all columns of accounts", sql: "SELECT * FROM members", read: "rows" },
  {
    about: "by another name",
    sql: "SELECT m.p FROM (SELECT password AS p FROM members) AS m",
    read: hidden,
  },
  { about: "in another case and quotes", sql: 'SELECT "PassWord" FROM MEMBERS', read: hidden },
  {
    about: "only compared",
    sql: "SELECT id FROM members WHERE password LIKE '$argon%'",
    read: hidden,
  },
  { about: "only sorted by", sql: "SELECT id FROM members ORDER BY tokenKey", read: hidden },
  { about: "only its length", sql: "SELECT max(length(tokenKey)) FROM members", read: hidden },
  {
    about: "by a natural join",
    sql: "SELECT id FROM members NATURAL JOIN (SELECT 'x' AS password)",
    read: [{ id: "member000000001" }],
  },
  {
    about: "by USING",
    sql: "SELECT a.id FROM members AS a JOIN members AS b USING (tokenKey)",
    read: hidden,
  },
  { about: "grouped by", sql: "SELECT count(*) FROM members GROUP BY password", read: hidden },
  {
    about: "through RETURNING",
    sql: "UPDATE members SET nick = nick RETURNING password",
    read: /./,
  },
  { about: "setting a password", sql: "UPDATE members SET password = 'x'", read: noAccounts },
  { about: "setting a token key", sql: "UPDATE members SET tokenKey = 'x'", read: noAccounts },
  {
    about: "taking over an address",
    sql: "UPDATE members SET email = 'me@example.com'",
    read: noAccounts,
  },
  { about: "verifying oneself", sql: "UPDATE members SET verified = 1", read: noAccounts },
  { about: "a record's id", sql: "UPDATE posts SET id = 'x'", read: writes, write: cannotSet },
  { about: "a row's number", sql: "UPDATE posts SET rowid = 7", read: writes, write: cannotSet },
  {
    about: "an account without a password",
    sql: "INSERT INTO members (email) VALUES ('x@example.com')",
    read: noAccounts,
  },
  { about: "an account's end", sql: "DELETE FROM members", read: noAccounts },
  { about: "a view", sql: "DELETE FROM recent", read: /recent is a view/ },

  // Functions that reach out.
  { about: "load_extension", sql: "SELECT load_extension('/tmp/evil.so')", read: noFunction },
  {
    about: "readfile",
    sql: "SELECT readfile('/etc/passwd')",
    read: /no such function|cannot be called/,
  },
  {
    about: "writefile",
    sql: "SELECT writefile('/tmp/x', 'x')",
    read: /no such function|cannot be called/,
  },
  { about: "fts3_tokenizer", sql: "SELECT fts3_tokenizer('simple')", read: noFunction },
  { about: "fts5", sql: "SELECT fts5(1)", read: noFunction },
  { about: "the log", sql: "SELECT sqlite_log(1, 'x')", read: noFunction },
  { about: "rtreecheck", sql: "SELECT rtreecheck('_superusers')", read: noFunction },
  { about: "how SQLite was built", sql: "SELECT sqlite_compileoption_get(1)", read: noFunction },
  { about: "a function in double quotes", sql: `SELECT "load_extension"('x')`, read: noFunction },

  // Names that only look alike.
  { about: "letters from elsewhere", sql: "SELECT * FROM _ѕuperusers", read: noTable },
  { about: "full width letters", sql: "ＳＥＬＥＣＴ 1", read: syntax },
  { about: "a blank that is none", sql: "SELECT\u00a01", read: syntax },
  { about: "an invisible character", sql: "SELECT * FROM post\u200bs", read: noTable },
  { about: "text that is no UTF-16", sql: "SELECT '\ud800' AS text", read: [{ text: "\ufffd" }] },
  {
    about: "a misspelt column in double quotes",
    sql: 'SELECT "titel" FROM posts',
    read: /There is no column "titel"/,
  },

  // Too much of everything.
  {
    about: "deep parentheses",
    sql: `SELECT ${"(".repeat(5000)}1${")".repeat(5000)}`,
    read: /Recursion limit|parser stack overflow|too deep|too large/i,
  },
  {
    about: "a long sum",
    sql: `SELECT ${"1+".repeat(9000)}1`,
    read: /Expression tree is too large|too deep/i,
  },
  {
    about: "many compounds",
    sql: `SELECT 1${" UNION ALL SELECT 1".repeat(900)}`,
    read: /too many terms in compound SELECT/,
  },
  { about: "a huge value", sql: "SELECT zeroblob(1000000000)", read: /too big/ },
  { about: "a huge width", sql: "SELECT length(printf('%.*c', 1000000000, 'x')) AS n", read: /./ },
  {
    about: "a doubled text",
    sql: "SELECT length(replace(hex(zeroblob(9000000)), '00', 'xxxxxxxxxxxx')) AS n",
    read: /too big/,
  },
  {
    about: "a long list of what is equal",
    sql: `SELECT 1 AS n WHERE 1 IN (${"1,".repeat(9000)}1)`,
    read: [{ n: 1 }],
  },
];
