// Package api is the JSON interface of a ledger, under /api/v1, described in
// OpenAPI 3.1 at /api/openapi.json and .yaml, and for a person at /api/docs.
//
// It answers in the types of the contract: a row is the row of a ledger entry with
// its evidence, as query --json prints it, and the description holds the schemas
// of schema/ledger.schema.json. Filters have the names of the flags of chancery
// query. Lists are pages of up to 500 items with a cursor for the next. Errors are
// problem+json (RFC 9457).
//
// Package auth stands in front of it; each operation asks for the role it needs.
package api
