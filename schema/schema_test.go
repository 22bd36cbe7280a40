package schema_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"chancery/internal/golden"
)

// sound is an entry with a row of every kind.
const sound = `{
"article":{"id":"a","title":"","published":"2022-01-10","language":"en","text":"Lavrov met Fidan."},
"defects":[{"kind":"boilerplate","span":null,"note":"Share"},{"kind":"encoding","span":[0,3],"note":""}],
"sentences":[{"span":[0,17]}],
"actors":[{"id":"RUS","name":"Russia","kind":"country","codes":["RUS","RUSGOV"],"country":"RUS"}],
"places":[{"id":"geonames:2660646","name":"Geneva","country":"CHE","lat":46.2,"lon":6.1}],
"mentions":[{"span":[0,6],"kind":"actor","form":"name","refs":["RUS"]},{"span":[0,6],"kind":"time","type":"DATE","value":"2022-01"}],
"events":[{"id":"e","sentence":0,"span":[0,16],"rule":"r","confidence":0.9,"type":"CONSULT","mode":"","contexts":[],"cameo":"040","intensity":1,"trigger":[7,10],"sources":["RUS"],"targets":[],"source_codes":["RUS"],"target_codes":[],"status":"actual","date":{"from":"2022-01-10","to":"2022-01-10"},"place":null,"attribution":[{"speakers":["RUS"],"cue":[0,3],"stance":"asserts"}]}],
"statements":[{"id":"s","sentence":0,"span":[0,16],"rule":"r","confidence":1,"speakers":[],"on_behalf_of":[],"via":null,"addressees":[],"cue":null,"content":[0,3],"quoted":[[0,3]],"form":"direct","stance":"asserts"}],
"conditions":[{"id":"c","sentence":0,"span":[0,16],"rule":"r","confidence":1,"kind":"threat","by":[],"toward":[],"condition":[0,3],"consequence":[4,5]}],
"demands":[{"id":"d","sentence":0,"span":[0,16],"rule":"r","confidence":1,"by":[],"of":[],"content":[0,3],"stance":"refuses"}],
"agenda":[{"id":"m","sentence":0,"span":[0,16],"rule":"r","confidence":1,"title":"Talks","format":"talks","date":null,"duration_minutes":50,"place":null,"parties":[],"attendees":[],"status":"planned"}]}`

func TestSchema(t *testing.T) {
	s := golden.Schema(t, "entry")
	for _, c := range []struct {
		name, from, to string
		ok             bool
	}{
		{"sound", "", "", true},
		{"unknown status", `"status":"actual"`, `"status":"sure"`, false},
		{"unknown field", `"cameo":"040"`, `"cameo":"040","extra":1`, false},
		{"field missing", `"stance":"refuses"`, `"note":""`, false},
		{"span of three", `"trigger":[7,10]`, `"trigger":[7,10,11]`, false},
		{"negative offset", `"trigger":[7,10]`, `"trigger":[-7,10]`, false},
		{"list is null", `"contexts":[]`, `"contexts":null`, false},
		{"confidence above one", `"confidence":0.9`, `"confidence":1.9`, false},
		{"time with refs", `"type":"DATE","value":"2022-01"`, `"type":"DATE","value":"2022-01","refs":[]`, false},
		{"date in words", `"published":"2022-01-10"`, `"published":"10 January"`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(sound, c.from, c.to, 1)
			if c.from != "" && text == sound {
				t.Fatal("nothing was replaced")
			}
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); (err == nil) != c.ok {
				t.Errorf("valid: %v, want %v: %v", err == nil, c.ok, err)
			}
		})
	}
}
