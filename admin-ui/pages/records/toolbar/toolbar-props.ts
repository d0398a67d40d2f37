import type { Collection } from "../../../../src/product.ts";
import type { Columns } from "../grid/columns.ts";
import type { Rows, RowsQuestion } from "../grid/use-rows.ts";
import type { RecordsSearch } from "../records-search.ts";
import type { Searches } from "./searches.ts";

export interface ToolbarProps {
  readonly collection: Collection;
  readonly columns: Columns;
  readonly rows: Rows;
  readonly question: RowsQuestion;
  readonly search: RecordsSearch;
  readonly searches: Searches;
  readonly canWrite: boolean;
  readonly onSearch: (change: Partial<RecordsSearch>) => void;
}
