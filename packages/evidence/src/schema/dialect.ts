/** Signs that SQL is written for a database other than PostgreSQL. */

interface Sign {
  readonly dialect: string;
  readonly shows: string;
  readonly pattern: RegExp;
}

const SIGNS: readonly Sign[] = [
  { dialect: "MySQL", shows: "ENGINE=", pattern: /\bengine\s{0,4}=\s{0,4}(?:innodb|myisam|memory|aria|rocksdb)\b/i },
  {
    dialect: "ClickHouse",
    shows: "ENGINE = MergeTree",
    pattern: /\bengine\s{0,4}=\s{0,4}\w{0,40}(?:mergetree|kafka|null\b)/i,
  },
  { dialect: "MySQL", shows: "AUTO_INCREMENT", pattern: /\bauto_increment\b/i },
  {
    dialect: "MySQL",
    shows: "UNSIGNED",
    pattern: /\b(?:tiny|small|medium|big)?int(?:eger)?(?:\s?\(\d{1,3}\))?\s{1,4}unsigned\b/i,
  },
  { dialect: "MySQL", shows: "ON UPDATE CURRENT_TIMESTAMP", pattern: /\bon\s{1,4}update\s{1,4}current_timestamp\b/i },
  {
    dialect: "MySQL",
    shows: "a type of MySQL",
    pattern: /\b(?:tinyint|mediumint|tinytext|mediumtext|longtext|mediumblob|longblob|year\(4\))(?!\w)/i,
  },
  { dialect: "MySQL", shows: "ENUM(…) as a type", pattern: /\benum\s?\(\s{0,4}'/i },
  { dialect: "MySQL", shows: "COMMENT in a column", pattern: /\bcomment\s{1,4}'/i },
  { dialect: "MySQL", shows: "MODIFY or CHANGE COLUMN", pattern: /\b(?:modify|change)\s{1,4}column\b/i },
  {
    dialect: "MySQL",
    shows: "CHARSET",
    pattern: /\b(?:default\s{1,4})?(?:charset|character\s{1,4}set)\s{0,4}=?\s{0,4}utf8/i,
  },
  { dialect: "SQL Server", shows: "IDENTITY(1,1)", pattern: /\bidentity\s?\(\s?\d/i },
  {
    dialect: "SQL Server",
    shows: "[brackets] around names",
    pattern: /(?:^|[\s(.,])\[[A-Za-z_]\w{0,60}\](?:\s|\.|,|\)|$)/,
  },
  {
    dialect: "SQL Server",
    shows: "a type of SQL Server",
    pattern: /\b(?:nvarchar|uniqueidentifier|datetime2|datetimeoffset|smalldatetime|ntext|varchar\s?\(max\))(?!\w)/i,
  },
  { dialect: "SQL Server", shows: "CLUSTERED", pattern: /\b(?:non)?clustered\b/i },
  { dialect: "SQL Server", shows: "GO between batches", pattern: /^\s{0,8}go\s{0,8}$/im },
  { dialect: "Oracle", shows: "a type of Oracle", pattern: /\b(?:n?varchar2|number\s?\(\s?\d|clob\b|raw\s?\(\d)/i },
  { dialect: "SQLite", shows: "AUTOINCREMENT", pattern: /\bautoincrement\b/i },
  { dialect: "SQLite", shows: "WITHOUT ROWID", pattern: /\bwithout\s{1,4}rowid\b|\bpragma\s{1,4}\w/i },
  { dialect: "SQLite", shows: "a virtual table", pattern: /\bcreate\s{1,4}virtual\s{1,4}table\b/i },
  {
    dialect: "BigQuery or Spanner",
    shows: "a type of BigQuery or Spanner",
    pattern: /\b(?:int64|float64|string\s?\(\s?(?:\d|max)|array\s?<|struct\s?<|bignumeric)/i,
  },
  { dialect: "Snowflake", shows: "a type of Snowflake", pattern: /\b(?:variant|timestamp_(?:ntz|ltz|tz))(?=\s|,|\))/i },
  {
    dialect: "Cassandra",
    shows: "CLUSTERING ORDER",
    pattern: /\bclustering\s{1,4}order\s{1,4}by\b|\bprimary\s{1,4}key\s?\(\s?\(/i,
  },
  { dialect: "Cassandra", shows: "a collection type", pattern: /\b(?:map|frozen|set|list)\s?<\s?\w/i },
  {
    dialect: "ClickHouse",
    shows: "a type of ClickHouse",
    pattern: /\b(?:LowCardinality|Nullable|DateTime64|FixedString|UInt(?:8|16|32|64))\b/,
  },
  {
    dialect: "Hive or Spark",
    shows: "STORED AS",
    pattern: /\bstored\s{1,4}as\s{1,4}(?:parquet|orc|avro|textfile)|\busing\s{1,4}(?:delta|iceberg|parquet)\b/i,
  },
  {
    dialect: "Redshift",
    shows: "DISTKEY or SORTKEY",
    pattern: /\b(?:distkey|sortkey|diststyle|encode\s{1,4}(?:zstd|lzo|az64))\b/i,
  },
  {
    dialect: "MySQL or SQLite",
    shows: "DATETIME, BLOB or DOUBLE",
    pattern: /\b(?:datetime|blob)(?=\s|,|\)|\(|$)|\bdouble(?!\s{1,4}precision)(?=\s|,|\)|$)/i,
  },
];

/** Languages of fences that are SQL of another database. */
const LANGUAGES: Readonly<Record<string, string>> = {
  mysql: "MySQL",
  mariadb: "MariaDB",
  tsql: "SQL Server",
  mssql: "SQL Server",
  plsql: "Oracle",
  oracle: "Oracle",
  sqlite: "SQLite",
  bigquery: "BigQuery",
  snowflake: "Snowflake",
  redshift: "Redshift",
  clickhouse: "ClickHouse",
  cql: "Cassandra",
  hiveql: "Hive",
  sparksql: "Spark",
};

export interface Dialect {
  readonly name: string;
  /** What shows it, for a person. */
  readonly shows: string;
}

export function dialectOfLanguage(language: string): Dialect | null {
  const name = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  return name === undefined ? null : { name, shows: `the fence says ${language}` };
}

/** An index among the columns, as MySQL has it. PostgreSQL's grammar takes the shorter ones for a column of that name. */
const INLINE_INDEX =
  /[(,]\s{0,200}(?:(?:unique|fulltext|spatial)\s{1,8})?(?:index|key)(?:\s{1,8}[\w"`]{1,80})?\s{0,8}\([^)]/i;
/** Words that only PostgreSQL has. */
const POSTGRES =
  /\b(?:jsonb|timestamptz|bytea|(?:big)?serial|tsvector|gen_random_uuid|uuid_generate_v4|inet|cidr)\b|::\w|\btext\[\]/i;

/**
 * Whether a `CREATE TABLE` holds an index among its columns: `foreign` where nothing shows PostgreSQL, `mistake` where it does;
 * null for none.
 */
export function inlineIndex(bare: string): "foreign" | "mistake" | null {
  // `PRIMARY KEY (…)`, `FOREIGN KEY (…)` and `UNIQUE (…)` are everybody's.
  const rest = bare.replace(/\b(?:primary|foreign)\s{1,8}key\b/gi, "");
  if (!/^create\b/i.test(bare) || !INLINE_INDEX.test(rest)) return null;
  return POSTGRES.test(bare) ? "mistake" : "foreign";
}

/** The other database that a statement is written for; null when nothing shows one. `bare` is the statement without comments and strings. */
export function foreignDialect(bare: string, backticks: boolean): Dialect | null {
  const found = SIGNS.find(({ pattern }) => pattern.test(bare));
  if (found !== undefined) return { name: found.dialect, shows: found.shows };
  return backticks ? { name: "MySQL", shows: "backticks around names" } : null;
}
