import { describe, expect, it } from "vitest";
import { readRequests } from "../../src/grammar/request.ts";

const requestsIn = (text: string) =>
  readRequests(text).map(({ method, path, query }) => `${method} ${path}${query === undefined ? "" : ` ? ${query}`}`);

describe("a request", () => {
  it.each([
    ["`POST /v1/orders`", ["POST /v1/orders"]],
    ["### DELETE /orders/:id", ["DELETE /orders/:id"]],
    ["**GET** `/orders/{id}/items`", ["GET /orders/{id}/items"]],
    ["- **Endpoint:** `PUT /orders/<id>`", ["PUT /orders/<id>"]],
    ["GET /orders/[id]", ["GET /orders/[id]"]],
    ["GET /orders?state=open&page=2, then", ["GET /orders ? state=open&page=2"]],
    ["sends a `POST` request to `/hooks`", ["POST /hooks"]],
    ["PUT/PATCH /orders/{id}", ["PUT /orders/{id}", "PATCH /orders/{id}"]],
    ["GET https://api.acme.org/v2/a (Bearer)", ["GET /v2/a"]],
    ["POST {{base_url}}/v1/token", ["POST /v1/token"]],
    ["GET /.", ["GET /"]],
    ["PATCH  /a/b.", ["PATCH /a/b"]],
  ])("is read from %j", (text, expected) => {
    expect(requestsIn(text)).toEqual(expected);
  });

  it.each([
    "GET and POST",
    "GET /v1/*",
    "GET /v1/**",
    "HTTP GET",
    "git POST-receive",
    "GET /a/../b…",
    "TARGET /x",
    "get /x",
  ])("is not in %j", (text) => {
    expect(requestsIn(text)).toEqual([]);
  });
});
