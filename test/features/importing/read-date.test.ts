import { describe, expect, test } from "bun:test";
import { dateReaderFor } from "../../../src/features/importing/read-date.ts";

describe("a column of dates is recognised in many spellings", () => {
  test.each([
    ["Jun 12 1998", "1998-06-12T00:00:00.000Z"],
    ["June 12, 1998", "1998-06-12T00:00:00.000Z"],
    ["12 Jun 1998", "1998-06-12T00:00:00.000Z"],
    ["12-Jun-1998", "1998-06-12T00:00:00.000Z"],
    ["Fri, 12 Jun 1998 10:30:00 GMT", "1998-06-12T10:30:00.000Z"],
    ["1998-06-12", "1998-06-12T00:00:00.000Z"],
    ["1998/6/2", "1998-06-02T00:00:00.000Z"],
    ["1998-06-12 10:30:15.250Z", "1998-06-12T10:30:15.250Z"],
    ["1998-06-12T10:30:00+02:00", "1998-06-12T08:30:00.000Z"],
    ["12.6.1998", "1998-06-12T00:00:00.000Z"],
    ["6/12/1998 3:05 PM", "1998-06-12T15:05:00.000Z"],
    ["6/12/1998 12:05 AM", "1998-06-12T00:05:00.000Z"],
    ["Feb 29 2000", "2000-02-29T00:00:00.000Z"],
    ["0099-01-02", "0099-01-02T00:00:00.000Z"],
  ])("%s", (text, iso) => {
    expect(dateReaderFor([text])?.(text)).toBe(iso);
  });

  test("the other values tell whether the day or the month comes first", () => {
    expect(dateReaderFor(["03/04/2020", "12/31/2020"])?.("03/04/2020")).toBe(
      "2020-03-04T00:00:00.000Z",
    );
    expect(dateReaderFor(["03/04/2020", "31/12/2020"])?.("03/04/2020")).toBe(
      "2020-04-03T00:00:00.000Z",
    );
  });

  test.each([
    "1998",
    "19980612",
    "Feb 30 2001",
    "13:00",
    "May",
    "12 apples",
    "2001-13-01",
    "6/12/1998 13:00 PM",
    "",
  ])("%p is no date", (text) => {
    expect(dateReaderFor([text])).toBeNull();
  });

  test("one value that is no date makes the column something else", () => {
    expect(dateReaderFor(["1998-06-12", "unknown"])).toBeNull();
  });
});
