/**
 * What a statement may call: SQLite's documented functions that look at nothing but their arguments.
 * Whatever else a build brings (extensions, files, the insides of full-text search) is not here.
 */
export const sqlFunctions: ReadonlySet<string> = new Set(
  [
    "abs ceil ceiling changes char coalesce concat concat_ws floor format glob hex if ifnull iif",
    "instr length like likelihood likely lower ltrim max min nullif octet_length printf quote random",
    "randomblob replace round rtrim sign substr substring total_changes trim typeof unhex unicode",
    "unistr unistr_quote unlikely upper zeroblob",
    "acos acosh asin asinh atan atan2 atanh cos cosh degrees exp ln log log10 log2 mod pi pow power",
    "radians sin sinh sqrt tan tanh trunc",
    "date datetime julianday strftime time timediff unixepoch current_date current_time current_timestamp",
    "avg count group_concat string_agg sum total median percentile percentile_cont percentile_disc",
    "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value",
    "json json_array json_array_insert json_array_length json_error_position json_extract",
    "json_group_array json_group_object json_insert json_object json_patch json_pretty json_quote",
    "json_remove json_replace json_set json_type json_valid jsonb jsonb_array jsonb_array_insert",
    "jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch",
    "jsonb_remove jsonb_replace jsonb_set -> ->>",
  ].flatMap((line) => line.split(" ")),
);
