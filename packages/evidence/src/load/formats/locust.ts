import type { Measurement } from "@lintel/core";
import { readCsv } from "../csv.ts";
import { latenciesOf, requestOf, shareOf, UNKNOWN, type LoadFormat } from "../reading.ts";

/** Response times are put into buckets of two digits: 147 is written as 150. */
const ROUNDING = { step: 0.5, relative: 0.05 };

/** `_stats.csv` of Locust: a row for each endpoint, and one for all of them that is called Aggregated. Users wait for their answers. */
export const locust: LoadFormat = {
  producer: "locust",
  recognises: ({ text }) => /^"?Type"?,"?Name"?,"?Request Count"?,"?Failure Count"?,/.test(text),
  read({ text }) {
    const measurements = readCsv(text).rows.map(({ line, cell }): Measurement => {
      const number = (name: string): number | null => {
        const value = cell(name);
        return value === null || value === "" || !Number.isFinite(Number(value)) ? null : Number(value);
      };
      const [type, name] = [cell("Type") ?? "", cell("Name") ?? ""];
      const isWhole = type === "" && name === "Aggregated";
      const request = isWhole ? { method: null, path: null } : requestOf(`${type} ${name}`.trim());
      const count = number("Request Count");
      const percents = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100];
      return {
        ...UNKNOWN,
        ...request,
        label: isWhole ? null : name,
        latencies: latenciesOf(
          {
            count,
            average: number("Average Response Time"),
            quantiles: percents.map((percent) => [Math.round(percent * 1e4) / 1e6, number(`${percent}%`)] as const),
          },
          ROUNDING,
        ),
        rate: number("Requests/s"),
        errorRate: shareOf(number("Failure Count"), count),
        count,
        line,
      };
    });
    return { producer: "locust", model: "closed", isCorrected: false, script: null, measurements, incomplete: [] };
  },
};
