package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"chancery"
	"chancery/schema"
)

// refs is where components lie in a description.
const refs = "#/components/schemas/"

// ledgerName is what a definition of the schema of the ledger is called among the
// components.
func ledgerName(def string) string { return "ledger-" + def }

// A named type stands for a definition of the schema of the ledger.
type (
	entrySchema     struct{}
	eventSchema     struct{}
	statementSchema struct{}
	conditionSchema struct{}
	demandSchema    struct{}
	meetingSchema   struct{}
	actorSchema     struct{}
	placeSchema     struct{}
	stampSchema     struct{}
	spanSchema      struct{}
	anySchema       struct{}
)

func ref(def string) *huma.Schema { return &huma.Schema{Ref: refs + ledgerName(def)} }

func (entrySchema) Schema(huma.Registry) *huma.Schema     { return ref("entry") }
func (eventSchema) Schema(huma.Registry) *huma.Schema     { return ref("event") }
func (statementSchema) Schema(huma.Registry) *huma.Schema { return ref("statement") }
func (conditionSchema) Schema(huma.Registry) *huma.Schema { return ref("condition") }
func (demandSchema) Schema(huma.Registry) *huma.Schema    { return ref("demand") }
func (meetingSchema) Schema(huma.Registry) *huma.Schema   { return ref("meeting") }
func (actorSchema) Schema(huma.Registry) *huma.Schema     { return ref("actor") }
func (placeSchema) Schema(huma.Registry) *huma.Schema     { return ref("place") }
func (spanSchema) Schema(huma.Registry) *huma.Schema      { return ref("span") }
func (stampSchema) Schema(huma.Registry) *huma.Schema     { return ref("stamp") }
func (anySchema) Schema(huma.Registry) *huma.Schema       { return &huma.Schema{} }

// useLedgerSchema puts the definitions of the schema of the ledger among the
// components and has the types of the contract described by them.
func useLedgerSchema(r huma.Registry) error {
	var all struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	// What refers to another definition refers to a component instead.
	moved := bytes.ReplaceAll(schema.Ledger, []byte(`"#/$defs/`), []byte(`"`+refs+ledgerName("")))
	if err := json.Unmarshal(moved, &all); err != nil {
		return fmt.Errorf("schema of the ledger: %w", err)
	}
	for name, def := range all.Defs {
		var keys map[string]any
		if err := json.Unmarshal(def, &keys); err != nil {
			return fmt.Errorf("schema of the ledger: %s: %w", name, err)
		}
		r.Map()[ledgerName(name)] = &huma.Schema{Extensions: keys}
	}
	for of, as := range map[reflect.Type]reflect.Type{
		reflect.TypeFor[chancery.Entry]():     reflect.TypeFor[entrySchema](),
		reflect.TypeFor[chancery.Event]():     reflect.TypeFor[eventSchema](),
		reflect.TypeFor[chancery.Statement](): reflect.TypeFor[statementSchema](),
		reflect.TypeFor[chancery.Condition](): reflect.TypeFor[conditionSchema](),
		reflect.TypeFor[chancery.Demand]():    reflect.TypeFor[demandSchema](),
		reflect.TypeFor[chancery.Meeting]():   reflect.TypeFor[meetingSchema](),
		reflect.TypeFor[chancery.Actor]():     reflect.TypeFor[actorSchema](),
		reflect.TypeFor[chancery.Place]():     reflect.TypeFor[placeSchema](),
		reflect.TypeFor[chancery.Stamp]():     reflect.TypeFor[stampSchema](),
		reflect.TypeFor[chancery.Span]():      reflect.TypeFor[spanSchema](),
		reflect.TypeFor[json.RawMessage]():    reflect.TypeFor[anySchema](),
	} {
		r.RegisterTypeAlias(of, as)
	}
	return nil
}

// nameRows says what the row of an answer is: one of the five of the contract.
func nameRows(r huma.Registry) {
	row := &huma.Schema{Description: "the row as the ledger entry has it"}
	for _, def := range []string{"event", "statement", "condition", "demand", "meeting"} {
		row.OneOf = append(row.OneOf, ref(def))
	}
	r.Map()["Row"].Properties["row"] = row
}
