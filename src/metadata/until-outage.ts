import type { Http, HttpAnswer } from "./http.ts";
import { isOutage } from "./is-outage.ts";

/** The same way to a service, until it is in trouble: what is asked after that fails likewise, without a request. */
export function untilOutage(http: Http): Http {
  let outage: HttpAnswer | undefined;
  return {
    async get(request) {
      if (outage !== undefined) return outage;
      const answer = await http.get(request);
      if (answer.kind === "failed" && isOutage(answer.failure)) outage = answer;
      return answer;
    },
  };
}
